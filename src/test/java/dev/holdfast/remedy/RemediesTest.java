package dev.holdfast.remedy;

import static dev.holdfast.objectives.RunBuilder.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.assessment.Assessor;
import dev.holdfast.assessment.ValidityRules;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ContinuityObjective;
import dev.holdfast.objectives.RunBuilder;
import dev.holdfast.settings.Configuration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every command is worked out from the run's own figures, and can be pasted. */
class RemediesTest {

  private static final double IN_TIME = 20;
  private static final double LATE = 180;

  private final Assessor assessor =
      new Assessor(List.of(new ContinuityObjective(0.999, 0.95)), ValidityRules.standard());

  @Test
  void aRunThatSaysWhatItWasToSayNeedsNone() {
    assertThat(of(started().interval(IN_TIME, 5_000, 0, 0, 0))).isEmpty();
    assertThat(of(started().interval(IN_TIME, 4_000, 0, 0, 1_000))).isEmpty();
  }

  @Test
  void tooFewReturnsAskForAsMuchLongerARunAsTheyAreTooFew() {
    assertThat(of(started().interval(IN_TIME, 2_000, 0, 0, 0)))
        .containsExactly(
            new Remedy(
                "995 more returns than these 2,000 are needed to prove what is promised",
                "mvn gatling:test -Dholdfast.duration=3m",
                "-Dholdfast.duration=3m"));
  }

  @Test
  void farTooFewAreBetterServedByASmokeRun() {
    assertThat(of(started().interval(IN_TIME, 100, 0, 0, 0)))
        .extracting(Remedy::command)
        .containsExactly(
            "mvn gatling:test -Dholdfast.duration=59m", "mvn gatling:test -Dholdfast.smoke=true");
  }

  @Test
  void aGeneratorThatWasLateOnlyWhileUsersArrivedLetsThemArriveHalfAsFast() {
    assertThat(
            of(
                started()
                    .interval(LATE, 100, 100, 0, 0)
                    .interval(IN_TIME, 5_000, 0, 0, 0)
                    .interval(IN_TIME, 5_000, 0, 0, 0)))
        .containsExactly(
            new Remedy(
                "late in 0:00 to 0:05 only, while 4 users a second arrived: let them arrive half"
                    + " as fast",
                "mvn gatling:test -Dholdfast.ramp=50s",
                "-Dholdfast.ramp=50s"));
  }

  @Test
  void aGeneratorThatCarriedFewerIsAskedForThoseThatItCarried() {
    RunBuilder run =
        started()
            .peakUsers(57)
            .interval(IN_TIME, 1_000, 0, 0, 0)
            .peakUsers(100)
            .interval(LATE, 1_000, 1_000, 0, 0);

    assertThat(of(run))
        .containsExactly(
            new Remedy(
                "this machine carried about 57 users in time",
                "mvn gatling:test -Dholdfast.users=57",
                "-Dholdfast.users=57"));
  }

  @Test
  void oneThatCarriedAllButForAWhileIsRunAgain() {
    RunBuilder run = started();
    for (int i = 0; i < 20; i++) {
      run.interval(i == 15 ? LATE : IN_TIME, 100, i == 15 ? 100 : 0, 0, 0);
    }

    assertThat(of(run))
        .singleElement()
        .satisfies(
            remedy -> {
              assertThat(remedy.what())
                  .startsWith("this machine carried all 100 users in time but for 1:15 to 1:20");
              assertThat(remedy.command()).isEqualTo("mvn gatling:test");
            });
  }

  @Test
  void oneThatWasLateFromFirstToLastGivesNoFigureToWorkWith() {
    assertThat(of(started().interval(LATE, 1_000, 1_000, 0, 0)))
        .singleElement()
        .satisfies(
            remedy -> {
              assertThat(remedy.what())
                  .startsWith("the generator was late from first to last, and used 40 % of the");
              assertThat(remedy.command()).isEqualTo("mvn gatling:test");
            });
  }

  @Test
  void theCommandHoldsWhatTheUserSetQuotedAndNoSecret() {
    RunBuilder run =
        started()
            .setting("holdfast.users", "100")
            .setting("holdfast.soak.mix", "brief:1, it's")
            .setting("holdfast.webhook.secret", "(redacted)")
            .endedBy("a signal")
            .interval(IN_TIME, 5_000, 0, 0, 0);

    assertThat(of(run))
        .containsExactly(
            new Remedy(
                "let the run come to its end (give the secrets again as well)",
                "mvn gatling:test -Dholdfast.soak.mix='brief:1, it'\\''s' -Dholdfast.users=100"));
  }

  @Test
  void aRunThatNeverBecameWarmSaysWhatToLookAt() {
    assertThat(of(started().abort("never became warm: 60 s").judged(0, 0)))
        .singleElement()
        .satisfies(
            remedy -> {
              assertThat(remedy.what()).contains("keeps the processors busy");
              assertThat(remedy.command()).isEqualTo("mvn gatling:test -Dholdfast.warm-up.most=2m");
            });
  }

  @Test
  void theCommandIsTheOneThatTheRunWasStartedBy() {
    assertThat(fromArchive("ReleaseGateSimulation"))
        .isEqualTo("bin/holdfast run gate -Dholdfast.users=100");
    assertThat(fromArchive("ReconnectStormSimulation")).startsWith("bin/holdfast run storm -D");
    assertThat(fromArchive("org.example.OwnSimulation"))
        .startsWith("bin/holdfast run org.example.OwnSimulation -D");
  }

  private static String fromArchive(String simulation) {
    RunIdentity recorded = started().setting("holdfast.users", "100").build().identity();
    return SuggestedCommand.of(
            new RunIdentity(
                recorded.run(),
                simulation,
                recorded.startedAt(),
                recorded.timeScale(),
                recorded.plannedUsers(),
                recorded.requiredContinuity(),
                recorded.confidence(),
                recorded.target(),
                recorded.configuration(),
                Map.of("started-by", "bin/holdfast run"),
                recorded.promises()))
        .line();
  }

  private List<Remedy> of(RunBuilder run) {
    RunRecord record = run.build();
    return Remedies.of(record, assessor.assess(record));
  }

  private static RunBuilder started() {
    RunBuilder run = run();
    Configuration.defaultsFor("", "").forEach(run::setting);
    return run;
  }
}
