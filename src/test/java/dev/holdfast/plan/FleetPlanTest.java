package dev.holdfast.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.settings.Configuration;
import dev.holdfast.settings.ConfigurationException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FleetPlanTest {

  private static FleetPlan plan(String... settings) {
    Properties properties = new Properties();
    for (String setting : settings) {
      String[] keyAndValue = setting.split("=", 2);
      properties.setProperty(keyAndValue[0], keyAndValue[1]);
    }
    return RunPlan.of(Configuration.load(properties, Map.of())).fleet();
  }

  @Test
  void thereIsNoFleetWithoutAnExchange() {
    assertThat(plan().isOn()).isFalse();
    assertThat(plan("holdfast.exchange=nats://nats:4222").isOn()).isTrue();
  }

  @Test
  void theIndexIsThatOfTheSettingsThenThatOfThePlatform() {
    Map<String, String> job = Map.of(FleetPlan.JOB_INDEX, "2");
    assertThat(plan().indexIn(job, 3)).isEqualTo(2);
    assertThat(plan("holdfast.fleet.index=1").indexIn(job, 3)).isEqualTo(1);
    assertThatThrownBy(() -> plan().indexIn(Map.of(), 3))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("holdfast.fleet.index must be 0 to 2")
        .hasMessageContaining("JOB_COMPLETION_INDEX");
    assertThatThrownBy(() -> plan().indexIn(job, 2)).hasMessageContaining("0 to 1");
    assertThatThrownBy(() -> plan("holdfast.fleet.index=x").indexIn(job, 2))
        .hasMessageContaining("got: x");
  }

  @ParameterizedTest
  @CsvSource({
    "holdfast.exchange=http://nats, nats://nats:4222",
    "holdfast.exchange=nats://a/b, nats://nats:4222",
    "holdfast.fleet.run=a.b, letters",
    "holdfast.fleet.password=x, holdfast.fleet.user",
    "holdfast.fleet.key=/k.pem, holdfast.fleet.certificate must be",
    "holdfast.fleet.trust=/no/such.pem, can be read",
    "holdfast.fleet.patience=0s, above 0"
  })
  void nonsenseIsRefused(String setting, String why) {
    assertThatThrownBy(() -> plan(setting))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(why);
  }

  @Test
  void usersAreSplitExactlyAndEachIsPlayedOnce() {
    for (int users : new int[] {1, 2, 62, 100, 101}) {
      int all = 0;
      for (int index = 0; index < 3; index++) {
        LoadShare share = new LoadShare(index, 3);
        assertThat(share.of(users)).isEqualTo(users / 3 + (index < users % 3 ? 1 : 0));
        assertThat(share.of(0, 20) + share.of(20, 50)).isEqualTo(share.of(50));
        all += share.of(users);
      }
      assertThat(all).isEqualTo(users);
    }
    assertThat(new LoadShare(1, 3).number(0)).isEqualTo(1);
    assertThat(new LoadShare(1, 3).number(2)).isEqualTo(7);
    assertThat(LoadShare.WHOLE.number(5)).isEqualTo(5);
  }
}
