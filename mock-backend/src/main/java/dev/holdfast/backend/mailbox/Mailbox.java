package dev.holdfast.backend.mailbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one session, as a value.
 *
 * @param limits its own; null for the backend's
 * @param left how many were ever taken in
 * @param waiting in the order in which they came
 * @param gone the ids of the last that left, acknowledged, expired or dropped: none of them is
 *     taken in again
 */
record Mailbox(
    @Nullable MailboxLimits limits, long left, List<Notification> waiting, List<String> gone) {
  /** So many are remembered; who repeats itself does so soon. */
  private static final int REMEMBERED = 256;

  static final Mailbox EMPTY = new Mailbox(null, 0, List.of(), List.of());

  Mailbox {
    waiting = List.copyOf(waiting);
    gone = List.copyOf(gone);
  }

  /** Has what arrives from now on keep to these limits; what waits already stays. */
  Mailbox limitedTo(MailboxLimits own) {
    return new Mailbox(own, left, waiting, gone);
  }

  /** With one more, as its limits have it; it must not be known, nor anything expired be left. */
  Mailbox with(Notification arrived, MailboxLimits inForce) {
    List<Notification> kept = new ArrayList<>(waiting);
    List<String> dropped = new ArrayList<>();
    if (inForce.overflow() == Overflow.DROP_OLDEST) {
      while (kept.size() >= inForce.capacity()) {
        dropped.add(kept.remove(0).messageId());
      }
    }
    if (kept.size() >= inForce.capacity()) {
      return this;
    }
    kept.add(arrived);
    return new Mailbox(limits, arrived.number(), kept, remembering(dropped));
  }

  /** Without that one; the same if it is not there. */
  Mailbox without(String messageId) {
    List<Notification> kept =
        waiting.stream().filter(each -> !each.messageId().equals(messageId)).toList();
    return kept.size() == waiting.size()
        ? this
        : new Mailbox(limits, left, kept, remembering(List.of(messageId)));
  }

  /** Without what has expired. */
  Mailbox freshAt(Instant now) {
    List<String> stale =
        waiting.stream().filter(each -> !each.freshAt(now)).map(Notification::messageId).toList();
    return stale.isEmpty()
        ? this
        : new Mailbox(
            limits,
            left,
            waiting.stream().filter(each -> each.freshAt(now)).toList(),
            remembering(stale));
  }

  /** Whether that one waits, or did not long ago. */
  boolean knows(String messageId) {
    return gone.contains(messageId)
        || waiting.stream().anyMatch(each -> each.messageId().equals(messageId));
  }

  /** What came after the so-manyth, the most urgent first, and the older of two that are alike. */
  List<Notification> after(long number) {
    return waiting.stream()
        .filter(each -> each.number() > number)
        .sorted(Comparator.comparing(Notification::priority))
        .toList();
  }

  private List<String> remembering(List<String> ids) {
    List<String> all = new ArrayList<>(gone);
    all.addAll(ids);
    return all.subList(Math.max(0, all.size() - REMEMBERED), all.size());
  }
}
