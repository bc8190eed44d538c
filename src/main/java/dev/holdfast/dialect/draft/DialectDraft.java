package dev.holdfast.dialect.draft;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A first draft of a dialect file, from a document of AsyncAPI. It compiles; what it guessed or
 * could not know is marked for a person to go through.
 */
public final class DialectDraft {

  private static final String ASK = " # ?";
  private static final String INDENT = "  ";

  private final AsyncApi document;
  private final List<DescribedMessage> ofServer;
  private final List<DescribedMessage> ofClient;

  private DialectDraft(AsyncApi document) {
    this.document = document;
    this.ofServer = document.messages().stream().filter(DescribedMessage::fromServer).toList();
    this.ofClient = document.messages().stream().filter(each -> !each.fromServer()).toList();
  }

  /**
   * The text of the file.
   *
   * @param asyncApi a document of version 3, YAML or JSON, that describes the server
   * @throws IllegalArgumentException if it is none, or describes no message
   */
  public static String of(String asyncApi) {
    DialectDraft draft = new DialectDraft(AsyncApi.read(asyncApi));
    if (draft.ofServer.isEmpty() && draft.ofClient.isEmpty()) {
      throw new IllegalArgumentException(
          "must have operations with messages: what the server sends and receives, got: none");
    }
    return draft.text();
  }

  private String text() {
    List<String> lines = new ArrayList<>();
    lines.add("# A draft from the AsyncAPI document of " + oneLine(document.title()) + ".");
    lines.add("# What is guessed, or not in the document, is marked with a question mark. Then:");
    lines.add("#   holdfast dialect check THIS_FILE --target ws://HOST:PORT");
    lines.add("");
    lines.add(
        "# How a user comes by a token; without it, users bring tokens in a holdfast.users-file?");
    lines.add("# session { request { path = \"/login\" }, take { token = \"/token\" } }");
    connect(lines);
    send(lines);
    boolean pong = rules(lines);
    client(Guess::pings)
        .filter(ping -> pong)
        .ifPresent(ping -> lines.add("ping { frame = " + frame(ping) + " }" + from(ping)));
    lines.add("# How the history is fetched, and where its items have their parts?");
    lines.add("state {");
    lines.add("  http { path = \"/history\", headers { Authorization = \"Bearer {{token}}\" } }");
    lines.add("  items = \"/messages\"");
    lines.add("  item { id = \"/id\", text = \"/text\" }");
    lines.add("}");
    lines.add("claims { own = exactly-once, order = all }" + ASK);
    return String.join("\n", lines) + "\n";
  }

  private void connect(List<String> lines) {
    lines.add("connect {");
    String path = document.path();
    lines.add("  path = " + quoted(path) + (path.contains("{") ? ASK : ""));
    lines.add("  headers { Authorization = \"Bearer {{token}}\" }" + ASK);
    client(Guess::introduces)
        .ifPresent(hello -> lines.add("  hello = " + helloFrame(hello) + ASK + from(hello)));
    if (rulesOf("greeting").isEmpty() && client(Guess::introduces).isEmpty()) {
      lines.add("  greeted-by-upgrade = true" + ASK + " or which message greets?");
    }
    lines.add("}");
  }

  /** A client that introduces itself says neither an id nor a text. */
  private static String helloFrame(DescribedMessage hello) {
    return frame(hello).replace("{{json id}}", "\"\"").replace("{{json text}}", "\"\"");
  }

  private void send(List<String> lines) {
    Optional<DescribedMessage> said = client(Guess::says).or(() -> client(name -> true));
    if (said.isEmpty()) {
      lines.add("# No message of the client is described?");
      lines.add("send { frame = \"\"\"{\"id\":{{json id}},\"text\":{{json text}}}\"\"\" }");
      return;
    }
    ofClient.stream()
        .filter(each -> !each.equals(said.get()))
        .forEach(
            each -> lines.add("# The client may also send " + each.name() + ": " + frame(each)));
    lines.add("send { frame = " + frame(said.get()) + " }" + ASK + from(said.get()));
  }

  /** Whether a sign of life is among them. */
  private boolean rules(List<String> lines) {
    lines.add("frames = [");
    List<DescribedMessage> ordered = new ArrayList<>(ofServer);
    // Of two that take the same, the narrower must come first.
    ordered.sort(Comparator.comparingInt(each -> -each.constants().size()));
    ordered.forEach(each -> lines.add(rule(each)));
    if (rulesOf("ack").isEmpty()) {
      lines.add(
          "  { when { \"/type\" = ack }, is = ack, id = \"/id\" }" + ASK + " what acknowledges?");
    }
    if (rulesOf("greeting").isEmpty() && client(Guess::introduces).isPresent()) {
      lines.add("  { when { \"/type\" = welcome }, is = greeting }" + ASK + " what greets?");
    }
    lines.add("]");
    return !rulesOf("pong").isEmpty();
  }

  private String rule(DescribedMessage message) {
    String when = when(message);
    if (when.isEmpty()) {
      return "  # " + oneLine(message.name()) + ": how is it told from others?";
    }
    String is = kind(message);
    StringBuilder rule = new StringBuilder("  { when { " + when + " }, is = " + is);
    if (is.equals("ack")) {
      rule.append(", id = ").append(quoted(place(message, Guess.ACKNOWLEDGED)));
    } else if (is.equals("message")) {
      message.place(Guess.IDS).ifPresent(id -> rule.append(", id = ").append(quoted(id)));
      rule.append(", text = ").append(quoted(place(message, Guess.TEXTS)));
    } else if (is.equals("refused")) {
      message
          .place(List.of("code", "error", "reason"))
          .ifPresent(code -> rule.append(", id = ").append(quoted(code)));
    } else if (is.equals("ping")) {
      rule.append(", reply = ")
          .append(client(Guess::pongs).map(DialectDraft::helloFrame).orElse("\"\""));
    }
    return rule + " }" + ASK + from(message);
  }

  private List<DescribedMessage> rulesOf(String kind) {
    return ofServer.stream()
        .filter(each -> !when(each).isEmpty() && kind(each).equals(kind))
        .toList();
  }

  /** What it is by its name, if it has what that needs. */
  private String kind(DescribedMessage message) {
    String kind = Guess.kind(message.name()).orElse("nothing");
    boolean whole =
        switch (kind) {
          case "ack" -> message.place(Guess.ACKNOWLEDGED).isPresent();
          case "message" -> message.place(Guess.TEXTS).isPresent();
          case "ping" -> client(Guess::pongs).isPresent();
          default -> true;
        };
    return whole ? kind : "nothing";
  }

  private static String place(DescribedMessage message, List<String> names) {
    return message.place(names).orElseThrow();
  }

  private static String when(DescribedMessage message) {
    List<String> conditions = new ArrayList<>();
    for (Map.Entry<String, String> each : message.constants().entrySet()) {
      conditions.add(quoted(each.getKey()) + " = " + quoted(each.getValue()));
    }
    if (conditions.isEmpty()) {
      message.firstPlaces().forEach(each -> conditions.add(quoted(each) + " = \"*\""));
    }
    return String.join(", ", conditions);
  }

  private Optional<DescribedMessage> client(Predicate<String> named) {
    return ofClient.stream().filter(each -> named.test(each.name())).findFirst();
  }

  private static String frame(DescribedMessage message) {
    return "\"\"\"" + Guess.frame(message.payload()) + "\"\"\"";
  }

  private static String from(DescribedMessage message) {
    return " " + INDENT + "# " + oneLine(message.name());
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
