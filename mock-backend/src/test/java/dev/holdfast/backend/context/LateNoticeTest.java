package dev.holdfast.backend.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LateNoticeTest {

  private final List<Duration> believed = new ArrayList<>();

  @Test
  void absenceCountsFromWhenTheLossWasNoticed() {
    back(Duration.ofMillis(3_015));

    assertThat(believed).containsExactly(Duration.ofMillis(2_815));
  }

  @Test
  void whoIsBackBeforeItsLossWasNoticedWasNeverAway() {
    back(Duration.ofMillis(100));

    assertThat(believed).containsExactly(Duration.ZERO);
  }

  private void back(Duration away) {
    RetentionRule retention =
        new LateNotice(
            (reconnection, context) -> {
              believed.add(reconnection.away());
              return new Retained(context, GapLength.BRIEF, 1, false, null);
            },
            Duration.ofMillis(200));
    retention.onReturn(
        new SessionReturn("s", "u", 1, away, false, false, true, false),
        AgentContext.clean("s", "u", 1, Instant.EPOCH));
  }
}
