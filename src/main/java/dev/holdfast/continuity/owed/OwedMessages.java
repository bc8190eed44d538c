package dev.holdfast.continuity.owed;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Scalar;
import dev.holdfast.continuity.model.ServerEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The history that the server owes, in order, and the messages that may be in it besides. */
public final class OwedMessages {

  private final List<Owed> inOrder = new ArrayList<>();
  private final Map<String, Integer> ranks = new HashMap<>();
  private final Map<String, Indeterminate> indeterminate = new LinkedHashMap<>();

  /** Of messages that were owed and are gone: the version that first held them. */
  private final Map<String, Long> lostSince = new HashMap<>();

  /** Which a history showed before the server acknowledged them. */
  private final Set<String> overtaken = new HashSet<>();

  private final Forgiven<Message> forgiven = new Forgiven<>();
  private int basis;
  private long sent;

  public int size() {
    return inOrder.size();
  }

  List<Message> list() {
    return inOrder.stream().map(Owed::message).toList();
  }

  public Owed at(int rank) {
    return inOrder.get(rank);
  }

  /** The place of a message in the owed order, from 0; -1 if it is not owed. */
  public int rankOf(String id) {
    return ranks.getOrDefault(id, -1);
  }

  /**
   * How many of the first messages of a history are, as objects, those that the last one had and
   * that are owed: nothing about them can have changed. 0 where anything is forgiven.
   *
   * <p>Only what was adopted is among them, and nothing of another user ever is.
   */
  public int unchangedIn(List<Message> came) {
    int most = forgiven.isEmpty() ? Math.min(basis, came.size()) : 0;
    int same = 0;
    while (same < most && inOrder.get(same).message().isVery(came.get(same))) {
      same++;
    }
    return same;
  }

  /** Whether the last history had the message at that place: all that it tells of it is known. */
  public boolean wasShown(int rank) {
    return rank < basis;
  }

  public @Nullable Owed find(String id) {
    int rank = rankOf(id);
    return rank < 0 ? null : inOrder.get(rank);
  }

  /** Whether no message of that id was ever sent or shown. */
  boolean isNew(String id) {
    return !ranks.containsKey(id) && !indeterminate.containsKey(id);
  }

  public @Nullable Indeterminate indeterminate(String id) {
    return indeterminate.get(id);
  }

  public Collection<Indeterminate> indeterminate() {
    return indeterminate.values();
  }

