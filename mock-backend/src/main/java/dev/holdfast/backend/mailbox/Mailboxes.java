package dev.holdfast.backend.mailbox;

import dev.holdfast.backend.store.KeyValueStore;
import dev.holdfast.backend.store.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * All mailboxes, kept where sessions are kept: what was taken in is there until it is acknowledged,
 * has expired, was dropped for want of room, or its session is forgotten.
 */
public final class Mailboxes {
  private final KeyValueStore<Mailbox> boxes;
  private final MailboxLimits standard;
  private final Lifetime lifetime;
  private final InstantSource clock;

  /**
   * The mailboxes of a storage.
   *
   * @param standard holds for those that have no limits of their own
   */
  public Mailboxes(
      Storage storage, MailboxLimits standard, Lifetime lifetime, InstantSource clock) {
    this.boxes = storage.keyValues("mailboxes", Mailbox.class);
    this.standard = standard;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /**
   * Takes a letter in, once, as the mailbox's limits have it.
   *
   * @return how many wait now; empty if it was refused because the mailbox is full
   */
  public OptionalInt leave(String sessionId, Letter letter) {
    Mailbox after = change(sessionId, box -> taken(box, letter));
    boolean refused =
        limitsOf(after).overflow() == Overflow.REJECT && !after.knows(letter.messageId());
    return refused ? OptionalInt.empty() : OptionalInt.of(after.waiting().size());
  }

  /** Gives one mailbox limits of its own, which hold for what arrives from now on. */
  public void limit(String sessionId, MailboxLimits limits) {
    change(sessionId, box -> box.limitedTo(limits));
  }

  /** What a mailbox holds. */
  public MailboxState state(String sessionId) {
    Mailbox box = fresh(sessionId);
    return new MailboxState(box.waiting().size(), limitsOf(box));
  }

  /**
   * What is to be delivered, the most urgent first.
   *
   * @param after only what was left after the so-manyth; 0 for all
   */
  public List<Notification> due(String sessionId, long after) {
    return fresh(sessionId).after(after);
  }

  /** A notification has arrived, and is not delivered again; does nothing if it is not there. */
  public void acknowledged(String sessionId, String messageId) {
    // Most sessions have no mailbox, and none gets one by an acknowledgement.
    if (boxes.get(sessionId).isPresent()) {
      change(sessionId, box -> box.without(messageId));
    }
  }

  /** Removes what has expired, and the mailboxes of sessions that are not known. */
  public void purge(Predicate<String> known) {
    Set<String> due = new HashSet<>();
    Instant now = clock.instant();
    boxes.each(
        (sessionId, box) -> {
          if (!known.test(sessionId) || !box.freshAt(now).equals(box)) {
            due.add(sessionId);
          }
        });
    for (String sessionId : due) {
      boxes.change(
          sessionId,
          before -> known.test(sessionId) ? before.map(box -> box.freshAt(now)) : Optional.empty());
    }
  }

  /** How many there are. */
  public long count() {
    return boxes.size();
  }

  private Mailbox taken(Mailbox box, Letter letter) {
    if (box.knows(letter.messageId())) {
      return box;
    }
    MailboxLimits limits = limitsOf(box);
    Instant now = clock.instant();
    Duration promised = Duration.ofMillis(letter.ttlMillis().orElse(limits.ttlMillis()));
    return box.with(
        new Notification(
            box.left() + 1,
            letter.messageId(),
            letter.content(),
            letter.priority(),
            now,
            now.plus(lifetime.of(letter.messageId(), promised))),
        limits);
  }

  private Mailbox change(String sessionId, UnaryOperator<Mailbox> change) {
    return boxes
        .change(
            sessionId,
            before ->
                Optional.of(change.apply(before.orElse(Mailbox.EMPTY).freshAt(clock.instant()))))
        .after()
        .orElse(Mailbox.EMPTY);
  }

  private Mailbox fresh(String sessionId) {
    return boxes.get(sessionId).orElse(Mailbox.EMPTY).freshAt(clock.instant());
  }

  private MailboxLimits limitsOf(Mailbox box) {
    return Objects.requireNonNullElse(box.limits(), standard);
  }
}
