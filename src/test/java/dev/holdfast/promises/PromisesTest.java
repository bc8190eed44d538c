package dev.holdfast.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.RecordedObjective;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.settings.Configuration;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read is what was promised. */
class PromisesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource(PromisedRun.class)
  void whatIsReadFromDiskIsWhatWasPromised(PromisedRun kind) throws IOException {
    Promises promises = Promises.of(kind, plan());

    String onDisk = JSON.writeValueAsString(PromisesJson.write(promises));

    assertThat(PromisesJson.read(JSON.readTree(onDisk))).isEqualTo(promises);
    assertThat(PromisesJson.write(promises)).isEqualTo(JSON.readTree(onDisk));
  }

  @Test
  void everyObjectiveThatThereIsIsPromisedByOneKindOfRunAndSoRecordedAndRead() {
    Set<Class<?>> promised = new HashSet<>();
    for (PromisedRun kind : PromisedRun.values()) {
      Promises.of(kind, plan().withOthers())
          .objectives()
          .forEach(each -> promised.add(each.getClass()));
    }

    assertThat(promised).containsExactlyInAnyOrderElementsOf(objectives());
  }

  @Test
  void objectivesKeepTheNamesThatOlderRecordingsHave() {
    assertThat(objectives())
        .extracting(RecordedName::of)
        .contains(
            "continuity",
            "count",
            "dropped",
            "established",
            "growth",
            "latency",
            "no-anomaly",
            "others",
            "per-cycle",
            "readable",
            "relative-latency",
            "users");
  }

  @Test
  void whatNoReaderWouldFindIsNotRecorded() {
    assertThatThrownBy(() -> RecordedName.of(LuckObjective.class))
        .hasMessageContaining("must be a record of dev.holdfast.objectives")
        .hasMessageContaining("LuckObjective");
    assertThat(RecordedName.type("luck")).isEmpty();
    assertThat(RecordedName.type("recorded")).as("no record").isEmpty();
    assertThat(RecordedName.type("../users")).isEmpty();
  }

  private record LuckObjective() implements RecordedObjective {
    @Override
    public ObjectiveResult judge(RunRecord run) {
      return new ObjectiveResult("luck", "Luck", "some", "some", ObjectiveResult.Status.MET, "");
    }
  }

  @Test
  void noPromiseIsForgottenInSilence() {
    JsonNode recorded = PromisesJson.write(Promises.of(PromisedRun.GATE, plan()));

    assertThatThrownBy(() -> PromisesJson.read(NullNode.getInstance()))
        .hasMessageStartingWith("promises must be recorded, got: none");
    refused(recorded.deepCopy(), "objectives", "[]", "at least one objective");
    refused(recorded.deepCopy(), "objectives", "[{\"objective\":\"luck\"}]", "got: \"luck\"");
    refused(
        recorded.deepCopy(),
        "objectives",
        "[{\"objective\":\"users\",\"least\":1,\"most\":2}]",
        "Unrecognized field \"most\"");
    refused(recorded.deepCopy(), "objectives", "[{\"objective\":\"users\"}]", "'least'");
    refused(recorded.deepCopy(), "policy", "{}", "a ContinuityPolicy that can be read");
    refused(recorded.deepCopy(), "injectors", "0", "injectors must be at least 1, got: 0");
    refused(recorded.deepCopy(), "kind", "\"gale\"", "PromisedRun");
    refused(recorded.deepCopy(), "kind", "\"soak\"", "must be those of a soak");
  }

  private static void refused(ObjectNode promises, String key, String value, String because) {
    assertThatThrownBy(() -> PromisesJson.read(promises.set(key, JSON.readTree(value))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(because);
  }

  private static List<Class<?>> objectives() {
    return new ClassFileImporter()
        .importPackagesOf(RecordedObjective.class).stream()
            .filter(type -> type.isAssignableTo(RecordedObjective.class) && !type.isInterface())
            .<Class<?>>map(JavaClass::reflect)
            .toList();
  }

  private static RunPlan plan() {
    return RunPlan.of(Configuration.load(new Properties(), Map.of()));
  }
}
