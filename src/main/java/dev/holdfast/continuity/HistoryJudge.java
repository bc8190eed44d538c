package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.AsOf;
import dev.holdfast.continuity.owed.Indeterminate;
import dev.holdfast.continuity.owed.LedgerState;
import dev.holdfast.continuity.owed.Owed;
import dev.holdfast.continuity.owed.TextChange;
import dev.holdfast.continuity.owed.Turn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compares a history that came with the one that is owed: one pass over each. */
final class HistoryJudge {

  private final LedgerState owed;
  private final AsOf asOf;
  private final boolean[] seen;
  private final Set<String> others = new HashSet<>();
  private final Set<String> answered = new HashSet<>();
  private final Set<String> early = new HashSet<>();
  private final Findings faults = new Findings();
  private final Findings losses = new Findings();
  private final Findings otherLosses = new Findings();
  private final Findings displaced = new Findings();
  private final Map<String, String> led = new HashMap<>();
  private final Map<String, Integer> copies = new HashMap<>();
  private int floor;
  private long lastSeq;
  private int forgivenFloor;
  private boolean forgivenOrder;
  private boolean lacksNewer;
  private int lost;
  private int oldest;
  private long oldestLost = Long.MAX_VALUE;
  private long newestKept = -1;
  private String renumbered = "";

  /**
   * A judge of one history.
   *
   * @param asOf what came later is not missed
   */
  HistoryJudge(LedgerState owed, AsOf asOf) {
    this.owed = owed;
    this.asOf = asOf;
    this.seen = new boolean[owed.messages().size()];
    this.forgivenOrder = owed.messages().forgiven().hasOrder();
  }

  void judge(ServerEvent.History came) {
    List<Message> messages = came.messages();
    int unchanged = owed.deliveries().isSilent() ? owed.messages().unchangedIn(messages) : 0;
    unchanged(unchanged);
    messages.subList(unchanged, messages.size()).forEach(this::message);
    answered.forEach(this::question);
    boolean oldestOnly = true;
    for (int rank = 0; rank < seen.length; rank++) {
      if (seen[rank]) {
        oldestOnly = false;
      } else {
        missing(owed.messages().at(rank), oldestOnly);
      }
    }
    if (!forgivenOrder) {
      faults.addAll(displaced);
    }
    if (faults.isEmpty() && lost == 0 && !renumbered.isEmpty()) {
      faults.add(Anomaly.REORDERED_MESSAGE, "the number it was given", renumbered);
    }
  }

  /** What no class of gap excuses. */
  Findings faults() {
    return faults;
  }

  /** Messages that are gone, and nothing stands in their place. */
  Findings losses() {
    return losses;
  }

  /** Whether something is not there that came later, and is not missed. */
  boolean lacksNewer() {
    return lacksNewer;
  }

  int lost() {
    return lost;
  }

  /** How many of the messages that are gone are the oldest, which a server gives up first. */
  int oldest() {
    return oldest;
  }

  /** The messages that are gone, without the oldest. */
  Findings otherLosses() {
    return otherLosses;
  }

  /**
   * Messages that are gone though older ones are still there: a server that gives some up begins
   * with the oldest. Nothing where another order was reported before, so that nobody knows.
   */
  Findings outOfTurn() {
    return owed.messages().forgiven().hasOrder() ? new Findings() : otherLosses;
  }

  /** The ids of messages that are rightly there: owed, sent, or the answer to a turn. */
  Set<String> led() {
    return led.keySet();
  }

  /**
   * What was to be remembered with the messages that were in flight and have turned out to be
   * there; nothing if the context is older than the history, and need not have it.
   */
  Memory arrived(ServerEvent.@Nullable History history, ServerEvent.Context context) {
    Memory arrived = Memory.EMPTY;
    if (history != null && context.version() >= history.version()) {
      for (Indeterminate message : owed.messages().indeterminate()) {
        if (led.containsKey(message.message().id())) {
          arrived = arrived.with(message.memory());
        }
      }
    }
    return arrived;
  }

