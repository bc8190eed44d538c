package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Digests;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.ForeignMarks;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Tag;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.model.Workflow;
import dev.holdfast.continuity.owed.Fetch;
import dev.holdfast.continuity.owed.LedgerEntry;
import dev.holdfast.continuity.owed.LedgerState;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one session's server has acknowledged or shown, so what it owes from now on.
 *
 * <p>One a session. Tell it of every message that is sent, before it is sent, and of every event
 * that arrives, in order; it does no work in the background and knows no clock. Mutable, for one
 * thread at a time.
 */
public final class Ledger {

  private final LedgerState state;
  private final Findings ofOneEvent = new Findings();
  private final Consumer<? super LedgerEntry> journal;

  /**
   * The ledger of a session that is empty.
   *
   * @param sessionId the session's public name; empty where the backend tells none, and then not
   *     compared
   * @param marks tells foreign texts, normally the user's {@link Tag}
   */
  public Ledger(String sessionId, ForeignMarks marks) {
    this(sessionId, marks, entry -> {});
  }

  /**
   * The ledger of a session that is empty, kept as evidence.
   *
   * @param journal is told of every entry, in order
   */
  public Ledger(String sessionId, ForeignMarks marks, Consumer<? super LedgerEntry> journal) {
    this.state = new LedgerState(sessionId, marks);
    this.journal = journal;
  }

  /** Lets the entry happen to this ledger: what a journal told, replayed. */
  public void replay(LedgerEntry entry) {
    if (entry instanceof LedgerEntry.Sent sent) {
      sent(sent.messageId(), sent.content(), sent.memory(), sent.replyExpected());
    } else if (entry instanceof LedgerEntry.Observed observed) {
      observe(observed.event());
    } else if (entry instanceof LedgerEntry.Granted granted) {
      granted(granted.userId());
    } else if (entry instanceof LedgerEntry.Spoken spoken) {
      spoken(spoken.text(), spoken.away());
    } else if (entry instanceof LedgerEntry.Accepted accepted) {
      accepted(accepted.text());
    } else if (entry instanceof LedgerEntry.Unheard unheard) {
      unheard(unheard.text());
    } else if (entry instanceof LedgerEntry.Listened) {
      listened();
    } else if (entry instanceof LedgerEntry.Asked asked) {
      asked(asked.what());
    } else if (entry instanceof LedgerEntry.AskedInVain) {
      askedInVain();
    } else {
      connectionLost();
    }
  }

  /**
   * The session was granted to a user: a context that names another is foreign.
   *
   * @param userId the backend's name of the user; empty where it tells none
   */
  public void granted(String userId) {
    journal.accept(new LedgerEntry.Granted(userId));
    state.origin().grant(userId);
  }

  /**
   * A message goes out. Until its ack it may or may not be there, but never twice; the same id
   * again is the same message sent again.
   *
   * @param memory what the server shall remember with it
   * @param replyExpected whether the agent shall answer it, so that it begins a turn
   */
  public void sent(String messageId, String content, Memory memory, boolean replyExpected) {
    journal.accept(new LedgerEntry.Sent(messageId, content, memory, replyExpected));
    state.sent(messageId, content, memory, replyExpected);
  }

  /**
   * Something is asked for on the open connection, also by a return. Its answer may be as of any
   * moment from now on; one that nobody said was asked for is held against all that is known.
   */
  public void asked(Fetch what) {
    journal.accept(new LedgerEntry.Asked(what));
    state.asks().ask(what, state.version());
  }

  /** Another connection is about to be opened: what was asked for before will not be answered. */
  public void askedInVain() {
    if (!state.asks().isEmpty()) {
      journal.accept(new LedgerEntry.AskedInVain());
      state.asks().forget();
    }
  }

