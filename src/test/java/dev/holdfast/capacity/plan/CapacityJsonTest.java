package dev.holdfast.capacity.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.RecordedSearch;
import dev.holdfast.capacity.SampleCapacity;
import org.junit.jupiter.api.Test;

class CapacityJsonTest {

  @Test
  void readsWhatItWrote() {
    CapacityRun run = SampleCapacity.found(1);

    assertThat(CapacityJson.read(CapacityJson.write(run))).isEqualTo(run);
  }

  @Test
  void writesForPrograms() {
    String json = CapacityJson.write(SampleCapacity.found(1));

    assertThat(json)
        .contains("\"schema\" : 1", "\"answers\"", "\"kind\" : \"LIMIT\"", "\"sigma\"", "\"CPU\"")
        .doesNotContain("Infinity", "NaN");
  }

  @Test
  void givesTheSameAnswerFromDisk() {
    CapacityRun run = SampleCapacity.found(1);
    CapacityRun again = CapacityJson.read(CapacityJson.write(run));

    RecordedSearch sessions = again.search(LoadKind.SESSIONS).orElseThrow();
    assertThat(sessions.answer()).isEqualTo(run.search(LoadKind.SESSIONS).orElseThrow().answer());
    assertThat(sessions.fit().orElseThrow().sigma())
        .isEqualTo(run.search(LoadKind.SESSIONS).orElseThrow().fit().orElseThrow().sigma());
  }

  @Test
  void refusesWhatMakesNoSense() {
    String json = CapacityJson.write(SampleCapacity.saturated());

    assertThatThrownBy(() -> CapacityJson.read("{\"schema\": 2}"))
        .hasMessage("capacity.json must have schema 1, got: 2");
    assertThatThrownBy(() -> CapacityJson.read("[]"))
        .hasMessageStartingWith("capacity.json must have schema 1");
    assertThatThrownBy(() -> CapacityJson.read("not json"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("capacity.json must be what a capacity run writes");
    assertThatThrownBy(
            () -> CapacityJson.read(json.replace("\"failedShare\" : 0.0", "\"failedShare\" : 7")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("failedShare must be 0 to 1, got: 7.0");
    assertThatThrownBy(() -> CapacityJson.read(json.replace("\"throughput\"", "\"other\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("throughput");
  }
}
