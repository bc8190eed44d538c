package dev.holdfast.steps.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.capacity.LevelMeter;
import dev.holdfast.capacity.LoadKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadControllerTest {

  @Test
  void aSmallCrowdLooksFourTimesASecond() {
    assertThat(looksAfter(1, 200, Duration.ofSeconds(5))).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void aLargeCrowdSharesTheLooksThatItsInjectorCanBear() {
    assertThat(looksAfter(1, 5_000, Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(2));
    assertThat(looksAfter(4, 20_000, Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void everybodyHasSeenALevelBeginBeforeHalfItsWarmUpIsOver() {
    assertThat(looksAfter(1, 20_000, Duration.ofSeconds(5))).isEqualTo(Duration.ofMillis(2_500));
    assertThat(looksAfter(1, 20_000, Duration.ZERO)).isEqualTo(Duration.ofMillis(250));
  }

  private static Duration looksAfter(int injectors, int sessions, Duration warmUp) {
    LoadController controller = new LoadController(0, injectors, new LevelMeter(), () -> 0, warmUp);
    controller.turn(
        new LoadCommand(
            LoadCommand.Step.FILL,
            0,
            "reconnections-1",
            LoadKind.RECONNECTIONS,
            sessions,
            0,
            200,
            1_000_000_000L,
            200));
    return Duration.ofNanos(controller.setting().lookNanos());
  }
}
