package cn.haihe.routing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "cn.haihe", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchRule roomsKnowOnlyTheRoomsBelow = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("cn.haihe.routing..")
            .layer("hierarchy")
            .definedBy("cn.haihe.routing.hierarchy..")
            .layer("graph")
            .definedBy("cn.haihe.routing.graph..")
            .layer("live")
            .definedBy("cn.haihe.routing.live..")
            .layer("profile")
            .definedBy("cn.haihe.routing.profile..")
            .layer("search")
            .definedBy("cn.haihe.routing.search..")
            .layer("rule")
            .definedBy("cn.haihe.routing.rule..")
            .layer("area")
            .definedBy("cn.haihe.routing.area..")
            .layer("matching")
            .definedBy("cn.haihe.routing.matching..")
            .layer("reach")
            .definedBy("cn.haihe.routing.reach..")
            .layer("journey")
            .definedBy("cn.haihe.routing.journey..")
            .layer("guide")
            .definedBy("cn.haihe.routing", "cn.haihe.routing.internal..")
            .layer("guidance")
            .definedBy("cn.haihe.routing.guidance..")
            .whereLayer("hierarchy")
            .mayOnlyBeAccessedByLayers("graph", "live", "search", "reach", "journey", "guide")
            .whereLayer("live")
            .mayOnlyBeAccessedByLayers("profile", "matching", "journey", "guide", "guidance")
            .whereLayer("matching")
            .mayOnlyBeAccessedByLayers("guide")
            .whereLayer("reach")
            .mayOnlyBeAccessedByLayers("guide")
            .whereLayer("profile")
            .mayOnlyBeAccessedByLayers("rule", "journey", "guide")
            .whereLayer("rule")
            .mayOnlyBeAccessedByLayers("journey", "guide")
            .whereLayer("area")
            .mayOnlyBeAccessedByLayers("guide")
            .whereLayer("search")
            .mayOnlyBeAccessedByLayers("journey", "guide")
            .whereLayer("journey")
            .mayOnlyBeAccessedByLayers("guide")
            .whereLayer("guide")
            .mayOnlyBeAccessedByLayers("guidance")
            .whereLayer("guidance")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule onlyTheFloorBelowIsKnown = noClasses()
            .that()
            .resideInAPackage("cn.haihe.routing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("cn.haihe.signal..", "cn.haihe.card..", "cn.haihe.center..", "cn.haihe.ops..");

    @ArchTest
    static final ArchRule theMapKnowsNoRouting = noClasses()
            .that()
            .resideInAPackage("cn.haihe.map..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("cn.haihe.routing..");
}