  /** Turns in progress whose answer has come. */
  Set<String> answered() {
    return answered;
  }

  /** Whether the history simply ends where an older one of that version would. */
  boolean endsAt(long version) {
    return lost > 0 && oldestLost > version && newestKept < oldestLost;
  }

  /** What is as it was, at its place, needs no comparison. */
  private void unchanged(int messages) {
    for (int rank = 0; rank < messages; rank++) {
      Owed known = owed.messages().at(rank);
      seen[rank] = true;
      led.put(known.message().id(), "");
      newestKept = Math.max(newestKept, known.version());
      lastSeq = Math.max(lastSeq, known.message().seq());
    }
    floor = messages;
  }

  private void message(Message came) {
    if (owed.marks().foreignIn(came.content()) != null) {
      standsForeign(came);
      return;
    }
    if (owed.deliveries().isOfOthers(came.content())) {
      // A room keeps what others say in it as well; whether that arrived is judged elsewhere.
      return;
    }
    int rank = owed.messages().rankOf(came.id());
    Indeterminate maybe = owed.messages().indeterminate(came.id());
    if (rank >= 0) {
      led.put(came.id(), "");
      owed(came, rank);
    } else if (owed.messages().forgiven().formsOf(came.id()).contains(came)) {
      once(came);
    } else if (maybe != null) {
      if (once(came)) {
        led.put(came.id(), "");
        same(maybe.message(), came, false);
        inOrder(came, floor, maybe.after());
      }
    } else if (owed.past().had(came)) {
      if (once(came)) {
        faults.add(Anomaly.NOT_EXPIRED, "nothing of what expired", describe(came));
      }
    } else if (came.role() == Role.AGENT && answers(came)) {
      if (once(came)) {
        inOrder(came, floor, floor);
      }
    } else if (others.contains(came.id()) || owed.messages().knowsText(came.content())) {
      faults.add(Anomaly.DUPLICATED_MESSAGE, "once", "again as " + describe(came));
    } else {
      faults.add(Anomaly.UNEXPECTED_MESSAGE, "no such message", describe(came));
    }
  }

  /** The marks are judged elsewhere; here the message only takes the place of what it displaced. */
  private void standsForeign(Message came) {
    int rank = owed.messages().rankOf(came.id());
    if (rank >= 0) {
      seen[rank] = true;
    }
  }

  private void owed(Message came, int rank) {
    if (seen[rank]) {
      copied(came);
      same(owed.messages().at(rank).message(), came, owed.messages().wasShown(rank));
      return;
    }
    seen[rank] = true;
    Owed known = owed.messages().at(rank);
    newestKept = Math.max(newestKept, known.version());
    same(known.message(), came, owed.messages().wasShown(rank));
    inOrder(came, rank, rank + 1);
    int place = owed.messages().forgiven().placeOf(came.id(), rank);
    forgivenOrder = forgivenOrder && place >= forgivenFloor;
    forgivenFloor = place + 1;
    if (!known.message().numberedAs(came)
        && owed.messages().forgiven().formsOf(came.id()).stream()
            .noneMatch(form -> form.numberedAs(came))) {
      renumbered = "number " + came.seq() + " on " + describe(known.message());
    }
  }

  private boolean once(Message came) {
    boolean first = others.add(came.id());
    if (!first) {
      copied(came);
    }
    return first;
  }

  /** The message stands there again: a fault, unless it stood there as often before. */
  private void copied(Message came) {
    int copy = copies.merge(came.id(), 1, Integer::sum);
    if (copy > owed.messages().forgiven().copiesOf(came.id())) {
      faults.add(Anomaly.DUPLICATED_MESSAGE, "once", "again " + describe(came));
    }
  }

  /**
   * Compares a message with what is known of it.
   *
   * @param shown whether a history showed it before: then all that was told must be told again;
   *     else only what both tell is compared
   */
  private void same(Message known, Message came, boolean shown) {
    Predicate<Message> same = shown ? came::isSameAs : came::saysSameAs;
    if (same.test(known) || owed.messages().forgiven().formsOf(came.id()).stream().anyMatch(same)) {
      return;
    }
    if (known.textIsThatOf(came)) {
      faults.add(Anomaly.CORRUPTED_MESSAGE, known.circumstances(), came.circumstances());
    } else {
      corrupted(known, came);
    }
  }

