package dev.holdfast.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.assessment.ReleaseObjectives;
import dev.holdfast.assessment.ResilienceObjectives;
import dev.holdfast.assessment.StormObjectives;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.settings.Configuration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class RunObjectivesTest {

  @Test
  void onlyThePlayedScenariosPromiseAnything() {
    RunPlan plan = plan(Map.of("holdfast.resilience.scenarios", "half-open,malformed"));

    assertThat(ids(ResilienceObjectives.of(plan)))
        .contains("continuity", "malformed", "bombardment")
        .doesNotContain("crash", "drain", "crash-turns", "refusal-max", "away-work", "heartbeat");
  }

  @Test
  void aTargetThatCannotBeEndedOrLookedIntoPromisesNoRestartAndNoInnerView() {
    RunPlan plan = plan(Map.of("holdfast.target", "ws://127.0.0.1:1/ws"));

    assertThat(ids(ResilienceObjectives.of(plan)))
        .contains("away-work", "token-refresh")
        .doesNotContain("crash", "drain", "crash-turns", "flapping", "heartbeat")
        .doesNotContain("queued", "delivery", "restore-queued");
  }

  @Test
  void eachScenarioPromisesWhatIsDeclaredOfIt() {
    RunPlan plan = plan(Map.of());

    List<String> promised = ids(ResilienceObjectives.of(plan));

    for (ResilienceScenario scenario : ResilienceScenario.values()) {
      String restore =
          switch (scenario.restore()) {
            case PROMPT -> "restore-" + scenario.id();
            case AFTER_A_CRASH, AFTER_A_DRAIN -> scenario.id();
            case AS_THE_NETWORK_LETS -> "continuity";
          };
      String check =
          scenario.check().title().isEmpty() ? restore : scenario.id() + scenario.check().id();
      assertThat(promised).as(scenario.id()).contains(restore, check);
    }
  }

  @Test
  void howSoonALossIsNoticedIsPromisedWhereClientsCanAskForASignOfLife() {
    RunPlan plan = plan(Map.of());

    assertThat(ids(ResilienceObjectives.of(plan))).contains("detection");
    assertThat(ids(ResilienceObjectives.of(plan.withoutPings()))).doesNotContain("detection");
  }

  @Test
  void whatOthersSayIsPromisedWhereOthersSpeak() {
    RunPlan plan = plan(Map.of());

    assertThat(ids(ReleaseObjectives.of(plan))).doesNotContain("no-deaf", "others");
    assertThat(ids(ReleaseObjectives.of(plan.withOthers()))).contains("no-deaf", "others");
    assertThat(ids(ResilienceObjectives.of(plan.withOthers()))).contains("no-deaf", "others");
  }

  @Test
  void whatWaitsForAnAbsentUserIsPromisedRightlyAndSoon() {
    RunPlan plan = plan(Map.of("holdfast.resilience.scenarios", "queued"));

    assertThat(ids(ResilienceObjectives.of(plan))).contains("queued", "delivery", "restore-queued");
  }

  @Test
  void aRestartPromisesTheTurnsThatItCutShortBesideItsTime() {
    RunPlan plan = plan(Map.of("holdfast.resilience.scenarios", "crash,drain"));

    assertThat(ids(ResilienceObjectives.of(plan)))
        .contains("crash", "drain", "crash-turns", "drain-turns")
        .doesNotHaveDuplicates();
  }

  @Test
  void anAnswerCutShortIsPromisedWholeAndSoon() {
    RunPlan plan = plan(Map.of("holdfast.resilience.scenarios", "mid-stream"));

    assertThat(ids(ResilienceObjectives.of(plan)))
        .contains("restore-mid-stream", "mid-stream", "resume", "resume-gaps", "resume-doubles");
  }

  @Test
  void aStormPromisesThatEverybodyIsBackForEachWayOfBackingOff() {
    RunPlan plan = plan(Map.of("holdfast.storm.strategies", "fixed,full-jitter"));

    assertThat(ids(StormObjectives.of(plan)))
        .contains("kept", "all-back-fixed", "all-back-full-jitter")
        .doesNotContain("continuity", "all-back-none");
  }

  private static List<String> ids(List<RecordedObjective> objectives) {
    RunRecord run = RunBuilder.run().judged(1, 0).build();
    return objectives.stream().map(objective -> objective.judge(run).id()).toList();
  }

  private static RunPlan plan(Map<String, String> settings) {
    Properties own = new Properties();
    own.putAll(settings);
    return RunPlan.of(Configuration.load(own, Map.of()));
  }
}
