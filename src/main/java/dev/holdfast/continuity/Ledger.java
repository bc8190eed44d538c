package dev.holdfast.continuity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private final ForeignMarks marks;
  private final OwedMessages messages = new OwedMessages();
  private final OwedToolCalls toolCalls = new OwedToolCalls();
  private final OwedState state = new OwedState();
  private final OwedOrigin origin = new OwedOrigin();
  private final Turns turns = new Turns();
  private final OrderOfAcks orderOfAcks = new OrderOfAcks();
  private final Map<String, Integer> resent = new HashMap<>();
  private final Findings live = new Findings();
  private final Findings ofOneEvent = new Findings();
  private final Consumer<? super LedgerEntry> journal;
  private PastLife past = PastLife.NONE;
  private @Nullable Gap unseenLoss;
  private @Nullable ForgivenVersions forgivenVersions;
  private String sessionId;
  private long version = -1;

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
    this.sessionId = sessionId;
    this.marks = marks;
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
    origin.grant(userId);
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
    if (!messages.isNew(messageId)) {
      resent.merge(messageId, 1, Integer::sum);
    }
    if (messages.rankOf(messageId) >= 0) {
      return;
    }
    messages.sent(
        new Message(0, messageId, Role.USER, content, null), memory, replyExpected, version);
    if (replyExpected) {
      turns.open(messageId, version);
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
    new MarkJudge(marks, findings).judge(event);
    if (event instanceof ServerEvent.History || event instanceof ServerEvent.Context) {
      new LiveFetch(this, findings).observe(event);
    } else {
      new LiveEvents(this, findings).observe(event);
    }
    live.addAll(findings);
    return findings.list();
  }

  /** The connection is gone: streams are cut, and what was in flight may or may not arrive. */
  public void connectionLost() {
    journal.accept(new LedgerEntry.ConnectionLost());
    turns.interrupt();
    toolCalls.connectionLost();
  }

  /**
   * Takes what rightly came back as the new basis and forgives the rest, so that one wrong return
   * is reported once, and an expired session starts clean. Call it after each judgement.
   */
  public void adopt(Reconnection reconnection, Judgement judgement) {
    live.clear();
    new Adoption(this, reconnection, judgement).adopt();
    resent.clear();
  }

  /** Whether no message that was sent still waits for the agent's answer. */
  public boolean idle() {
    return turns.isEmpty();
  }

  /** Whether the server still owes an ack or an answer to what was sent. */
  boolean awaitsAnswer() {
    return !idle() || messages.anyInFlight();
  }

  /** Whether the server has taken the message over. */
  public boolean acked(String messageId) {
    return messages.rankOf(messageId) >= 0;
  }

  /** Whether the server has taken the message over and owes no answer to it. */
  public boolean answered(String messageId) {
    return acked(messageId) && !turns.isOpen(messageId);
  }

  /** The highest version seen; -1 if none was. */
  public long version() {
    return version;
  }

  /** How many items are owed: messages, preferences, variables and tool calls. */
  public int items() {
    return messages.size() + state.now().memory().size() + toolCalls.size();
  }

  /** The session's public name. */
  public String sessionId() {
    return sessionId;
  }

  /** The messages that are owed, in order. */
  public List<Message> history() {
    return messages.list();
  }

  /** The memory that is owed, as far as it is known. */
  public Memory memory() {
    return state.now().memory();
  }

  /** The workflow that is owed; null as long as none was shown. */
  public @Nullable Workflow workflow() {
    return state.now().workflow();
  }

  /** The tool calls that are owed, in order. */
  public List<ToolCall> toolCallHistory() {
    return toolCalls.list();
  }

  /**
   * Whether the cheap check can stand for history and context: nothing is in progress or in flight,
   * and all that its digests cover is known and came last. Otherwise fetch the parts.
   */
  public boolean checkable() {
    return idle()
        && !messages.anyInFlight()
        && state.now().whole()
        && state.now().workflow() != null
        && state.forgiven().isEmpty()
        && messages.forgiven().isEmpty()
        && toolCalls.forgiven().isEmpty()
        && !state.memoryMayBeNewer(false, -1)
        && !state.workflowMayBeNewer(false, -1);
  }

  /** Whether the digests of a cheap check are those of what is owed; false if that is not known. */
  public boolean agrees(ServerEvent.Checked checked, Digests digests) {
    return checkable() && historyAgrees(checked, digests) && contextAgrees(checked, digests);
  }

  boolean historyAgrees(ServerEvent.Checked checked, Digests digests) {
    return checked.messageCount() == messages.size()
        && digests.historyDigest(messages.list()).equals(checked.historyDigest());
  }

  boolean contextAgrees(ServerEvent.Checked checked, Digests digests) {
    Workflow workflow = state.now().workflow();
    return workflow != null
        && digests
            .contextDigest(state.now().memory(), workflow, toolCalls.list())
            .equals(checked.contextDigest());
  }

  OwedMessages messages() {
    return messages;
  }

  OwedToolCalls toolCalls() {
    return toolCalls;
  }

  OwedState state() {
    return state;
  }

  OwedOrigin origin() {
    return origin;
  }

  Turns turns() {
    return turns;
  }

  OrderOfAcks orderOfAcks() {
    return orderOfAcks;
  }

  ForeignMarks marks() {
    return marks;
  }

  Findings live() {
    return live;
  }

  boolean isOf(String session) {
    return sessionId.isEmpty() || session.isEmpty() || sessionId.equals(session);
  }

  boolean wasResent(String messageId) {
    return resent.containsKey(messageId);
  }

  boolean takeResent(String messageId) {
    Integer left = resent.computeIfPresent(messageId, (id, times) -> times - 1);
    return left != null && left >= 0;
  }

  /** The gap after which a loss was announced that no history has shown yet; null if none was. */
  @Nullable Gap unseenLoss() {
    return unseenLoss;
  }

  void announceUnseenLoss(@Nullable Gap after) {
    unseenLoss = after;
  }

  /** The versions that were reported as wrong by the last reconnection; null if none were. */
  @Nullable ForgivenVersions forgivenVersions() {
    return forgivenVersions;
  }

  void forgive(@Nullable ToldVersions told) {
    forgivenVersions = told == null ? null : new ForgivenVersions(version, told);
  }

  void raise(long seen) {
    version = Math.max(version, seen);
  }

  void rebase(long told) {
    version = told;
  }

  /** What the session had when it last expired. */
  PastLife past() {
    return past;
  }

  void startClean(String session) {
    past = PastLife.of(this);
    sessionId = session.isEmpty() ? sessionId : session;
    messages.clear();
    toolCalls.clear();
    state.clear();
    origin.startClean();
    turns.clear();
    orderOfAcks.restart(0);
    unseenLoss = null;
    forgivenVersions = null;
    version = -1;
  }
}