  private void corrupted(Message known, Message came) {
    if (known.content().equals(came.content())) {
      faults.add(Anomaly.CORRUPTED_MESSAGE, describe(known), describe(came));
      return;
    }
    TextChange change = new TextChange(known.content(), came.content());
    faults.add(
        Anomaly.CORRUPTED_MESSAGE,
        name(known) + ": " + change.owedThere(),
        name(came) + ": " + change.cameThere());
  }

  /**
   * Watches the order.
   *
   * @param at the place of the message in the owed order, or the next free one
   * @param next the first place in the owed order that may follow it
   */
  private void inOrder(Message came, int at, int next) {
    // An owed message with its owed number is in order if its place is, whatever the numbers say.
    boolean numberedBack = at == floor && next <= floor && came.seq() > 0 && came.seq() <= lastSeq;
    if (at < floor || numberedBack) {
      (numberedBack ? faults : displaced)
          .add(
              Anomaly.REORDERED_MESSAGE,
              "the order it was shown in",
              describe(came) + " out of place");
    }
    floor = Math.max(floor, next);
    lastSeq = Math.max(lastSeq, came.seq());
  }

  /** Whether a message of the agent is the one answer that a turn in progress may have got. */
  private boolean answers(Message came) {
    Turn turn = owed.turns().answeredBy(came, answered);
    if (turn != null) {
      if (turn.isCutIn(came.content())) {
        faults.add(
            Anomaly.CORRUPTED_MESSAGE,
            "an answer that goes on where its stream was cut",
            describe(came) + ", which ends there");
      } else if (!turn.fits(came.content())) {
        TextChange change = turn.changed(came.content());
        faults.add(
            Anomaly.CORRUPTED_MESSAGE,
            "an answer that begins as it was streamed: " + change.owedThere(),
            name(came) + ": " + change.cameThere());
      }
      return answer(turn.id(), came);
    }
    String question = came.inReplyTo();
    Indeterminate asked = question == null ? null : owed.messages().indeterminate(question);
    return asked != null
        && asked.replyExpected()
        && !answered.contains(asked.message().id())
        && answer(asked.message().id(), came);
  }

  private boolean answer(String turn, Message came) {
    led.put(came.id(), turn);
    int rank = owed.messages().rankOf(turn);
    if (rank >= 0 ? !seen[rank] : !others.contains(turn)) {
      early.add(turn);
    }
    return answered.add(turn);
  }

  private void question(String turn) {
    int rank = owed.messages().rankOf(turn);
    boolean there = rank >= 0 ? seen[rank] : others.contains(turn);
    if (there && early.contains(turn)) {
      faults.add(
          Anomaly.REORDERED_MESSAGE,
          "an answer after its question",
          "the answer to " + turn + " before it");
    } else if (!there && rank < 0) {
      led.values().removeIf(turn::equals);
      faults.add(
          Anomaly.UNEXPECTED_MESSAGE,
          "an answer after its question",
          "an answer to " + turn + ", which is not there");
    }
  }

  private void missing(Owed gone, boolean oldestOnly) {
    if (!asOf.owes(gone.message().id(), gone.version())) {
      lacksNewer = true;
      return;
    }
    lost++;
    oldestLost = Math.min(oldestLost, gone.version());
    losses.add(Anomaly.LOST_MESSAGE, describe(gone.message()), "nothing");
    if (oldestOnly) {
      oldest++;
    } else {
      otherLosses.add(Anomaly.LOST_MESSAGE, describe(gone.message()), "nothing");
    }
  }

  private static String describe(Message message) {
    return name(message) + " " + Findings.quote(message.content());
  }

  private static String name(Message message) {
    return message.role().id() + " message " + message.id();
  }
}
