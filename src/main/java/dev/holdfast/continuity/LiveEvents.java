package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Tag;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.owed.Fetch;
import dev.holdfast.continuity.owed.Indeterminate;
import dev.holdfast.continuity.owed.LedgerState;
import dev.holdfast.continuity.owed.Owed;
import dev.holdfast.continuity.owed.OwedState;
import dev.holdfast.continuity.owed.OwedToolCalls;
import dev.holdfast.continuity.owed.TextChange;
import dev.holdfast.continuity.owed.Turn;

/** Lets what a server says on the open connection grow what it owes, and notes what is wrong. */
final class LiveEvents {

  private final LedgerState ledger;
  private final Findings findings;

  LiveEvents(LedgerState ledger, Findings findings) {
    this.ledger = ledger;
    this.findings = findings;
  }

  void observe(ServerEvent event) {
    if (event instanceof ServerEvent.Acked acked) {
      acked(acked);
    } else if (event instanceof ServerEvent.Chunk chunk) {
      chunk(chunk);
    } else if (event instanceof ServerEvent.ToolCalled called) {
      toolCalled(called);
    } else if (event instanceof ServerEvent.Answered answered) {
      answered(answered);
    } else if (event instanceof ServerEvent.Checked checked) {
      long floor = ledger.asks().floor(Fetch.CHECK, ledger.version());
      version(checked.version(), floor, "check");
    } else if (event instanceof ServerEvent.Established established) {
      established(established);
    } else if (event instanceof ServerEvent.Notified notified) {
      ledger.deliveries().arrived(notified.content());
    } else if (event instanceof ServerEvent.Unreadable unreadable && ledger.awaitsAnswer()) {
      findings.add(Anomaly.NO_ANSWER, "an answer that can be read", unreadable.reason());
    }
  }

  private void established(ServerEvent.Established greeting) {
    if (!ledger.isOf(greeting.sessionId())) {
      findings.add(
          Anomaly.FOREIGN_CONTEXT,
          "session " + ledger.sessionId(),
          "session " + greeting.sessionId());
    }
    version(greeting.version(), ledger.version(), "greeting");
  }

  private void acked(ServerEvent.Acked acked) {
    Indeterminate sent = ledger.messages().indeterminate(acked.messageId());
    version(acked.version(), sent == null ? -1 : sent.floor(), "ack of " + acked.messageId());
    if (sent == null) {
      ackedBefore(acked);
      return;
    }
    if (!ledger.orderOfAcks().admits(sent, acked.seq())) {
      findings.add(
          Anomaly.REORDERED_MESSAGE,
          "acks in the order of sending",
          "ack of " + acked.messageId() + " as number " + acked.seq());
    }
    Message message = sent.message();
    ledger.asks().owed(message.id());
    ledger
        .messages()
        .owe(
            new Message(acked.seq(), message.id(), message.role(), message.content(), null),
            acked.version());
    boolean others =
        ledger.turns().all().stream().anyMatch(turn -> !turn.id().equals(acked.messageId()));
    boolean sentOnce = sent.order() >= 0;
    ledger.state().remember(sent.memory(), acked.version(), others, sentOnce, ledger.messages());
  }

  private void ackedBefore(ServerEvent.Acked acked) {
    Owed known = ledger.messages().find(acked.messageId());
    boolean due =
        ledger.messages().takeOvertaken(acked.messageId()) || ledger.takeResent(acked.messageId());
    if (known == null) {
      findings.add(
          ledger.past().ofUnknown(acked.messageId()),
          "acks of what was sent",
          "ack of unknown " + acked.messageId());
    } else if (!due || renumbered(known.message(), acked)) {
      findings.add(
          Anomaly.DUPLICATED_MESSAGE,
          "one ack, number " + known.message().seq(),
          "ack of " + acked.messageId() + " again, number " + acked.seq());
    }
  }

  private static boolean renumbered(Message known, ServerEvent.Acked acked) {
    return known.seq() > 0 && acked.seq() > 0 && known.seq() != acked.seq();
  }

  private void chunk(ServerEvent.Chunk chunk) {
    Turn turn = ledger.turns().streaming(chunk.turn());
    if (turn == null) {
      boolean known = ledger.messages().rankOf(chunk.turn()) >= 0;
      findings.add(
          known ? Anomaly.DUPLICATED_MESSAGE : ledger.past().ofUnknown(chunk.turn()),
          "no chunk",
          "chunk " + chunk.number() + " of turn " + chunk.turn() + ", which waits for none");
      return;
    }
    int before = turn.shownLength();
    turn.chunk(chunk, findings);
    String around = turn.shownFrom(before - Tag.MAX_LENGTH);
    if (around.length() > chunk.data().length() && ledger.marks().foreignIn(around) != null) {
      findings.add(
          Anomaly.FOREIGN_CONTEXT, "nothing of another user", "chunks " + Findings.quote(around));
    }
  }

