package dev.holdfast.backend.session.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FrameAllowanceTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void allowsTheBurstThenTheRate() {
    FrameAllowance allowance = new FrameAllowance(new RateLimit(10, 20), 0);

    assertThat(accepted(allowance, 25, 0)).isEqualTo(20);
    assertThat(accepted(allowance, 25, SECOND)).isEqualTo(10);
    assertThat(accepted(allowance, 25, 60 * SECOND)).isEqualTo(20);
  }

  @Test
  void callsItAbuseWhenRefusalsAreTwiceTheBurst() {
    FrameAllowance allowance = new FrameAllowance(new RateLimit(10, 20), 0);
    accepted(allowance, 60, 0);

    assertThat(allowance.rule(0)).isEqualTo(FrameAllowance.Ruling.ABUSE);
  }

  @Test
  void forgivesWhoComesBackToTheRate() {
    FrameAllowance allowance = new FrameAllowance(new RateLimit(10, 20), 0);
    accepted(allowance, 59, 0);

    assertThat(allowance.rule(5 * SECOND)).isEqualTo(FrameAllowance.Ruling.ACCEPTED);
    accepted(allowance, 19, 5 * SECOND);
    assertThat(allowance.rule(5 * SECOND)).isEqualTo(FrameAllowance.Ruling.REFUSED);
  }

  @Test
  void refusesLimitsThatLetNothingThrough() {
    assertThatThrownBy(() -> new RateLimit(0, 1))
        .hasMessage("rate-limit must be at least 1, got: 0");
    assertThatThrownBy(() -> new RateLimit(1, 0))
        .hasMessage("rate-burst must be at least 1, got: 0");
  }

  private static int accepted(FrameAllowance allowance, int frames, long at) {
    int accepted = 0;
    for (int i = 0; i < frames; i++) {
      accepted += allowance.rule(at) == FrameAllowance.Ruling.ACCEPTED ? 1 : 0;
    }
    return accepted;
  }
}
