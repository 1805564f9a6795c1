package cn.haihe.center;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** The house as the blueprint draws it: a module knows the floors below it, a room's inside stays inside. */
class FloorsTest {
    private static final String INTERNAL = ".internal";
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("cn.haihe");

    @Test
    void theLowerFloorsKnowNothingAboveThem() {
        noClasses()
                .that()
                .resideInAPackage("cn.haihe.map..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("cn.haihe.routing..", "cn.haihe.signal..", "cn.haihe.card..", "cn.haihe.center..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("cn.haihe.routing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("cn.haihe.signal..", "cn.haihe.card..", "cn.haihe.center..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("cn.haihe.signal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("cn.haihe.routing..", "cn.haihe.card..", "cn.haihe.center..")
                .check(HOUSE);
    }

    @Test
    void theTransitCardKnowsNoOtherModule() {
        noClasses()
                .that()
                .resideInAPackage("cn.haihe.card..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("cn.haihe.map..", "cn.haihe.routing..", "cn.haihe.signal..", "cn.haihe.center..")
                .check(HOUSE);
    }

    @Test
    void onlyTheHubKnowsQuarkus() {
        noClasses()
                .that()
                .resideInAnyPackage("cn.haihe.map..", "cn.haihe.routing..", "cn.haihe.signal..", "cn.haihe.card..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.quarkus..")
                .check(HOUSE);
    }

    @Test
    void roomsOfTheHubDoNotKnowEachOtherInCircles() {
        slices().matching("cn.haihe.center.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void theInsideOfARoomIsUsedByThatRoomOnly() {
        ArchRuleDefinition.classes().should(keepToTheirRoom()).check(HOUSE);
    }

    @Test
    void thereAreNoRoomsByLayer() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..dto..", "..entity..", "..entities..", "..controller..", "..service..", "..util..")
                .check(HOUSE);
    }

    private static ArchCondition<JavaClass> keepToTheirRoom() {
        return new ArchCondition<>("use no other room's inside") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                user.getDirectDependenciesFromSelf().forEach(dependency -> {
                    String used = dependency.getTargetClass().getPackageName();
                    int inside = used.indexOf(INTERNAL);
                    boolean mine = inside < 0
                            || !used.startsWith("cn.haihe.")
                            || (user.getPackageName() + ".").startsWith(used.substring(0, inside) + ".");
                    if (!mine) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                });
            }
        };
    }
}
