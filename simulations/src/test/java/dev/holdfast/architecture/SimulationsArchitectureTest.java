package dev.holdfast.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.steps.connection.Fetches;
import io.gatling.javaapi.core.Simulation;

@AnalyzeClasses(packages = "dev.holdfast")
final class SimulationsArchitectureTest {

  @ArchTest
  static final ArchRule simulationsHoldsRunnableClassesOnly =
      classes()
          .that()
          .resideInAPackage("dev.holdfast.simulations")
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .beAssignableTo(Simulation.class)
          .andShould()
          .haveSimpleNameEndingWith("Simulation")
          .because("whoever looks for something to run must find it there, and nothing else");

  @ArchTest
  static final ArchRule loadDoesNotKnowTheBackend =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.holdfast.simulations",
              "dev.holdfast.scenarios..",
              "dev.holdfast.steps..",
              "dev.holdfast.user..",
              "dev.holdfast.talk..",
              "dev.holdfast.warmup..",
              "dev.holdfast.launch..",
              "dev.holdfast.run..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.holdfast.backend..")
          .because(
              "the judge and the judged share no code: a run starts the mock backend as a process,"
                  + " and speaks to it by the protocol alone");

  @ArchTest
  static final ArchRule whateverIsFetchedIsToldToTheLedger =
      noClasses()
          .that()
          .resideInAnyPackage("dev.holdfast.steps..", "dev.holdfast.scenarios..")
          .and()
          .doNotHaveFullyQualifiedName(Fetches.class.getName())
          .should()
          .callMethod(DialectSession.class, "history")
          .orShould()
          .callMethod(DialectSession.class, "context")
          .orShould()
          .callMethod(DialectSession.class, "contextCheck")
          .because("an answer is held against what was known when it was asked for");

  @ArchTest
  static final ArchRule stepsKnowNothingOfScenarios =
      noClasses()
          .that()
          .resideInAPackage("dev.holdfast.steps..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.holdfast.scenarios..", "dev.holdfast.run..", "dev.holdfast.simulations")
          .because("steps are the words that scenarios are told in");

  @ArchTest
  static final ArchRule usersKnowNothingOfTheirSteps =
      noClasses()
          .that()
          .resideInAPackage("dev.holdfast.user..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.holdfast.steps..",
              "dev.holdfast.scenarios..",
              "dev.holdfast.run..",
              "dev.holdfast.simulations")
          .because("what a user is does not hang on what it is made to do");

  @ArchTest
  static final ArchRule scenariosKnowNothingOfTheRun =
      noClasses()
          .that()
          .resideInAPackage("dev.holdfast.scenarios..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.holdfast.run..", "dev.holdfast.simulations")
          .because("a story is the same whatever starts the backend and wherever the report goes");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .matching(
              "dev.holdfast.(talk|user|steps|scenarios|warmup|run|launch|simulations|gate|matrix)..")
          .should()
          .beFreeOfCycles()
          .because("flow runs one way");
}
