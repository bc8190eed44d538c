package dev.holdfast.dialect.file;

import com.typesafe.config.Config;
import dev.holdfast.dialect.PayloadKind;
import dev.holdfast.dialect.file.rules.Condition;
import dev.holdfast.dialect.file.rules.Expression;
import dev.holdfast.dialect.file.rules.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compiles a dialect file, and tells each mistake with its place. */
final class Compiler {

  private static final String USER = "user";
  private static final String TOKEN = "token";
  private static final String JSON_BODY = "application/json";

  private final String name;
  private final Section root;
  private final Set<String> known = new LinkedHashSet<>(List.of(USER, TOKEN));

  private Compiler(String name, Section root) {
    this.name = name;
    this.root = root;
  }

  /**
   * Compiles a file that was read.
   *
   * @param name by which it is shown
   * @throws IllegalArgumentException if it says something that makes no sense; the text begins with
   *     file and line
   */
  static Spoken compile(String name, Config file) {
    return new Compiler(name, Section.of(name, file)).spoken();
  }

  private Spoken spoken() {
    root.allow(DialectEntry.FILE.names());
    Spoken.@Nullable Login login = root.section("session").map(this::login).orElse(null);
    List<Section> frames = root.sections("frames");
    RuleCompiler rules = new RuleCompiler(known);
    // What any message is kept of may stand in every text, wherever that is.
    frames.forEach(rules::learn);
    Section connect = required("connect", "how a connection is asked for");
    connect.allow(DialectEntry.CONNECT.names());
    Section send = required("send", "how a message goes");
    Spoken.Saying saying = saying(send);
    HistoryPlan history = root.section("state").map(this::history).orElse(HistoryPlan.ABSENT);
    Spoken spoken =
        new Spoken(
            name,
            login,
            path(connect, known),
            Texts.templates(connect.section("headers"), known),
            connect.texts("subprotocols"),
            connect.has("hello") ? Texts.template(connect, "hello", with("n")) : null,
            Texts.list(connect, "then", with("n")),
            connect.flag("greeted-by-upgrade"),
            closeCode(connect),
            stateful(connect),
            root.oneOf("framing", Framing.class).orElse(Framing.TEXT),
            root.oneOf("sends", PayloadKind.class).orElse(PayloadKind.TEXT),
            root.oneOf("receives", PayloadKind.class).orElse(PayloadKind.TEXT),
            saying,
            root.section("ping").map(this::ping).orElse(null),
            root.section("keep-alive").map(this::keepAlive).orElse(null),
            frames.stream().map(rules::rule).toList(),
            history,
            root.section("others").map(this::others).orElse(null),
            root.section("claims")
                .map(claims -> ClaimsReader.read(claims, root.has("others")))
                .orElse(Claims.STRICT));
    requireWhole(spoken);
    return spoken;
  }

  private static int closeCode(Section connect) {
    String code = connect.optionalText("close-code").orElse("1000");
    if (!code.matches("1000|[34][0-9]{3}|5000")) {
      throw connect.refused("close-code", "1000, or from 3000 to 5000", code);
    }
    return Integer.parseInt(code);
  }

  private static boolean stateful(Section connect) {
    return connect.oneOf("stateful", Stateful.class).isPresent();
  }

  /** By whose rules a connection comes back. */
  private enum Stateful {
    SIGNALR
  }

  private Section required(String key, String what) {
    return root.section(key)
        .orElseThrow(() -> root.refused("must have a section " + key + ": " + what));
  }

  private Template ping(Section ping) {
    ping.allow(DialectEntry.PING.names());
    return Texts.template(ping, "frame", with("n"));
  }

  private Spoken.Saying saying(Section send) {
    send.allow(DialectEntry.SEND.names());
    if (send.has("frame") == send.has("http")) {
      throw send.refused("must have either frame or http: how a message goes");
    }
    if (send.has("id") && send.has("frame")) {
      throw send.refused(
          "id", "absent beside frame: an acknowledgement names the message", send.text("id"));
    }
    return new Spoken.Saying(
        send.has("frame") ? Texts.template(send, "frame", with("n", "id", "text", "reply")) : null,
        send.section("http").map(this::message).orElse(null),
        optional(send, "id"));
  }

