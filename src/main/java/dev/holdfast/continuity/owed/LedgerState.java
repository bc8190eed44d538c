package dev.holdfast.continuity.owed;

import dev.holdfast.continuity.Ledger;
import dev.holdfast.continuity.model.Digests;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.ForeignMarks;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.model.Workflow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a {@link Ledger}, for those who judge by them and let them grow.
 *
 * <p>Mutable, for one thread at a time.
 */
public final class LedgerState {

  private final ForeignMarks marks;
  private final OwedMessages messages = new OwedMessages();
  private final OwedToolCalls toolCalls = new OwedToolCalls();
  private final OwedState state = new OwedState();
  private final OwedOrigin origin = new OwedOrigin();
  private final Turns turns = new Turns();
  private final OwedDeliveries deliveries = new OwedDeliveries();
  private final Asks asks = new Asks();
  private final OrderOfAcks orderOfAcks = new OrderOfAcks();
  private final Map<String, Integer> resent = new HashMap<>();
  private final Findings live = new Findings();
  private @Nullable Digests formedBy;
  private Function<List<Message>, String> historyDigests = history -> "";
  private PastLife past = PastLife.NONE;
  private @Nullable Gap unseenLoss;
  private @Nullable ForgivenVersions forgivenVersions;
  private String sessionId;
  private long version = -1;

  /** That of a session that is empty, as {@link Ledger} is told of it. */
  public LedgerState(String sessionId, ForeignMarks marks) {
    this.sessionId = sessionId;
    this.marks = marks;
  }

  /** A message goes out, or goes out again. */
  public void sent(String messageId, String content, Memory memory, boolean replyExpected) {
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
  public void settleResent() {
    resent.clear();
  }

  /** Whether no message that was sent still waits for the agent's answer. */
  public boolean idle() {
    return turns.isEmpty();
  }

  /** The highest version seen; -1 if none was. */
  public long version() {
    return version;
  }

  /** How many items are owed: messages, preferences, variables and tool calls. */
  public int items() {
    return messages.size() + memory().size() + toolCalls.size();
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

  /** Whether the server still owes an ack or an answer to what was sent. */
  public boolean awaitsAnswer() {
    return !idle() || messages.anyInFlight();
  }

  public boolean historyAgrees(ServerEvent.Checked checked, Digests digests) {
    return checked.messageCount() == messages.size()
        && historyDigest(digests, messages.list()).equals(checked.historyDigest());
  }

  /** The digest of a history of this session; what it has in common with the last one is known. */
  public String historyDigest(Digests digests, List<Message> history) {
    if (!digests.equals(formedBy)) {
      formedBy = digests;
      historyDigests = digests.histories();
    }
    return historyDigests.apply(history);
  }

  public boolean contextAgrees(ServerEvent.Checked checked, Digests digests) {
    Workflow workflow = state.now().workflow();
    return workflow != null
        && digests
            .contextDigest(state.now().memory(), workflow, toolCalls.list())
            .equals(checked.contextDigest());
  }

  public OwedMessages messages() {
    return messages;
  }

  public OwedToolCalls toolCalls() {
    return toolCalls;
  }

  public OwedState state() {
    return state;
  }

  public OwedOrigin origin() {
    return origin;
  }

  public Turns turns() {
    return turns;
  }

  /** What others said in the session. */
  public OwedDeliveries deliveries() {
    return deliveries;
  }

  /** What was asked for and not answered yet. */
  public Asks asks() {
    return asks;
  }

  public OrderOfAcks orderOfAcks() {
    return orderOfAcks;
  }

  public ForeignMarks marks() {
    return marks;
  }

  public Findings live() {
    return live;
  }

  public boolean isOf(String session) {
    return sessionId.isEmpty() || session.isEmpty() || sessionId.equals(session);
  }

  public boolean wasResent(String messageId) {
    return resent.containsKey(messageId);
  }

  public boolean takeResent(String messageId) {
    Integer left = resent.computeIfPresent(messageId, (id, times) -> times - 1);
    return left != null && left >= 0;
  }

  /** The gap after which a loss was announced that no history has shown yet; null if none was. */
  public @Nullable Gap unseenLoss() {
    return unseenLoss;
  }

  public void announceUnseenLoss(@Nullable Gap after) {
    unseenLoss = after;
  }

  /** The versions that were reported as wrong by the last reconnection; null if none were. */
  public @Nullable ForgivenVersions forgivenVersions() {
    return forgivenVersions;
  }

  public void forgive(@Nullable ToldVersions told) {
    forgivenVersions = told == null ? null : new ForgivenVersions(version, told);
  }

  public void raise(long seen) {
    version = Math.max(version, seen);
  }

  public void rebase(long told) {
    version = told;
    asks.beginAgain(told);
  }

  /** What the session had when it last expired. */
  public PastLife past() {
    return past;
  }

  public void startClean(String session) {
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
    asks.beginAgain(version);
  }
}
