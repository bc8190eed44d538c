package dev.holdfast.backend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.holdfast", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String ROOT = "dev.holdfast.backend";

  @ArchTest
  static final ArchRule JETTY_STAYS_AT_THE_EDGE =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT, ROOT + ".socket..", ROOT + ".http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.jetty..")
          .because("what a session is worth must be testable, and true, without a server");

  @ArchTest
  static final ArchRule CONTEXTS_KNOW_NOTHING_OF_THEIR_USERS =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".context..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".agent..",
              ROOT + ".auth..",
              ROOT + ".defects..",
              ROOT + ".http..",
              ROOT + ".protocol..",
              ROOT + ".session..",
              ROOT + ".socket..",
              ROOT + ".store..")
          .because("stores and retention are the ground that all else stands on");

  @ArchTest
  static final ArchRule ONLY_THE_ROOT_SEEDS_DEFECTS =
      classes()
          .that()
          .resideInAPackage(ROOT + ".defects..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAnyPackage(ROOT, ROOT + ".defects..")
          .because("honest code must not know that it is being spoilt");

  @ArchTest
  static final ArchRule STORES_KNOW_ONLY_CONTEXTS =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".agent..",
              ROOT + ".auth..",
              ROOT + ".defects..",
              ROOT + ".http..",
              ROOT + ".protocol..",
              ROOT + ".session..",
              ROOT + ".socket..")
          .because("what is kept must not depend on who keeps it");

  @ArchTest
  static final ArchRule DATABASES_STAY_IN_THE_STORE =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..", "io.lettuce..")
          .because("a session must not notice where it is kept");
}