  private void toolCalled(ServerEvent.ToolCalled called) {
    ToolCall call = called.call();
    version(called.version(), floorOf(call.turn()), "tool call " + call.id());
    OwedToolCalls calls = ledger.toolCalls();
    if (calls.takeOvertaken(call)) {
      return;
    }
    boolean again = calls.find(call.id()) != null || calls.sameUse(call) != null;
    if (again) {
      findings.add(
          Anomaly.REPEATED_TOOL_CALL,
          "one call of " + call.tool() + " in turn " + call.turn(),
          "call " + call.id() + " again");
      calls.forgive(call);
    } else if (!ledger.turns().isOpen(call.turn()) && ledger.messages().rankOf(call.turn()) < 0) {
      findings.add(
          ledger.past().ofUnknown(call.turn()),
          "no tool call",
          "tool call " + call.id() + " in unknown turn " + call.turn());
      calls.forgive(call);
    } else {
      ledger.asks().owed(call.id());
      calls.heard(call, called.version());
    }
  }

  private void answered(ServerEvent.Answered answered) {
    version(answered.version(), floorOf(answered.turn()), "answer to " + answered.turn());
    Message message = answered.message();
    Turn turn = ledger.turns().find(answered.turn());
    Owed known = ledger.messages().find(message.id());
    if (known != null) {
      answeredAgain(answered, known.message());
    } else if (turn == null) {
      boolean again = ledger.messages().knowsText(message.content());
      findings.add(
          again ? Anomaly.DUPLICATED_MESSAGE : ledger.past().ofUnknown(answered.turn()),
          "no answer",
          "answer " + message.id() + " to " + answered.turn() + ", which waits for none");
    } else if (!turn.completes(message.content())) {
      TextChange change = turn.changed(message.content());
      findings.add(
          Anomaly.CORRUPTED_MESSAGE,
          "the answer that was streamed: " + change.owedThere(),
          change.cameThere());
      ledger.messages().forgiven().form(message.id(), turn.asStreamed(message));
    }
    ledger.turns().close(answered.turn());
    if (known == null && turn == null) {
      ledger.messages().forgiven().form(message.id(), message);
    } else if (known == null) {
      ledger.asks().owed(message.id());
      ledger.messages().owe(message, answered.version());
    }
    memory(answered);
  }

  /** A history may overtake the push of what it shows; a second push is one too many. */
  private void answeredAgain(ServerEvent.Answered answered, Message known) {
    Message message = answered.message();
    Turn shown = ledger.turns().takeOvertaken(answered.turn());
    if (shown == null) {
      findings.add(
          Anomaly.DUPLICATED_MESSAGE, "message " + message.id() + " once", "answered again");
    } else if (!known.saysSameAs(message)) {
      TextChange change = new TextChange(known.content(), message.content());
      findings.add(
          Anomaly.CORRUPTED_MESSAGE,
          "the answer that a history showed: " + change.owedThere(),
          change.cameThere());
    } else if (!shown.completes(message.content())) {
      TextChange change = shown.changed(message.content());
      findings.add(
          Anomaly.CORRUPTED_MESSAGE,
          "the answer that was streamed: " + change.owedThere(),
          change.cameThere());
    }
  }

  private void memory(ServerEvent.Answered answered) {
    OwedState state = ledger.state();
    Memory shown = answered.memory();
    if (shown != null && ledger.unseenLoss() != null) {
      // A loss was announced: what is not there was given up, as far as anybody can tell.
      state.users().adopt(shown, ledger.messages());
    }
    new AnswerJudge(ledger, findings).judge(answered);
    state.show(shown, answered.workflow(), answered.version(), ledger.messages());
  }

  private long floorOf(String turn) {
    Turn open = ledger.turns().streaming(turn);
    return open == null ? -1 : open.floor();
  }

  /**
   * Pushes of several commits may overtake each other on their way, so a commit is only held
   * against what was seen before its message was sent; what is read must be of the latest.
   */
  private void version(long version, long floor, String of) {
    // After a context came back older, the floor of a turn that is still open is too high.
    long least = Math.min(floor, ledger.version());
    if (version >= 0 && version < least) {
      findings.add(
          Anomaly.STALE_CONTEXT, "version " + least + " at least", of + " of version " + version);
    }
    ledger.raise(version);
  }
}
