package dev.holdfast.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.continuity.Ledger;
import dev.holdfast.continuity.Oracle;
import dev.holdfast.continuity.Recorded;
import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Origin;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Tag;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.model.Workflow;
import dev.holdfast.continuity.owed.Fetch;
import dev.holdfast.continuity.owed.LedgerEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is judged live is judged the same from disk. */
class EvidenceTest {

  private static final List<ServerEvent> EVERY_EVENT =
      List.of(
          new ServerEvent.Established("s", true, false, true, false, 3),
          new ServerEvent.Status(true, 0.95, GapClass.MEDIUM, "warned", false, true),
          new ServerEvent.Status(false, 1, null, null, true, false),
          new ServerEvent.Acked("m", 1, 2),
          new ServerEvent.Chunk("m", 0, "Hé\n"),
          new ServerEvent.Chunk("m", 1, "x", ServerEvent.Chunk.Then.MORE),
          new ServerEvent.Chunk("m", 2, "y", ServerEvent.Chunk.Then.END),
          new ServerEvent.History(
              List.of(new Message(1, "m", Role.USER, "x", null)), 3, Map.of("m", 2, "n", 1)),
          new ServerEvent.ToolCalled(new ToolCall("t", "m", "tool", "r"), 3),
          new ServerEvent.Answered(
              "m",
              new Message(2, "a", Role.AGENT, "Hi", "m"),
              3,
              new Memory(Map.of("a", "b"), Map.of("c", "d")),
              new Workflow(1, 5, List.of("x", "y"))),
          new ServerEvent.Answered("m", new Message(2, "a", Role.AGENT, "Hi", null), 3, null, null),
          new ServerEvent.History(
              List.of(
                  new Message(1, "m", Role.USER, "Hello", null),
                  new Message(2, "a", Role.AGENT, "Hi", null, 1_790_000_000_000L)),
              3),
          new ServerEvent.Context(
              "s", new Origin("u", 1_790_000_000_000L), Memory.EMPTY, Workflow.NONE, List.of(), 3),
          new ServerEvent.Context(
              "s", Memory.EMPTY, Workflow.NONE, List.of(new ToolCall("t", "m", "tool", "r")), 3),
          new ServerEvent.Checked(3, 2, "aa", "bb", true),
          new ServerEvent.Notified("n", "Hé"),
          new ServerEvent.ShutdownAnnounced("deploy"),
          new ServerEvent.Refused("conflict", "other"),
          new ServerEvent.TokenAccepted(),
          new ServerEvent.Pong(),
          new ServerEvent.Unreadable("junk"));

  private static List<Evidence> read(String text) throws IOException {
    List<Evidence> all = new ArrayList<>();
    try (EvidenceReader reader = new EvidenceReader(new BufferedReader(new StringReader(text)))) {
      for (EvidenceLine next = reader.next(); next != null; next = reader.next()) {
        all.add((Evidence) next);
      }
    }
    return all;
  }

  @Property(tries = 400)
  void judgedAgainFromDiskIsJudgedTheSame(
      @ForAll @Size(max = 12) List<@IntRange(max = 22) Integer> steps, @ForAll long seed)
      throws IOException {
    StringWriter out = new StringWriter();
    List<Judgement> live = new ArrayList<>();
    try (EvidenceWriter writer = new EvidenceWriter(out)) {
      for (int user = 0; user < 2; user++) {
        SessionEvidence evidence = new SessionEvidence(writer, "u-" + user, "s-1", Recorded.tag());
        live.addAll(
            Recorded.play(
                steps,
                seed + user,
                tag -> new Ledger("s-1", evidence, evidence),
                (came, judgement) -> evidence.judged(JudgedReturns.of(came, judgement))));
      }
    }
    List<Evidence> read = read(out.toString());
    Rejudge rejudge = new Rejudge(Recorded.oracle());

    assertThat(read).extracting(Evidence::judgement).isEqualTo(live);
    for (Evidence evidence : read) {
      assertThat(rejudge.judge(evidence)).isEqualTo(evidence.judgement());
    }
  }

  private static String one(Reconnection reconnection) throws IOException {
    StringWriter out = new StringWriter();
    try (EvidenceWriter writer = new EvidenceWriter(out)) {
      SessionEvidence evidence = new SessionEvidence(writer, "u-1", "s", text -> null);
      Ledger ledger = new Ledger("s", evidence, evidence);
      ledger.sent("m", "Hello", new Memory(Map.of("a", "b"), Map.of()), true);
      EVERY_EVENT.forEach(ledger::observe);
      ledger.spoken("by another", true);
      ledger.accepted("by another");
      ledger.unheard("by another");
      ledger.listened();
      ledger.asked(Fetch.CHECK);
      ledger.askedInVain();
      ledger.asked(Fetch.HISTORY);
      ledger.connectionLost();
      evidence.judged(
          JudgedReturns.of(
              reconnection, new Oracle(ContinuityPolicy.standard()).judge(ledger, reconnection)));
    }
    return out.toString();
  }

  private static Reconnection everything() {
    return new Reconnection(
            7,
            true,
            false,
            new Gap(Duration.ofNanos(5), Duration.ofSeconds(4)),
            Admission.noAnswer("no context"),
            EVERY_EVENT,
            Duration.ofMillis(33),
            true)
        .after(Reconnection.Outage.NODE);
  }

