package dev.holdfast;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;

/** The walls of the kit that Maven does not hold: what is on no class path needs no rule. */
@AnalyzeClasses(packages = "dev.holdfast", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule CONTINUITY_IS_PURE =
      classes()
          .that()
          .resideInAPackage("dev.holdfast.continuity..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "dev.holdfast.continuity..",
                      "java..",
                      "javax.crypto..",
                      "org.jspecify.annotations..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "java.io..", "java.net..", "java.util.concurrent..", "java.sql..")))
                  .and(
                      not(
                          resideInAPackage("java.nio..")
                              .and(not(resideInAPackage("java.nio.charset.."))))))
          .because(
              "a judgement must be the same live, from disk and in a test: no files, no network");

  @ArchTest
  static final ArchRule CONTINUITY_ASKS_NO_CLOCK =
      noClasses()
          .that()
          .resideInAPackage("dev.holdfast.continuity..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, InstantSource.class, Instant.class, ZonedDateTime.class)
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("all times come in with the reconnection, so that a judgement can be repeated");

  @ArchTest
  static final ArchRule CAPACITY_IS_PURE =
      classes()
          .that()
          .resideInAPackage("dev.holdfast.capacity..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "dev.holdfast.capacity..",
                      "dev.holdfast.wording..",
                      "dev.holdfast.exposition..",
                      "java..",
                      "com.fasterxml.jackson..",
                      "org.HdrHistogram..",
                      "org.apache.commons.statistics..",
                      "org.hipparchus..",
                      "org.jspecify.annotations..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "java.io..",
                              "java.net..",
                              "java.nio..",
                              "java.util.concurrent..",
                              "java.sql.."))))
          .because(
              "a search and a plan must be the same live, from disk and in a simulated target");

  @ArchTest
  static final ArchRule CAPACITY_ASKS_NO_CLOCK =
      noClasses()
          .that()
          .resideInAPackage("dev.holdfast.capacity..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, InstantSource.class, Instant.class, ZonedDateTime.class)
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("a recorded search must give the same answer when it is asked again");

  @ArchTest
  static final ArchRule CONTINUITY_IS_BELOW_ALL =
      below("dev.holdfast.continuity..", "dev.holdfast.continuity..")
          .because("every other package speaks in its words, and it in no other's");

  @ArchTest
  static final ArchRule DIALECTS_KNOW_ONLY_CONTINUITY =
      below("dev.holdfast.dialect..", "dev.holdfast.continuity..", "dev.holdfast.dialect..")
          .because("a team writes its own dialect with nothing else of the kit in hand");

  @ArchTest
  static final ArchRule MEASURING_KNOWS_NO_OBJECTIVE =
      below("dev.holdfast.measure..", "dev.holdfast.continuity..", "dev.holdfast.measure..")
          .because("figures are on disk before anybody judges them");

  @ArchTest
  static final ArchRule OBJECTIVES_KNOW_NO_REPORT =
      noClasses()
          .that()
          .resideInAPackage("dev.holdfast.objectives..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.holdfast.report..", "dev.holdfast.cli..")
          .because("a verdict is the same whether or not anybody renders it");

  @ArchTest
  static final ArchRule REPORTS_KNOW_NO_COMMAND_LINE =
      noClasses()
          .that()
          .resideInAPackage("dev.holdfast.report..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.holdfast.cli..")
          .because("reports are also written from within a run");

  @ArchTest
  static final ArchRule ONLY_FAULTS_AND_MQTT_KNOW_NETTY =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.holdfast.faults..", "dev.holdfast.dialect.mqtt..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..")
          .because("judging needs no network, and Netty's version is Gatling's to choose");

  @ArchTest
  static final ArchRule MQTT_KNOWS_NO_MORE_OF_NETTY_THAN_ITS_CODEC =
      noClasses()
          .that()
          .resideInAPackage("dev.holdfast.dialect..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.netty.bootstrap..",
              "io.netty.channel.nio..",
              "io.netty.channel.socket..",
              "io.netty.handler.codec.http..")
          .because("a dialect reads and writes frames, and whoever has the connection sends them");

  @ArchTest
  static final ArchRule FAULTS_KNOW_NOTHING_OF_JUDGING =
      below("dev.holdfast.faults..", "dev.holdfast.faults..", "dev.holdfast.exposition..")
          .because("how a connection is lost must not depend on how the loss is judged");

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLE =
      slices()
          .matching("dev.holdfast.(*)..")
          .should()
          .beFreeOfCycles()
          .because("data flows one way, from what was seen to what is said of it");

  private static com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction below(
      String packageName, String... allowed) {
    return classes()
        .that()
        .resideInAPackage(packageName)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed).or(not(resideInAPackage("dev.holdfast.."))));
  }
}