  private RequestPlan message(Section http) {
    RequestPlan request = call(http, DialectEntry.SEND_HTTP, with("id", "text", "reply"));
    if (!request.names().contains("text")) {
      throw http.refused("must name {{text}}: what is said");
    }
    return request;
  }

  private Spoken.KeepAlive keepAlive(Section keepAlive) {
    keepAlive.allow(DialectEntry.KEEP_ALIVE.names());
    Section client =
        keepAlive
            .section("client")
            .orElseThrow(() -> keepAlive.refused("must have a section client: what it sends"));
    client.allow(DialectEntry.KEEP_ALIVE_CLIENT.names());
    Duration every = client.duration("every").orElse(Duration.ZERO);
    if (every.isZero() || every.isNegative()) {
      throw client.refused(
          "every",
          "a duration above 0, such as 30s",
          client.optionalText("every").orElse("nothing"));
    }
    return new Spoken.KeepAlive(every, Texts.template(client, "send", with("n")));
  }

  private Spoken.Login login(Section session) {
    session.allow(DialectEntry.SESSION.names());
    Section request =
        session
            .section("request")
            .orElseThrow(() -> session.refused("must have a section request"));
    request.allow(DialectEntry.REQUEST.names());
    String method = request.optionalText("method").orElse("POST");
    if (!method.equals("POST")) {
      throw request.refused("method", "POST, with a body of JSON", method);
    }
    Map<String, Expression> take = session.section("take").map(Texts::places).orElse(Map.of());
    if (!take.containsKey(TOKEN)) {
      throw session.refused("must have take { token = … }: where the answer has the token");
    }
    for (String name : take.keySet()) {
      if (RuleCompiler.RESERVED.contains(name) && !name.equals(TOKEN) && !name.equals(USER)) {
        throw session.refused(
            "must keep " + name + " under another name: the client gives that one itself");
      }
    }
    known.addAll(take.keySet());
    return new Spoken.Login(
        request.text("path"),
        request.has("body")
            ? Texts.anyTemplate(request, "body")
            : Template.of("{\"user\":{{json user}}}"),
        take);
  }

  private HistoryPlan history(Section state) {
    state.allow(DialectEntry.STATE.names());
    if (state.has("frame") == state.has("http")) {
      throw state.refused("must have either frame or http: how the history is asked for");
    }
    Section item =
        state.section("item").orElseThrow(() -> state.refused("must have a section item"));
    item.allow(DialectEntry.ITEM.names());
    Expression next = optional(state, "next");
    if (next != null && state.has("frame")) {
      throw state.refused(
          "next", "absent beside frame: pages come over http alone", next.toString());
    }
    return new HistoryPlan(
        state.has("frame") ? Texts.template(state, "frame", with("n")) : null,
        state
            .section("http")
            .map(http -> call(http, DialectEntry.HTTP, with("cursor")))
            .orElse(null),
        Texts.place(state, "items"),
        state.oneOf("order", Order.class).orElse(Order.OLDEST_FIRST) == Order.NEWEST_FIRST,
        item.section("when")
            .map(when -> Texts.condition(when, null, known))
            .orElse(new Condition(List.of())),
        optional(item, "id"),
        Texts.place(item, "text"),
        item.section("agent").map(agent -> Texts.condition(agent, null, known)),
        optional(item, "to"),
        state.flag("shared"),
        optional(state, "keys"),
        next);
  }

