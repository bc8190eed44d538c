package dev.holdfast.run.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.settings.Configuration;
import dev.holdfast.user.FaultyListeners;
import dev.holdfast.user.Network;
import dev.holdfast.user.Progress;
import dev.holdfast.user.RunContext;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What users of one run share, on whatever way they reach their backend. */
final class RunContextsTest {

  private static final Target TARGET = target("ws://127.0.0.1:9");
  private static final Target OTHER = target("ws://127.0.0.1:10");

  /** Others of their own would log the same accounts in again. */
  @Test
  void thoseWhoSpeakAreTheSameOnAnyWayToTheSameTarget() {
    try (FaultyListeners listeners = FaultyListeners.open()) {
      RunContext straight =
          RunContexts.of(
              RunPlan.of(Configuration.load(new Properties(), Map.of())),
              TARGET,
              () -> {
                throw new IllegalStateException("nothing is recorded");
              },
              new Progress(),
              loop -> {},
              RunContexts.newSecret(),
              listeners,
              RunContexts.USER);

      assertThat(straight.facing(TARGET, Network.straight(TARGET)).voices())
          .isSameAs(straight.voices());
      assertThat(straight.facing(OTHER, Network.straight(OTHER)).voices())
          .isNotSameAs(straight.voices());
    }
  }

  private static Target target(String url) {
    return Target.parse(url).orElseThrow();
  }
}