  /**
   * An event on the open connection: grows what is owed.
   *
   * @return what is wrong with it, normally nothing; kept as well for the next judgement
   */
  public List<Finding> observe(ServerEvent event) {
    journal.accept(new LedgerEntry.Observed(event));
    Findings findings = ofOneEvent;
    findings.clear();
    new MarkJudge(state, findings).judge(event);
    if (event instanceof ServerEvent.History || event instanceof ServerEvent.Context) {
      new LiveFetch(state, findings).observe(event);
    } else {
      new LiveEvents(state, findings).observe(event);
    }
    state.asks().answered(event);
    state.live().addAll(findings);
    return findings.list();
  }

  /** The connection is gone: streams are cut, and what was in flight may or may not arrive. */
  public void connectionLost() {
    journal.accept(new LedgerEntry.ConnectionLost());
    state.turns().interrupt();
    state.messages().connectionLost();
    state.toolCalls().connectionLost();
    state.deliveries().connectionLost();
    state.asks().forget();
  }

  /**
   * Takes what rightly came back as the new basis and forgives the rest, so that one wrong return
   * is reported once, and an expired session starts clean. Call it after each judgement.
   */
  public void adopt(Reconnection reconnection, Judgement judgement) {
    state.live().clear();
    state.asks().answered(reconnection.events());
    new Adoption(state, reconnection, judgement).adopt();
    if (DeliveryJudge.judges(reconnection)) {
      state.deliveries().settle();
    }
    state.settleResent();
  }

  /**
   * Another is about to say something in this session.
   *
   * @param text with the mark of this session's user; no two are alike
   * @param away whether its user is away
   */
  public void spoken(String text, boolean away) {
    journal.accept(new LedgerEntry.Spoken(text, away));
    state.deliveries().spoken(text, away);
  }

  /** The backend took in what another said: from now on it is owed, as far as that is claimed. */
  public void accepted(String text) {
    journal.accept(new LedgerEntry.Accepted(text));
    state.deliveries().accepted(text);
  }

  /**
   * The user waited on an open connection for what another said, and it did not come: that is
   * missed, whatever the backend keeps for users who are away.
   */
  public void unheard(String text) {
    journal.accept(new LedgerEntry.Unheard(text));
    state.deliveries().unheard(text);
  }

  /**
   * The user came back and listened, on a connection that stood, for all that others said while it
   * was away: what has not come by now is missed at the next judgement.
   */
  public void listened() {
    journal.accept(new LedgerEntry.Listened());
    state.deliveries().hasListened();
  }

  /** Whether no message that was sent still waits for the agent's answer. */
  public boolean idle() {
    return state.idle();
  }

  /** Whether the server has taken the message over. */
  public boolean acked(String messageId) {
    return state.messages().rankOf(messageId) >= 0;
  }

  /** Whether the server has taken the message over and owes no answer to it. */
  public boolean answered(String messageId) {
    return acked(messageId) && !state.turns().isOpen(messageId);
  }

  /** The highest version seen; -1 if none was. */
  public long version() {
    return state.version();
  }

  /** How many items are owed: messages, preferences, variables and tool calls. */
  public int items() {
    return state.items();
  }

  /** The session's public name. */
  public String sessionId() {
    return state.sessionId();
  }

  /** The messages that are owed, in order. */
  public List<Message> history() {
    return state.history();
  }

  /** The memory that is owed, as far as it is known. */
  public Memory memory() {
    return state.memory();
  }

  /** The workflow that is owed; null as long as none was shown. */
  public @Nullable Workflow workflow() {
    return state.workflow();
  }

  /** The tool calls that are owed, in order. */
  public List<ToolCall> toolCallHistory() {
    return state.toolCallHistory();
  }

  /**
   * Whether the cheap check can stand for history and context: nothing is in progress or in flight,
   * and all that its digests cover is known and came last. Otherwise fetch the parts.
   */
  public boolean checkable() {
    return state.checkable();
  }

  /** Whether the digests of a cheap check are those of what is owed; false if that is not known. */
  public boolean agrees(ServerEvent.Checked checked, Digests digests) {
    return checkable()
        && state.historyAgrees(checked, digests)
        && state.contextAgrees(checked, digests);
  }

  /** Its parts. */
  LedgerState state() {
    return state;
  }
}
