package cn.haihe.signal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import cn.haihe.signal.verify.VerifiedPlan;
import cn.haihe.signal.verify.VerifiedStage;
import cn.haihe.signal.verify.VerifiedTimetable;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "cn.haihe.signal", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule the_simulated_controller_knows_the_wire_and_the_junction_and_nothing_of_the_centre = classes()
            .that()
            .resideInAPackage("cn.haihe.signal.device..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.vertx..",
                    "cn.haihe.signal.device..",
                    "cn.haihe.signal.junction..",
                    "cn.haihe.signal.fieldbus.gbt20999.wire..");

    @ArchTest
    static final ArchRule nobody_but_tests_knows_the_simulated_controller = noClasses()
            .that()
            .resideOutsideOfPackage("cn.haihe.signal.device..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("cn.haihe.signal.device..");

    @ArchTest
    static final ArchRule only_the_verifier_makes_what_is_verified = constructors()
            .that()
            .areDeclaredIn(VerifiedPlan.class)
            .or()
            .areDeclaredIn(VerifiedStage.class)
            .or()
            .areDeclaredIn(VerifiedTimetable.class)
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule the_verifier_knows_no_optimiser_and_no_field_bus = classes()
            .that()
            .resideInAPackage("cn.haihe.signal.verify..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "cn.haihe.map.city..",
                    "cn.haihe.signal.verify..",
                    "cn.haihe.signal.plan..",
                    "cn.haihe.signal.timetable..",
                    "cn.haihe.signal.junction..");

    @ArchTest
    static final ArchRule deploying_knows_no_protocol = noClasses()
            .that()
            .resideInAnyPackage(
                    "cn.haihe.signal.deploy..", "cn.haihe.signal.fieldbus", "cn.haihe.signal.fieldbus.link..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("cn.haihe.signal.fieldbus.gbt20999..", "cn.haihe.signal.fieldbus.lab..");

    @ArchTest
    static final ArchRule protocols_do_not_know_each_other = noClasses()
            .that()
            .resideInAPackage("cn.haihe.signal.fieldbus.lab..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("cn.haihe.signal.fieldbus.gbt20999..");

    @ArchTest
    static final ArchRule the_module_knows_the_map_below_it_only = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("cn.haihe.routing..", "cn.haihe.card..", "cn.haihe.center..", "cn.haihe.ops..");
}
