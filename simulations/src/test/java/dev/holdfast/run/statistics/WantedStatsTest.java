package dev.holdfast.run.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.steps.WantedFailures;
import dev.holdfast.steps.connection.ConnectionSteps;
import dev.holdfast.steps.tokens.TokenSteps;
import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.core.stats.StatsEngine;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.collection.immutable.Nil$;

class WantedStatsTest {

  private final List<String> told = new ArrayList<>();
  private final StatsEngine stats = new WantedStats(listening());

  @Test
  void aFailureThatIsWantedIsASuccess() {
    log(WantedFailures.INTRUDER, KO$.MODULE$, "401 Unauthorized");

    assertThat(told).containsExactly("intruder OK None");
  }

  @Test
  void aWantedFailureThatDoesNotHappenIsAFailure() {
    log(WantedFailures.INTRUDER, OK$.MODULE$, "");

    assertThat(told).containsExactly("intruder KO Some(was to fail, and did not)");
  }

  @Test
  void anythingElseIsToldAsItWas() {
    log("reconnect", KO$.MODULE$, "refused");
    log("reconnect", OK$.MODULE$, "");

    assertThat(told).containsExactly("reconnect KO Some(refused)", "reconnect OK None");
  }

  @Test
  void whatMayFailOrNotIsNoFailure() {
    log("close of a silent connection", KO$.MODULE$, "Premature close");

    assertThat(told).containsExactly("close of a silent connection OK None");
  }

  @Test
  void neitherIsAnAttemptAmidFaultsThatIsMadeAgain() {
    log(WantedFailures.AMID_FAULTS, KO$.MODULE$, "503 Service Unavailable");
    log(ConnectionSteps.greeting(WantedFailures.AMID_FAULTS), KO$.MODULE$, "timeout");
    log(ConnectionSteps.introduction(TokenSteps.EXPIRED), KO$.MODULE$, "closed");

    assertThat(told)
        .containsExactly(
            "reconnect amid faults OK None",
            "reconnect amid faults greeted OK None",
            "return with expired token: introduction OK None");
  }

  private void log(String request, Status status, String message) {
    Option<String> why = message.isEmpty() ? Option.empty() : Option.apply(message);
    stats.logResponse("gate", nobody(), request, 0, 1, status, Option.empty(), why);
  }

  @SuppressWarnings("unchecked") // The empty list is one of anything.
  private static scala.collection.immutable.List<String> nobody() {
    return (scala.collection.immutable.List<String>)
        (scala.collection.immutable.List<?>) Nil$.MODULE$;
  }

  /** Notes name, status and message of each response. */
  private StatsEngine listening() {
    return (StatsEngine)
        Proxy.newProxyInstance(
            StatsEngine.class.getClassLoader(),
            new Class<?>[] {StatsEngine.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("logResponse")) {
                told.add(arguments[2] + " " + arguments[5] + " " + arguments[7]);
              }
              return null;
            });
  }
}
