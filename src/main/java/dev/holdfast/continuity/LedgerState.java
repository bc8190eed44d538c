package dev.holdfast.continuity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a {@link Ledger}, for those who judge by them and let them grow.
 *
 * <p>Mutable, for one thread at a time.
 */
final class LedgerState {

  private final ForeignMarks marks;
  private final OwedMessages messages = new OwedMessages();
  private final OwedToolCalls toolCalls = new OwedToolCalls();
  private final OwedState state = new OwedState();
  private final OwedOrigin origin = new OwedOrigin();
  private final Turns turns = new Turns();
  private final OrderOfAcks orderOfAcks = new OrderOfAcks();
  private final Map<String, Integer> resent = new HashMap<>();
  private final Findings live = new Findings();
  private PastLife past = PastLife.NONE;
  private @Nullable Gap unseenLoss;
  private @Nullable ForgivenVersions forgivenVersions;
  private String sessionId;
  private long version = -1;

  /** That of a session that is empty, as {@link Ledger} is told of it. */
  LedgerState(String sessionId, ForeignMarks marks) {
    this.sessionId = sessionId;
    this.marks = marks;
  }

  /** A message goes out, or goes out again. */
  void sent(String messageId, String content, Memory memory, boolean replyExpected) {
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

  /** Whatever was sent again is answered for. */
  void settleResent() {
    resent.clear();
  }

  /** Whether no message that was sent still waits for the agent's answer. */
  boolean idle() {
    return turns.isEmpty();
  }

  /** The highest version seen; -1 if none was. */
  long version() {
    return version;
  }

  /** How many items are owed: messages, preferences, variables and tool calls. */
  int items() {
    return messages.size() + memory().size() + toolCalls.size();
  }

  /** The session's public name. */
  String sessionId() {
    return sessionId;
  }

  /** The messages that are owed, in order. */
  List<Message> history() {
    return messages.list();
  }

  /** The memory that is owed, as far as it is known. */
  Memory memory() {
    return state.now().memory();
  }

  /** The workflow that is owed; null as long as none was shown. */
  @Nullable Workflow workflow() {
    return state.now().workflow();
  }

  /** The tool calls that are owed, in order. */
  List<ToolCall> toolCallHistory() {
    return toolCalls.list();
  }

  /**
   * Whether the cheap check can stand for history and context: nothing is in progress or in flight,
   * and all that its digests cover is known and came last. Otherwise fetch the parts.
   */
  boolean checkable() {
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

  /** Whether the server still owes an ack or an answer to what was sent. */
  boolean awaitsAnswer() {
    return !idle() || messages.anyInFlight();
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
    past = PastLife.of(messages, toolCalls, memory());
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
