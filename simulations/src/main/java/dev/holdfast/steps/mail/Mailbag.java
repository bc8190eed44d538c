package dev.holdfast.steps.mail;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.ServerEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of the notifications left for one user must come, what came, and what of it is wrong.
 *
 * <p>Used by its virtual user's event loop only.
 */
final class Mailbag {

  private static final long UNSET = Long.MIN_VALUE;

  private final Set<String> settled = new HashSet<>();
  private final Set<String> unsettled = new HashSet<>();
  private final Map<String, String> withheld = new HashMap<>();
  private final Map<String, String> contents = new HashMap<>();
  private final List<List<String>> toCome = new ArrayList<>();
  private final List<ServerEvent.Notified> arrived = new ArrayList<>();
  private final List<Finding> answers = new ArrayList<>();
  private long greeted = UNSET;
  private long last = UNSET;

  /** Its user is away, and this is being left. */
  void expect(Mailing mailing) {
    greeted = UNSET;
    last = UNSET;
    mailing.toCome().forEach(ids -> toCome.add(new ArrayList<>(ids)));
    for (int place = 0; place < mailing.kind().letters(); place++) {
      contents.put(mailing.id(place), mailing.content(place));
      if (!mustCome(mailing.id(place))) {
        withheld.put(mailing.id(place), mailing.kind().otherwise());
      }
    }
  }

  /** A letter was not taken in although it should have been: nobody owes it. */
  void notTakenIn(String id, String answer) {
    answers.add(new Finding(Anomaly.NO_ANSWER, id + " taken in", answer));
    toCome.forEach(ids -> ids.remove(id));
  }

  /** A letter was taken in although it should have been refused. */
  void notRefused(String id, String answer) {
    answers.add(new Finding(Anomaly.UNEXPECTED_MESSAGE, id + " refused", answer));
  }

  void heard(ServerEvent event, long now) {
    if (event instanceof ServerEvent.Established) {
      greeted = now;
      // What the connection before brought, and nobody could acknowledge, comes again.
      arrived.removeIf(each -> mustCome(each.messageId()));
    } else if (event instanceof ServerEvent.Notified notified) {
      arrived.add(notified);
      last = mustCome(notified.messageId()) ? now : last;
    }
  }

  /** Whether all that must come has come. */
  boolean isComplete() {
    Set<String> there = new HashSet<>();
    arrived.forEach(notified -> there.add(notified.messageId()));
    return toCome.stream().allMatch(there::containsAll);
  }

  /**
   * How long after the greeting the last of it came, in nanoseconds.
   *
   * @param patience counts where something never came
   */
  long delay(long patience) {
    return isComplete() && greeted != UNSET && last != UNSET
        ? Math.max(0, last - greeted)
        : patience;
  }

  /** The names of all that came and is to be acknowledged, doubles too. */
  List<String> toAcknowledge() {
    return arrived.stream().map(ServerEvent.Notified::messageId).distinct().toList();
  }

  /** How many must come. */
  int owed() {
    return toCome.stream().mapToInt(List::size).sum();
  }

  /**
   * What is wrong with what came; the bag is empty afterwards.
   *
   * @param taken whether the server is known to have taken the acknowledgements of what came
   */
  List<Finding> judge(boolean taken) {
    List<Finding> findings = new ArrayList<>(answers);
    Map<String, ServerEvent.Notified> first = new LinkedHashMap<>();
    for (ServerEvent.Notified notified : arrived) {
      Finding finding = wrong(notified, first.putIfAbsent(notified.messageId(), notified) != null);
      if (finding != null) {
        findings.add(finding);
      }
    }
    for (List<String> inOrder : toCome) {
      ordered(inOrder, List.copyOf(first.keySet()), findings);
    }
    (taken ? settled : unsettled).addAll(first.keySet());
    answers.clear();
    arrived.clear();
    toCome.clear();
    return findings;
  }

  private @Nullable Finding wrong(ServerEvent.Notified notified, boolean again) {
    String id = notified.messageId();
    String content = contents.get(id);
    if (settled.contains(id)) {
      return new Finding(
          Anomaly.DUPLICATED_MESSAGE, id + " no more: it was acknowledged", id + " again");
    }
    if (again) {
      return new Finding(Anomaly.DUPLICATED_MESSAGE, id + " once on a connection", id + " twice");
    }
    if (withheld.containsKey(id)) {
      return new Finding(
          Anomaly.UNEXPECTED_MESSAGE, "no " + id + ": it is " + withheld.get(id), id);
    }
    if (content == null || (!mustCome(id) && !unsettled.contains(id))) {
      return new Finding(Anomaly.UNEXPECTED_MESSAGE, "only what was left", id);
    }
    return content.equals(notified.content())
        ? null
        : new Finding(Anomaly.CORRUPTED_MESSAGE, content, notified.content());
  }

  private static void ordered(List<String> inOrder, List<String> came, List<Finding> findings) {
    List<String> there = came.stream().filter(inOrder::contains).toList();
    for (String id : inOrder) {
      if (!there.contains(id)) {
        findings.add(new Finding(Anomaly.LOST_MESSAGE, "notification " + id, "none of that name"));
      }
    }
    List<String> rightly = inOrder.stream().filter(there::contains).toList();
    if (!there.equals(rightly)) {
      findings.add(
          new Finding(
              Anomaly.REORDERED_MESSAGE, String.join(", ", rightly), String.join(", ", there)));
    }
  }

  private boolean mustCome(String id) {
    return toCome.stream().anyMatch(ids -> ids.contains(id));
  }
}
