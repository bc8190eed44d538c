package dev.holdfast.plan.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.settings.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BehaviourMixTest {

  @ParameterizedTest
  @CsvSource({"0, brief", "0.749, brief", "0.75, move", "0.999, move"})
  void drawsFallByWeight(double draw, String drawn) {
    assertThat(BehaviourMix.parse(List.of("move:25", "brief:75", "medium:0")).drawn(draw))
        .isEqualTo(Behaviour.of(drawn));
  }

  @ParameterizedTest
  @CsvSource({
    "breif:1, got: breif",
    "brief, got: brief",
    "brief:-1, got: brief:-1",
    "brief:0, got: none"
  })
  void nonsenseIsRefused(String item, String got) {
    assertThatThrownBy(() -> BehaviourMix.parse(List.of(item)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("holdfast.soak.mix must be")
        .hasMessageContaining(got);
  }

  @Test
  void oneBehaviourTwiceIsRefused() {
    assertThatThrownBy(() -> BehaviourMix.parse(List.of("brief:1", "brief:2")))
        .hasMessageContaining("brief twice");
  }
}
