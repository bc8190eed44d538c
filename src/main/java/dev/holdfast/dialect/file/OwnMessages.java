package dev.holdfast.dialect.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the client has said in a session: by id, by the number of its frame, by the name that its
 * server gave it, and by its text.
 */
final class OwnMessages {

  private final Map<String, Integer> ranks = new HashMap<>();
  private final Map<String, String> byFrame = new HashMap<>();
  private final Map<String, String> byServer = new HashMap<>();
  private final Set<String> named = new HashSet<>();
  private final Map<String, List<String>> byText = new HashMap<>();
  private final Set<String> acknowledged = new HashSet<>();

  /** A message goes out, or goes out again. */
  void said(String id, String text, String frame) {
    byFrame.put(frame, id);
    said(id, text);
  }

  /** The same by no frame. */
  void said(String id, String text) {
    if (ranks.putIfAbsent(id, ranks.size()) == null) {
      byText.computeIfAbsent(text, any -> new ArrayList<>(1)).add(id);
    }
  }

  /** The server calls a message by another id; it may have several, where it was said again. */
  void named(String id, String told) {
    byServer.put(told, id);
    named.add(id);
  }

  /**
   * The id of the message that a server calls so in its history. What it calls by an unknown name
   * is the first message of that text whose name it never told, if there is one.
   */
  String called(String told, String text) {
    String id = byServer.get(told);
    if (id == null && !has(told)) {
      id =
          byText.getOrDefault(text, List.of()).stream()
              .filter(each -> !named.contains(each))
              .findFirst()
              .orElse(null);
      if (id != null) {
        named(id, told);
      }
    }
    return id == null ? told : id;
  }

  /** The server has taken a message over. */
  void acknowledged(String id) {
    acknowledged.add(id);
  }

  boolean has(String id) {
    return ranks.containsKey(id);
  }

  /** Its place among all that was said, from 0; beyond all others where it was not. */
  int rank(String id) {
    return ranks.getOrDefault(id, Integer.MAX_VALUE);
  }

  /**
   * The id that a server means when it acknowledges: a message's own, or that of the frame that
   * brought it. It has given the message no other name yet.
   */
  String acknowledgedBy(String told) {
    return has(told) ? told : byFrame.getOrDefault(told, byServer.getOrDefault(told, told));
  }

  /** The id that a server means afterwards: names of its own may look like numbers of frames. */
  String meant(String told) {
    return has(told) ? told : byServer.getOrDefault(told, byFrame.getOrDefault(told, told));
  }

  /**
   * The id of a message of that text, where those that were acknowledged come first; null where
   * there were not so many.
   *
   * @param before how many of that text stand before it
   * @param repeated whether one too many is the last of them again
   */
  @Nullable String ofText(String text, int before, boolean repeated) {
    List<String> said = byText.getOrDefault(text, List.of());
    List<String> ids = said;
    if (said.size() > 1) {
      ids = new ArrayList<>(said);
      ids.sort((one, other) -> Boolean.compare(isOpen(one), isOpen(other)));
    }
    if (before < ids.size()) {
      return ids.get(before);
    }
    return repeated && !ids.isEmpty() ? ids.get(ids.size() - 1) : null;
  }

  private boolean isOpen(String id) {
    return !acknowledged.contains(id);
  }
}