  /** In which order a list of items stands. */
  private enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST
  }

  private Spoken.Others others(Section others) {
    others.allow(DialectEntry.OTHERS.names());
    if (others.has("frame") == others.has("http")) {
      throw others.refused("must have either http or frame: how another speaks");
    }
    if (others.has("frame")) {
      List<Template> frames = Texts.list(others, "frame", with("n", "id", "text"));
      if (frames.stream().noneMatch(frame -> frame.names().contains("text"))) {
        throw others.mistake("frame", "must name {{text}}: what the other says");
      }
      if (frames.stream()
          .noneMatch(frame -> frame.names().contains("id") || frame.names().contains("n"))) {
        throw others.mistake(
            "frame", "must name {{id}} or {{n}}: by which the server acknowledges it");
      }
      return new Spoken.Others(null, frames);
    }
    Section http = others.section("http").orElseThrow();
    RequestPlan request = call(http, DialectEntry.OTHERS_HTTP, with("id", "text"));
    if (!request.names().contains("text")) {
      throw http.refused("must name {{text}}: what the other says");
    }
    return new Spoken.Others(request, List.of());
  }

  private static RequestPlan call(Section http, DialectEntry place, Set<String> names) {
    http.allow(place.names());
    Map<String, Template> headers =
        new LinkedHashMap<>(Texts.templates(http.section("headers"), names));
    boolean body = http.has("body");
    if (body && headers.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
      headers.put("Content-Type", Template.of(JSON_BODY));
    }
    return new RequestPlan(
        http.optionalText("method").orElse(body ? "POST" : "GET"),
        path(http, names),
        headers,
        body ? Texts.template(http, "body", names) : null);
  }

  /** Appended to a URL: what it names is encoded, so that no value can change the rest. */
  private static Template path(Section section, Set<String> known) {
    Template path = Texts.template(section, "path", known);
    String text = section.text("path");
    if (!text.isEmpty() && !text.startsWith("/") && !text.startsWith("?")) {
      throw section.refused("path", "empty, or begin with / or ?", text);
    }
    return path;
  }

  private static @Nullable Expression optional(Section section, String key) {
    return section.has(key) ? Texts.place(section, key) : null;
  }

  private Set<String> with(String... further) {
    Set<String> all = new LinkedHashSet<>(known);
    all.addAll(List.of(further));
    return all;
  }

  private void requireWhole(Spoken spoken) {
    List<Supplier<Optional<String>>> rules = new ArrayList<>();
    rules.add(
        () -> missing(spoken, Meaning.ACK, spoken.say().frame() != null || spoken.othersByFrame()));
    rules.add(() -> missing(spoken, Meaning.GREETING, !spoken.greetedByUpgrade()));
    rules.add(() -> missing(spoken, Meaning.HISTORY, spoken.history().frame() != null));
    rules.add(() -> missing(spoken, Meaning.PONG, spoken.ping() != null));
    for (Supplier<Optional<String>> rule : rules) {
      rule.get()
          .ifPresent(
              lacking -> {
                throw root.refused("must have a rule in frames with is = " + lacking);
              });
    }
    if (spoken.say().id() != null && spoken.has(Meaning.ACK)) {
      throw root.refused(
          "must have no rule in frames with is = ack beside send.id: the answer acknowledges");
    }
    HistoryPlan history = spoken.history();
    if (!history.isTold() && spoken.others() == null) {
      throw root.refused(
          "must have a section state, how the history is fetched, or others, how another speaks:"
              + " else nothing could be judged");
    }
    if (history.next() != null
        && history.call() != null
        && !history.call().names().contains("cursor")) {
      throw root.refused("must name {{cursor}} in state.http where it has state.next");
    }
    if (spoken.has(Meaning.ANSWER) && history.isTold() && history.id() == null) {
      throw root.refused("must have state.item.id where an agent answers");
    }
    if (spoken.has(Meaning.ANSWER) && history.shared() && history.to() == null) {
      throw root.refused("must have state.item.to where an agent answers in a shared history");
    }
    if (spoken.others() != null && (history.shared() || !spoken.has(Meaning.MESSAGE))) {
      throw root.refused(
          "must have a rule in frames with is = message, and no state.shared, beside others:"
              + " what another says must arrive as that, in a session of the user's own");
    }
    if (spoken.stateful()
        && (spoken.framing() != Framing.RECORD_SEPARATOR
            || spoken.hello() == null
            || spoken.othersByFrame())) {
      throw root.refused(
          "must have framing = record-separator and connect.hello, the handshake, and no"
              + " others.frame, beside connect.stateful");
    }
    if (spoken.greetedByUpgrade() && spoken.hello() != null) {
      throw root.refused("must have either connect.hello or connect.greeted-by-upgrade");
    }
  }

  private static Optional<String> missing(Spoken spoken, Meaning meaning, boolean needed) {
    return needed && !spoken.has(meaning) ? Optional.of(Section.id(meaning)) : Optional.empty();
  }
}