  public boolean anyInFlight() {
    for (Indeterminate message : indeterminate.values()) {
      if (message.inFlight()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a message that may have arrived brought an entry of memory with that value. */
  public boolean mayBring(MemoryKind kind, String key, String value) {
    for (Indeterminate message : indeterminate.values()) {
      String its = kind.of(message.memory()).get(key);
      if (its != null && Scalar.same(its, value)) {
        return true;
      }
    }
    return false;
  }

  /** A message goes out, or goes out again. */
  void sent(Message outgoing, Memory memory, boolean replyExpected, long version) {
    Indeterminate before = indeterminate.get(outgoing.id());
    Message message = before == null ? outgoing : before.message();
    int after = before == null ? inOrder.size() : before.after();
    long order = before == null ? sent++ : -1;
    long floor = before == null ? version : before.floor();
    indeterminate.put(
        message.id(), new Indeterminate(message, memory, replyExpected, after, order, floor, true));
  }

  /** From now on the message is owed; one that is numbered stands where its number says. */
  public void owe(Message message, long version) {
    indeterminate.remove(message.id());
    lostSince.remove(message.id());
    boolean misplaced =
        message.seq() > 0
            && inOrder.size() > basis
            && inOrder.get(inOrder.size() - 1).message().seq() > message.seq();
    ranks.put(message.id(), inOrder.size());
    inOrder.add(new Owed(message, version));
    if (misplaced) {
      // Only what was pushed since can have been overtaken; what came in a history has its place.
      inOrder
          .subList(basis, inOrder.size())
          .sort(Comparator.comparingLong(owed -> owed.message().seq()));
      rank(basis);
    }
  }

  /** Whether a history overtook the ack of this message, which is then no second one. Once only. */
  public boolean takeOvertaken(String id) {
    return overtaken.remove(id);
  }

  /** On another connection nothing is acknowledged that was on its way to this one. */
  public void connectionLost() {
    overtaken.clear();
  }

  /** What came besides what is owed, or otherwise than it, and was reported. */
  public Forgiven<Message> forgiven() {
    return forgiven;
  }

  /** Whether a text is known under any id. */
  public boolean knowsText(String content) {
    return inOrder.stream().anyMatch(owed -> owed.message().content().equals(content))
        || indeterminate.values().stream()
            .anyMatch(message -> message.message().content().equals(content));
  }

  /**
   * Takes what came as what is owed from now on. What was owed stays owed as it was; if it did not
   * come, it may come again: it becomes indeterminate, as what was in flight remains. What nothing
   * led to is forgiven.
   *
   * @param led the ids of the messages that are rightly there
   * @param reconnected whether what is in flight was sent on a connection that is gone
   * @param awaited whether a message of that id waits for its answer
   * @return what was indeterminate and is now known to be there
   */
  public List<Indeterminate> adopt(
      ServerEvent.History came, Set<String> led, boolean reconnected, Predicate<String> awaited) {
    int kept = keptBy(came, led);
    List<Message> changed = came.messages().subList(kept, came.messages().size());
    List<Indeterminate> found = new ArrayList<>();
    List<Owed> before = List.copyOf(inOrder.subList(kept, inOrder.size()));
    Arrangement<Owed> arrangement = new Arrangement<>(kept - 1);
    Set<String> placed = new HashSet<>();
    for (Message message : changed) {
      String id = message.id();
      if (led.contains(id) && placed.add(id)) {
        Indeterminate maybe = indeterminate.remove(id);
        if (maybe != null) {
          found.add(maybe);
          if (!reconnected && maybe.inFlight()) {
            overtaken.add(id);
          }
        }
        place(message, maybe, came.version(), arrangement);
      }
    }
    before.forEach(owed -> ranks.remove(owed.message().id()));
    inOrder.subList(kept, inOrder.size()).clear();
    inOrder.addAll(arrangement.inOrder());
    basis = inOrder.size();
    rank(kept);
    if (reconnected) {
      indeterminate.replaceAll((id, message) -> message.landed());
    }
    for (Owed owed : before) {
      String id = owed.message().id();
      if (!ranks.containsKey(id)) {
        lostSince.put(id, owed.version());
        indeterminate.put(
            id,
            new Indeterminate(owed.message(), Memory.EMPTY, awaited.test(id), 0, -1, -1, false));
      }
    }
    List<String> otherOrder = new ArrayList<>(arrangement.otherOrder());
    if (!otherOrder.isEmpty()) {
      otherOrder.addAll(0, came.messages().subList(0, kept).stream().map(Message::id).toList());
    }
    forgive(changed, otherOrder);
    return found;
  }

  /**
   * How many of the first messages stay owed as they are, whatever follows them: none where one of
   * them comes again, or is now said to be older than it was.
   */
  private int keptBy(ServerEvent.History came, Set<String> led) {
    List<Message> messages = came.messages();
    int kept = unchangedIn(messages);
    for (int at = 0; at < kept; at++) {
      Owed owed = inOrder.get(at);
      if (!led.contains(owed.message().id())
          || earlier(owed.version(), came.version()) != owed.version()) {
        return 0;
      }
    }
    for (int at = kept; at < messages.size(); at++) {
      int rank = rankOf(messages.get(at).id());
      if (rank >= 0 && rank < kept) {
        return 0;
      }
    }
    return kept;
  }

  private void place(
      Message came, @Nullable Indeterminate maybe, long version, Arrangement<Owed> arrangement) {
    int rank = rankOf(came.id());
    if (rank >= 0) {
      Owed before = inOrder.get(rank);
      long since = earlier(before.version(), version);
      boolean same =
          wasShown(rank) && before.message().isSameAs(came) && before.message().seq() > 0;
      // Of two that are equal the one that came, which may come again as the very same object.
      Message owed =
          same && !before.message().equals(came)
              ? before.message()
              : asOwed(before.message(), came, wasShown(rank));
      arrangement.known(rank, came.id(), new Owed(owed, since));
    } else if (maybe != null) {
      Long lost = lostSince.remove(came.id());
      long since = lost == null ? version : earlier(lost, version);
      arrangement.fresh(
          maybe.after() - 1, came.id(), new Owed(asOwed(maybe.message(), came, false), since));
    } else {
      String question = came.inReplyTo();
      arrangement.fresh(
          question == null ? -1 : rankOf(question), came.id(), new Owed(came, version));
    }
  }

  /**
   * Every history from the first that held a message on must hold it, also one that lost it since.
   */
  private static long earlier(long before, long version) {
    return version < 0 ? before : Math.min(before, version);
  }

  /** What was known stays as it was; what it had no number or time for, the server adds. */
  private static Message asOwed(Message known, Message came, boolean shown) {
    boolean same = shown ? known.isSameAs(came) : known.saysSameAs(came);
    if (same && known.numberedAs(came)) {
      return came;
    }
    return new Message(
        known.seq() > 0 ? known.seq() : came.seq(),
        known.id(),
        known.role(),
        known.content(),
        known.inReplyTo(),
        shown || known.at() != Message.UNTIMED ? known.at() : came.at());
  }

  private void forgive(List<Message> came, List<String> otherOrder) {
    forgiven.clear();
    Set<String> seen = new HashSet<>();
    for (Message message : came) {
      String id = message.id();
      if (!seen.add(id)) {
        forgiven.copy(id);
      }
      Owed owed = find(id);
      if (owed == null
          || !owed.message().isSameAs(message)
          || !owed.message().numberedAs(message)) {
        forgiven.form(id, message);
      }
    }
    forgiven.order(otherOrder);
  }

  void clear() {
    inOrder.clear();
    ranks.clear();
    indeterminate.clear();
    lostSince.clear();
    overtaken.clear();
    forgiven.clear();
    basis = 0;
  }

  private void rank(int from) {
    for (int rank = from; rank < inOrder.size(); rank++) {
      ranks.put(inOrder.get(rank).message().id(), rank);
    }
  }
}
