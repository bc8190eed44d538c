package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.fieldtargets.BackendProcess;
import dev.holdfast.fieldtargets.FieldRelay;
import dev.holdfast.fieldtargets.FieldTarget;
import dev.holdfast.fieldtargets.FieldTargets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Targets that mangle what people write are caught within one small gate. */
final class MangledTextsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int COLUMN = 4_096;
  private static final int WINDOW = 50;
  private static final Pattern USER = Pattern.compile("message m-(\\d+)-");

  private static final Pattern CUT = Pattern.compile("UTF-16 unit 409[67]\\)");

  /** Each user meets one of these; all of them are met by a share of a small gate's users. */
  private static final List<FieldTarget> WAYS =
      List.of(
          FieldTargets.escapingHtml(),
          FieldTargets.trimming(),
          FieldTargets.joiningLines(),
          FieldTargets.withoutEmoji(),
          FieldTargets.composing());

  @TempDir Path folder;

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void everyWayToMangleTextsIsFoundThoughEachUserMeetsButOne() throws Exception {
    GateProcess gate = gateAgainst(byUser());

    JsonNode anomalies = gate.verdict().get("anomalies");
    assertThat(gate.verdict().get("verdict").asText()).as(gate.output()).isEqualTo("FAIL");
    assertThat(waysFound(gate)).hasSameSizeAs(WAYS);
    assertThat(corrupted(gate)).as("longer than the column").anyMatch(CUT.asPredicate());
    assertThat(anomalies.get("lost-message").asLong()).as("longer than the window").isPositive();
  }

  /** The ways whose users have a witness. */
  private static Set<Integer> waysFound(GateProcess gate) throws Exception {
    Set<Integer> found = new TreeSet<>();
    corrupted(gate).forEach(owed -> wayOf(owed).ifPresent(found::add));
    return found;
  }

  private static List<String> corrupted(GateProcess gate) throws Exception {
    List<String> owed = new ArrayList<>();
    for (String line : Files.readAllLines(gate.run().resolve("anomalies.jsonl"))) {
      for (JsonNode finding : new ObjectMapper().readTree(line).get("findings")) {
        if (finding.get("anomaly").asText().equals("corrupted-message")) {
          owed.add(finding.get("owed").asText());
        }
      }
    }
    return owed;
  }

  private static FieldTarget byUser() {
    FieldTarget column = FieldTargets.cutting(COLUMN);
    FieldTarget window = FieldTargets.keepingLast(WINDOW);
    return new FieldTarget() {
      @Override
      public Optional<ObjectNode> says(ObjectNode frame) {
        String first = frame.at("/payload/history/0/id").asText();
        return wayOf("message " + first)
            .map(way -> WAYS.get(way).says(frame))
            .orElse(Optional.of(frame))
            .flatMap(column::says)
            .flatMap(window::says);
      }
    };
  }

  private static Optional<Integer> wayOf(String message) {
    Matcher user = USER.matcher(message);
    return user.find()
        ? Optional.of(Integer.parseInt(user.group(1)) % WAYS.size())
        : Optional.empty();
  }

  private GateProcess gateAgainst(FieldTarget target) throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, "--time-scale", "0.01");
        FieldRelay relay = FieldRelay.start(backend.url(), target)) {
      GateProcess gate =
          GateProcess.start(
              folder,
              SmallGate.with(
                  "holdfast.time-scale=0.01",
                  "holdfast.target=" + relay.url(),
                  "holdfast.users=120",
                  "holdfast.ramp=8s",
                  "holdfast.duration=24s",
                  "holdfast.pace=8s",
                  "holdfast.scenarios=history,memory",
                  "holdfast.patience.connect=20s",
                  "holdfast.patience.answer=20s",
                  "holdfast.reports.witnesses=2000"));
      gate.await(PATIENCE);
      return gate;
    }
  }
}
