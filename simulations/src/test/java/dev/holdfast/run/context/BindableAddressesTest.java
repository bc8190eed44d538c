package dev.holdfast.run.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.plan.RunPlan;
import dev.holdfast.settings.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class BindableAddressesTest {

  private final List<String> said = new ArrayList<>();

  @Test
  void whereAllCanBeBoundNothingIsSaid() {
    RunPlan plan = BindableAddresses.only(plan("127.0.0.1"), said::add);

    assertThat(plan.load().sourceAddresses()).containsExactly("127.0.0.1");
    assertThat(said).isEmpty();
  }

  @Test
  void anAddressThatIsNotOfThisMachineIsLeftOutAndToldOf() {
    RunPlan plan = BindableAddresses.only(plan("127.0.0.1,192.0.2.1"), said::add);

    assertThat(plan.load().sourceAddresses()).containsExactly("127.0.0.1");
    assertThat(said)
        .containsExactly(
            "holdfast: 1 of 2 of holdfast.source-addresses cannot be bound on this machine; users"
                + " move between 127.0.0.1");
  }

  @Test
  void whereNoneIsLeftUsersMoveInTheirHeadersOnly() {
    RunPlan plan = BindableAddresses.only(plan("192.0.2.1"), said::add);

    assertThat(plan.load().sourceAddresses()).isEmpty();
    assertThat(said.toString()).contains("in their headers only");
  }

  private static RunPlan plan(String addresses) {
    Properties settings = new Properties();
    settings.setProperty("holdfast.source-addresses", addresses);
    return RunPlan.of(Configuration.load(settings, Map.of()));
  }
}