  @Test
  void everyEventAndEveryFieldComesBack() throws IOException {
    Evidence evidence = read(one(everything())).get(0);

    assertThat(evidence.reconnection()).isEqualTo(everything());
    assertThat(evidence.entries())
        .hasSize(EVERY_EVENT.size() + 9)
        .containsSubsequence(
            new LedgerEntry.Listened(),
            new LedgerEntry.Asked(Fetch.CHECK),
            new LedgerEntry.AskedInVain(),
            new LedgerEntry.Asked(Fetch.HISTORY),
            new LedgerEntry.ConnectionLost());
    assertThat(evidence.judgement().kept()).isFalse();
    assertThat(evidence.key()).isEqualTo("u-1");
    assertThat(evidence.sessionId()).isEqualTo("s");
  }

  @Test
  void anotherUsersMarkIsKnownWithoutTheSecret() throws IOException {
    byte[] secret = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    String foreign = Tag.of(secret, 2).mark("mine", 1);
    StringWriter out = new StringWriter();
    EvidenceWriter writer = new EvidenceWriter(out);
    SessionEvidence evidence = new SessionEvidence(writer, "u-1", "s", Tag.of(secret, 1));
    Ledger ledger = new Ledger("s", evidence, evidence);
    ledger.observe(new ServerEvent.Refused("conflict", foreign));
    evidence.judged(JudgedReturns.of(everything(), Recorded.oracle().judge(ledger, everything())));
    writer.close();

    Evidence read = read(out.toString()).get(0);

    assertThat(read.foreign()).containsOnlyKeys(foreign);
    assertThat(new Rejudge(Recorded.oracle()).judge(read).anomalies())
        .contains(Anomaly.FOREIGN_CONTEXT);
    assertThat(out.toString()).doesNotContain("0123456789abcdef");
  }

  @Test
  void onlySessionsThatHaveNotEndedAreHeld() throws IOException {
    StringWriter out = new StringWriter();
    Oracle oracle = Recorded.oracle();
    try (EvidenceWriter writer = new EvidenceWriter(out)) {
      SessionEvidence before = new SessionEvidence(writer, "u-0", "s", text -> null);
      for (int user = 1; user <= 50; user++) {
        SessionEvidence session = new SessionEvidence(writer, "u-" + user, "s", text -> null);
        Ledger ledger = new Ledger("s", session, session);
        session.judged(JudgedReturns.of(everything(), oracle.judge(ledger, everything())));
        before.ended();
        before = session;
      }
      before.ended();
    }
    Rejudge rejudge = new Rejudge(oracle);
    int judged = 0;
    try (EvidenceReader reader = new EvidenceReader(new StringReader(out.toString()))) {
      for (EvidenceLine next = reader.next(); next != null; next = reader.next()) {
        if (next instanceof EvidenceLine.Judged one) {
          rejudge.judge(one);
          judged++;
        } else if (next instanceof EvidenceLine.SessionEnd end) {
          rejudge.ended(end);
        }
        assertThat(reader.open()).isLessThanOrEqualTo(2);
        assertThat(rejudge.open()).isLessThanOrEqualTo(2);
      }
      assertThat(reader.isWhole()).isTrue();
      assertThat(reader.open()).isZero();
    }
    assertThat(judged).isEqualTo(50);
    assertThat(rejudge.open()).isZero();
  }

  @Test
  void aTextIsWrittenOnce() throws IOException {
    assertThat(one(everything()).split("\"Hello\"", -1)).hasSize(2);
  }

  @Test
  void aLastLineThatWasCutIsTheEnd() throws IOException {
    String line = one(everything());

    assertThat(read(line + line.substring(0, 200))).hasSize(1);
  }

  @Test
  void aLineInTheMiddleThatIsNoEvidenceIsNamed() throws IOException {
    String line = one(everything());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(line + "nonsense\n" + line))
        .withMessage("line 3 must be JSON, got: something else");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(line.replace("[\"pong\"]", "[\"gong\"]")))
        .withMessage("line 1: an event must be of a known kind, got: \"gong\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(line.replace("\"texts\":[", "\"textes\":[")))
        .withMessageStartingWith("line 1: a text must have a known number, got: ");
  }

  @Test
  void anotherPolicyTellsWhatTheRunWouldHaveBeen() throws IOException {
    StringWriter out = new StringWriter();
    try (EvidenceWriter writer = new EvidenceWriter(out)) {
      SessionEvidence evidence = new SessionEvidence(writer, "u-1", "s-1", Recorded.tag());
      Recorded.play(
          List.of(0, 2),
          1,
          tag -> new Ledger("s-1", evidence, evidence),
          (came, judgement) -> evidence.judged(JudgedReturns.of(came, judgement)));
    }
    ContinuityPolicy strict =
        new ContinuityPolicy(
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            0.95,
            Duration.ofMillis(1),
            Duration.ofSeconds(2));
    Evidence first = read(out.toString()).get(0);

    assertThat(first.judgement().kept()).isTrue();
    assertThat(new Rejudge(new Oracle(strict)).judge(first).anomalies())
        .containsExactly(Anomaly.LATE_RESTORE);
  }
}
