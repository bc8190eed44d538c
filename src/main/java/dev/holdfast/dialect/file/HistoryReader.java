package dev.holdfast.dialect.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.file.rules.Incoming;
import dev.holdfast.dialect.file.rules.KnownItems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the items of a history, page by page, in the order in which they were said. */
final class HistoryReader {

  /** Characters of a document; what is shorter is read as fast as it is compared. */
  private static final int WORTH_KNOWING = 512;

  private final HistoryPlan plan;
  private final Claims claims;
  private final OwnMessages own;
  private final boolean namesByServer;
  private final KnownItems known;
  private final List<JsonNode> items = new ArrayList<>();
  private List<Message> last = List.of();
  private @Nullable String lastCursor;

  HistoryReader(Spoken spoken, OwnMessages own) {
    this.plan = spoken.history();
    this.claims = spoken.claims();
    this.own = own;
    this.namesByServer = spoken.namesByServer();
    this.known = new KnownItems(plan.items(), WORTH_KNOWING);
  }

  /** A new history begins. */
  void begin() {
    items.clear();
    lastCursor = null;
  }

  /** The JSON of a text that may be a history, of which some may be known. */
  JsonNode json(String text) {
    return known.apply(text);
  }

  /** The history that a message is. */
  ServerEvent whole(Incoming message, UnaryOperator<@Nullable String> values) {
    begin();
    ServerEvent unreadable = page(message.json());
    return unreadable == null ? history(values) : unreadable;
  }

  /** Takes a page in; what is wrong if it holds no list of items. */
  @Nullable ServerEvent page(JsonNode document) {
    if (!takes(document)) {
      return new ServerEvent.Unreadable("a history must have items at " + plan.items());
    }
    // Where the newest comes first, no list begins as the one before.
    if (!plan.newestFirst()) {
      known.told();
    }
    return null;
  }

  private boolean takes(JsonNode document) {
    JsonNode list = plan.items().node(document);
    JsonNode keys = plan.keys() == null ? list : plan.keys().node(document);
    if (list == null || keys == null || !keys.isArray()) {
      return false;
    }
    for (JsonNode key : keys) {
      JsonNode item = plan.keys() == null ? key : list.get(key.asText());
      if (item == null) {
        return false;
      }
      items.add(item);
    }
    return true;
  }

  /** The cursor of the page after that; null where there is none, or none that leads on. */
  @Nullable String cursor(JsonNode document) {
    String next = plan.next() == null ? null : plan.next().in(document);
    JsonNode list = plan.items().node(document);
    boolean leadsOn =
        next != null
            && !next.isEmpty()
            && !next.equals("false")
            && !next.equals(lastCursor)
            && list != null
            && !list.isEmpty();
    lastCursor = next;
    return leadsOn ? next : null;
  }

  /** All pages together. */
  ServerEvent history(UnaryOperator<@Nullable String> values) {
    List<JsonNode> ordered = new ArrayList<>(items);
    items.clear();
    if (plan.newestFirst()) {
      Collections.reverse(ordered);
    }
    Map<String, Integer> texts = new HashMap<>();
    Set<Message> seen = new HashSet<>();
    List<Message> messages = new ArrayList<>();
    for (JsonNode item : ordered) {
      if (!plan.when().holds(new Incoming("", item), values)) {
        continue;
      }
      Message message = message(item, texts, values);
      if (message == null) {
        return new ServerEvent.Unreadable("an item of the history has no " + plan.id());
      }
      boolean again = !seen.add(message) && own.has(message.id());
      if (isOfTheSession(message) && !(again && claims.mayRepeat())) {
        messages.add(asBefore(message, messages.size()));
      }
    }
    if (!claims.ordered()) {
      messages.sort(Comparator.comparingInt(message -> own.rank(questionOf(message))));
    }
    last = claims.ordered() ? List.copyOf(messages) : List.of();
    return new ServerEvent.History(messages, -1);
  }

  /** The very object that the history before had there, if it is equal: it is not judged twice. */
  private Message asBefore(Message message, int at) {
    return at < last.size() && last.get(at).equals(message) ? last.get(at) : message;
  }

  /** An answer belongs to its question. */
  private static String questionOf(Message message) {
    return message.inReplyTo() == null ? message.id() : message.inReplyTo();
  }

  private boolean isOfTheSession(Message message) {
    return !plan.shared() || own.has(questionOf(message));
  }

  private @Nullable Message message(
      JsonNode item, Map<String, Integer> texts, UnaryOperator<@Nullable String> values) {
    String told = plan.text().in(item);
    String text = told == null ? "" : told;
    boolean agents =
        plan.agent().map(agent -> agent.holds(new Incoming("", item), values)).orElse(false);
    String id = plan.id() == null ? byText(text, texts) : plan.id().in(item);
    if (id == null) {
      return null;
    }
    if (namesByServer && !agents) {
      id = own.called(id, text);
    }
    String to = plan.to() == null ? null : plan.to().in(item);
    if (namesByServer && to != null) {
      to = own.meant(to);
    }
    return new Message(0, id, agents ? Role.AGENT : Role.USER, text, agents ? to : null);
  }

  /** The id of the message that said that, where items tell none. */
  private String byText(String text, Map<String, Integer> texts) {
    int before = texts.merge(text, 1, Integer::sum) - 1;
    String said = own.ofText(text, before, claims.mayRepeat());
    return said == null ? "text-" + Integer.toHexString(text.hashCode()) + "-" + before : said;
  }
}
