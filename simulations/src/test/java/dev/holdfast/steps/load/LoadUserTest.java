package dev.holdfast.steps.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.capacity.LevelMeter;
import dev.holdfast.capacity.LevelTick;
import dev.holdfast.capacity.LoadKind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadUserTest {

  private static final long SECOND = 1_000_000_000L;
  private static final LoadCommand FILL =
      new LoadCommand(
          LoadCommand.Step.FILL,
          0,
          "reconnections-1",
          LoadKind.RECONNECTIONS,
          1,
          0,
          200,
          SECOND,
          200);

  private final AtomicLong now = new AtomicLong(SECOND);
  private final LevelMeter meter = new LevelMeter();
  private final LoadController controller =
      new LoadController(0, 1, meter, now::get, Duration.ofSeconds(5));
  private final LoadUser user = new LoadUser(controller, Duration.ofSeconds(10));

  @BeforeEach
  void open() {
    controller.turn(FILL);
    assertThat(user.next(false)).isEqualTo(LoadUser.Step.OPEN);
    user.opened(true);
  }

  @Test
  void comesBackWhenThatIsDue() {
    controller.turn(FILL.work(1));
    assertThat(user.next(true)).isEqualTo(LoadUser.Step.RETURN);
    assertThat(user.next(true)).isEqualTo(LoadUser.Step.WAIT);
  }

  @Test
  void aConnectionThatTheTargetDroppedIsFailedWorkOfTheLevelAndNoOpenSession() {
    controller.turn(FILL.work(1));

    assertThat(user.next(false)).isEqualTo(LoadUser.Step.LEAVE);
    user.closed();

    LevelMeter.Cut cut = cut();
    assertThat(cut.tick().begun()).isEqualTo(1);
    assertThat(cut.tick().failed()).isEqualTo(1);
    assertThat(cut.busy()).isZero();
    assertThat(cut.open()).isZero();
    assertThat(user.next(false)).isEqualTo(LoadUser.Step.OPEN);
  }

  @Test
  void oneThatIsDroppedBeforeTheLevelIsOpenedAgainAndChargedToNone() {
    assertThat(user.next(false)).isEqualTo(LoadUser.Step.LEAVE);
    user.closed();
    assertThat(cut().open()).isZero();

    assertThat(user.next(false)).isEqualTo(LoadUser.Step.OPEN);
    user.opened(true);

    LevelMeter.Cut cut = cut();
    assertThat(cut.open()).isEqualTo(1);
    assertThat(cut.tick().failed()).isZero();
  }

  private LevelMeter.Cut cut() {
    now.addAndGet(SECOND);
    LevelMeter.Cut cut = meter.cut(now.get());
    LevelTick tick = cut.tick();
    assertThat(tick.toSeconds()).isGreaterThan(tick.fromSeconds());
    return cut;
  }
}
