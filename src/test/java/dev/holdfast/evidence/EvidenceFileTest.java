package dev.holdfast.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.continuity.Ledger;
import dev.holdfast.continuity.Oracle;
import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.measure.RunIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvidenceFileTest {

  private static final int SESSIONS = 300;
  private static final RunIdentity RUN =
      new RunIdentity(
          "gate-1",
          "ReleaseGateSimulation",
          Instant.parse("2026-11-20T14:03:21.123456Z"),
          1,
          1,
          0.999,
          0.95,
          "mock backend",
          Map.of(),
          Map.of());

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAndJudgedTheSame() throws IOException {
    write(folder);

    assertThat(judgedAgain(folder)).isEqualTo(SESSIONS);
  }

  @Test
  void aFileThatWasCutAnywhereIsReadAsFarAsItGoes() throws IOException {
    write(folder);
    byte[] whole = Files.readAllBytes(folder.resolve(EvidenceFile.NAME));

    int before = 0;
    for (int length = 20; length < whole.length; length += 97) {
      Path cut = Files.createDirectories(folder.resolve("cut"));
      Files.write(cut.resolve(EvidenceFile.NAME), Arrays.copyOf(whole, length));
      int judged = judgedAgain(cut);
      assertThat(judged).isBetween(before, SESSIONS);
      before = judged;
    }
    assertThat(before).isPositive();
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> EvidenceFile.create(folder.resolve("no/such"), RUN, trouble -> {}))
        .hasMessageContaining("evidence cannot be written in")
        .hasMessageContaining("no/such");
  }

  private static void write(Path folder) {
    Oracle oracle = new Oracle(ContinuityPolicy.standard());
    try (EvidenceFile file =
        EvidenceFile.create(
            folder,
            RUN,
            trouble -> {
              throw new AssertionError(trouble);
            })) {
      for (int i = 0; i < SESSIONS; i++) {
        SessionEvidence evidence =
            new SessionEvidence(file.writer(), "user-" + i, "s-" + i, text -> null);
        Ledger ledger = new Ledger("s-" + i, evidence, evidence);
        ledger.sent("m-1", "text " + i, Memory.EMPTY, false);
        ledger.observe(new ServerEvent.Acked("m-1", 1, 1));
        Reconnection lost = emptyReturn("s-" + i);
        Judgement judgement = oracle.judge(ledger, lost);
        evidence.judged(JudgedReturns.of(lost, judgement));
        ledger.adopt(lost, judgement);
      }
    }
  }

  private static Reconnection emptyReturn(String session) {
    return new Reconnection(
        1,
        true,
        true,
        Gap.of(Duration.ofSeconds(1)),
        Admission.admitted(),
        List.of(
            new ServerEvent.Established(session, true, true, true, false, 1),
            new ServerEvent.History(List.of(), 1)),
        Duration.ofMillis(10),
        false);
  }

  private static int judgedAgain(Path folder) throws IOException {
    Rejudge judge = new Rejudge(new Oracle(ContinuityPolicy.standard()));
    int judged = 0;
    try (EvidenceReader reader = EvidenceFile.read(folder)) {
      for (EvidenceLine next = reader.next(); next != null; next = reader.next()) {
        if (next instanceof EvidenceLine.Judged one) {
          assertThat(judge.judge(one)).isEqualTo(one.judgement());
          judged++;
        }
      }
    }
    return judged;
  }
}
