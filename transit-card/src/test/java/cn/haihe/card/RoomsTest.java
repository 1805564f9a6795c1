package cn.haihe.card;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "cn.haihe.card", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchRule KNOWS_NO_OTHER_MODULE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "cn.haihe.map..", "cn.haihe.routing..", "cn.haihe.signal..", "cn.haihe.center..", "cn.haihe.ops..");

    @ArchTest
    static final ArchRule ROOMS_STAND_ON_EACH_OTHER = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("record")
            .definedBy("cn.haihe.card.record..")
            .layer("contract")
            .definedBy("cn.haihe.card.contract..")
            .layer("blacklist")
            .definedBy("cn.haihe.card.blacklist..")
            .layer("lists")
            .definedBy("cn.haihe.card.lists..")
            .layer("fare")
            .definedBy("cn.haihe.card.fare..")
            .layer("exchange")
            .definedBy("cn.haihe.card.exchange..")
            .layer("tac")
            .definedBy("cn.haihe.card.tac..")
            .layer("ledger")
            .definedBy("cn.haihe.card.ledger..")
            .layer("clearing")
            .definedBy("cn.haihe.card.clearing..")
            .layer("settlement")
            .definedBy("cn.haihe.card.settlement..")
            .layer("adjustment")
            .definedBy("cn.haihe.card.adjustment..")
            .layer("reconciliation")
            .definedBy("cn.haihe.card.reconciliation..")
            .layer("dispute")
            .definedBy("cn.haihe.card.dispute..")
            .layer("report")
            .definedBy("cn.haihe.card.report..")
            .whereLayer("reconciliation")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("dispute")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("report")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("adjustment")
            .mayOnlyBeAccessedByLayers("reconciliation", "dispute", "report")
            .whereLayer("settlement")
            .mayOnlyBeAccessedByLayers("reconciliation", "report")
            .whereLayer("clearing")
            .mayOnlyBeAccessedByLayers("settlement", "adjustment", "dispute", "report")
            .whereLayer("ledger")
            .mayOnlyBeAccessedByLayers("clearing", "settlement", "adjustment", "reconciliation", "report")
            .whereLayer("contract")
            .mayOnlyBeAccessedByLayers(
                    "blacklist",
                    "lists",
                    "ledger",
                    "clearing",
                    "settlement",
                    "adjustment",
                    "reconciliation",
                    "dispute",
                    "report")
            .whereLayer("record")
            .mayOnlyBeAccessedByLayers(
                    "contract", "exchange", "tac", "clearing", "adjustment", "reconciliation", "dispute", "report")
            .whereLayer("blacklist")
            .mayOnlyBeAccessedByLayers("clearing")
            .whereLayer("lists")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("fare")
            .mayOnlyBeAccessedByLayers("clearing", "settlement")
            .whereLayer("exchange")
            .mayOnlyBeAccessedByLayers("lists", "clearing", "dispute")
            .whereLayer("tac")
            .mayOnlyBeAccessedByLayers("clearing");

    @ArchTest
    static final ArchRule THE_AUDITOR_KNOWS_NOTHING_OF_WHO_WROTE_THE_BOOKS = classes()
            .that()
            .resideInAPackage("cn.haihe.card.audit..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.bouncycastle..",
                    "org.postgresql..",
                    "blue.strategic.parquet..",
                    "org.apache.parquet..",
                    "cn.haihe.card.audit..");
}
