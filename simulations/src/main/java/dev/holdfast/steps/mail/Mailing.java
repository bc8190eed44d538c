package dev.holdfast.steps.mail;

import dev.holdfast.continuity.model.Tag;
import java.util.List;

/**
 * One case of mail, as it is left for one user.
 *
 * @param number its number among those of its case in this run, from 1
 * @param tag marks its texts as this user's
 */
record Mailing(MailCase kind, int number, Tag tag) {

  /** The letter's name, which no other of the run has. */
  String id(int place) {
    return kind.id() + "-" + number + "-" + place;
  }

  String content(int place) {
    return tag.mark("A notification, " + id(place) + ".", place);
  }

  /** The body that leaves a letter. */
  String letter(int place) {
    String ttl = kind.isShortLived(place) ? ", \"ttl_ms\": " + MailCase.SHORT_LIFE_MILLIS : "";
    return "{\"message_id\": \""
        + id(place)
        + "\", \"content\": \""
        + content(place)
        + "\", \"priority\": \""
        + kind.priority(place)
        + "\""
        + ttl
        + "}";
  }

  /** The body that sets the mailbox's limits. */
  String limits() {
    return "{\"capacity\": "
        + kind.limits().capacity()
        + ", \"overflow\": \""
        + kind.limits().overflow()
        + "\", \"ttl_ms\": 300000}";
  }

  /** The names of those that must come, in this order within each list. */
  List<List<String>> toCome() {
    return kind.toCome().stream().map(places -> places.stream().map(this::id).toList()).toList();
  }
}
