package dev.holdfast.run.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.run.exchange.FleetMessages;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SignsOfLifeTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Member member = new Member(2);

  @BeforeEach
  void itCame() {
    member.came(new FleetMessages.Hello("word", "1", Map.of(), "host"));
    member.heard(0);
    member.recordsFrom(0);
  }

  @Test
  void oneThatSaysNothingForTenSecondsIsMissed() {
    assertThat(SignsOfLife.missing(member, 10 * SECOND, true)).isEmpty();
    assertThat(SignsOfLife.missing(member, 11 * SECOND, true))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("injector 2 on host has said nothing for 10 s"));
  }

  /** Its disk may be full: its signs of life come from another thread. */
  @Test
  void oneThatLivesButBringsNoIntervalIsMissedToo() {
    member.heard(301 * SECOND);

    assertThat(SignsOfLife.missing(member, 301 * SECOND, true))
        .hasValueSatisfying(why -> assertThat(why).contains("no interval of it has come for 5"));
    assertThat(SignsOfLife.missing(member, 301 * SECOND, false)).as("before the start").isEmpty();
    assertThat(member.tookSpan(1, new byte[0])).isTrue();
    assertThat(SignsOfLife.missing(member, 302 * SECOND, true)).as("one came").isEmpty();
  }

  @Test
  void oneThatIsDoneMayBeSilent() {
    member.ended(new FleetMessages.Bye(0, 0, 0, 0, "", Map.of()));

    assertThat(SignsOfLife.missing(member, 1_000 * SECOND, true)).isEmpty();
  }

  @Test
  void aStartIsToldAsTooLateOnce() {
    FleetMessages.Pulse before = new FleetMessages.Pulse("", 0, 0, 0, 0, 0);
    FleetMessages.Pulse late = new FleetMessages.Pulse("", 0, 0, 0, 0, 101);

    assertThat(SignsOfLife.lateStart(member, before, late))
        .hasValueSatisfying(why -> assertThat(why).contains("began 101 ms after the instant"));
    assertThat(SignsOfLife.lateStart(member, late, late)).isEmpty();
    assertThat(SignsOfLife.lateStart(member, before, before)).isEmpty();
  }
}
