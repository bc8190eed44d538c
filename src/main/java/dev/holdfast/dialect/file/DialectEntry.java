package dev.holdfast.dialect.file;

import static dev.holdfast.dialect.file.Key.choice;
import static dev.holdfast.dialect.file.Key.entries;
import static dev.holdfast.dialect.file.Key.flag;
import static dev.holdfast.dialect.file.Key.section;
import static dev.holdfast.dialect.file.Key.sections;
import static dev.holdfast.dialect.file.Key.text;
import static dev.holdfast.dialect.file.Key.texts;

import java.util.List;

/** The sections of a dialect file, and the keys of each: what the reference page is made from. */
enum DialectEntry {
  /** The file. */
  FILE(
      "",
      section(
          "session",
          "how a user opens a session; without it, users bring tokens in a `holdfast.users-file`"),
      section("connect", "how a connection is asked for"),
      choice(
          "framing",
          "how messages lie in frames: one a frame; one a line; each ended by 0x1e, as SignalR has it; STOMP, read as JSON with `/command`, `/headers/…` and `/body`",
          "text",
          "lines",
          "record-separator",
          "stomp"),
      choice("sends", "the kind of the client's frames", "text", "binary"),
      choice("receives", "the kind of the server's frames", "text", "binary"),
      section("send", "a message of the user"),
      section("ping", "a sign of life that the client asks for"),
      section("keep-alive", "what clients send unasked, so that their connections are kept"),
      sections(
          "frames",
          "rules for the server's messages, tried in order; the first that takes one counts"),
      section("state", "the conversation history; without it, only what others say is judged"),
      section(
          "others", "how another speaks in the user's session; needs a rule with `is = message`"),
      section("claims", "what the backend promises"),
      section(
          "mqtt",
          "a broker that speaks MQTT 5: it stands alone, since its messages and promises are known")),
  /** How a session is opened. */
  SESSION(
      "session",
      section("request", "the `POST` of JSON that opens it"),
      entries("take", "what is kept of the answer, by name; `token` must be among it")),
  /** The session request. */
  REQUEST(
      "session.request",
      text("path", "its path"),
      text(
          "body",
          "its body, which may name `user` and any column of `holdfast.users-file`; without one it is `{\"user\": …}`"),
      choice("method", "always that", "POST")),
  /** How a connection is asked for. */
  CONNECT(
      "connect",
      text("path", "appended to the target, with its query"),
      entries("headers", "of the handshake"),
      texts("subprotocols", "that the handshake offers; `holdfast.reach.subprotocols` wins"),
      text("hello", "the client's first frame, where the server waits for one"),
      texts("then", "frames that the client sends once it is greeted"),
      flag(
          "greeted-by-upgrade",
          "where nobody has the first word: a handshake that succeeds is the greeting"),
      text(
          "close-code",
          "with which the client closes, where 1000 would end the session: 1000, or from 3000 to 4999; with 5000, which is no valid code, servers see a lost connection instead of a close"),
      choice(
          "stateful",
          "where connections are negotiated, both sides number their messages, and send again what a loss swallowed: stateful reconnect as SignalR has it",
          "signalr")),
  /** A message. */
  SEND(
      "send",
      text(
          "frame",
          "it may name `id`, unique in the session, and `text`, what is said; `{{#reply}}…{{/reply}}` stands only where the agent shall answer"),
      section(
          "http",
          "where messages go over HTTP, beside the connection; an answer of success acknowledges one, unless a rule has `is = ack`"),
      text(
          "id",
          "where the answer has the id by which the server knows the message; without it, that is the client's own")),
  /** A message over HTTP. */
  SEND_HTTP(
      "send.http",
      text("path", "its path, below the target's own"),
      text("method", "`GET`, or `POST` where there is a body"),
      entries("headers", "of the request"),
      text("body", "of the request; it or the path names `text`, what is said, and may name `id`")),
  /** A ping. */
  PING("ping", text("frame", "needs a rule with `is = pong`")),
  /** Keep-alives. */
  KEEP_ALIVE("keep-alive", section("client", "what the client sends on each open connection")),
  /** Keep-alives of the client. */
  KEEP_ALIVE_CLIENT(
      "keep-alive.client",
      text("every", "how often, such as `30s`; never scaled"),
      text("send", "the frame; what answers it needs a rule, such as one with `is = nothing`")),
  /** A rule. */
  RULE(
      "frames[]",
      text(
          "pattern",
          "a regular expression that the whole message matches; its group `json`, if it has one, is the JSON of the message"),
      entries("when", "values that must stand there; `*` is any"),
      choice("is", "what the message is", Meaning.ids()),
      text(
          "id",
          "where its id stands; that of an `ack` is the message's, or the number `{{n}}` of the frame that brought it"),
      text(
          "named",
          "of an `ack`: where the id stands by which the server itself knows the message, in its history and in `to`; without it, that is the client's own"),
      text("text", "where its text stands"),
      text(
          "to",
          "where the id of the message stands that it answers; without it, it answers what was said last"),
      text("number", "where the number of a `chunk` stands, from 0"),
      entries(
          "resumed",
          "of a `greeting`: values that stand there if the session was resumed; judged by `claims.told-by`"),
      entries("take", "what is kept, by name, also for the next connection"),
      texts("reply", "what the client answers at once"),
      text(
          "each",
          "where a list of messages stands, such as those that were missed: each goes through the rules, before this one counts")),
  /** The history. */
  STATE(
      "state",
      text("frame", "asks for it on the connection; needs a rule with `is = history`"),
      section("http", "asks for it over HTTP"),
      text("items", "where the list stands"),
      text("keys", "where a list of the items' keys stands, in their order, if `items` is a map"),
      choice("order", "of the list", "oldest-first", "newest-first"),
      section("item", "where the parts of an item stand"),
      flag(
          "shared",
          "where others speak in the same history: what is not the user's own is no item"),
      text(
          "next",
          "where an answer over HTTP has the cursor of the next page, `{{cursor}}` in `state.http`")),
  /** A history over HTTP. */
  HTTP(
      "state.http",
      text("path", "its path, below the target's own"),
      text("method", "`GET`, or `POST` where there is a body"),
      entries("headers", "of the request"),
      text("body", "of the request")),
  /** An item of the history. */
  ITEM(
      "state.item",
      entries(
          "when",
          "values that must stand there, such as the author's role; items without them are passed over"),
      text(
          "id",
          "the id of `send.frame`, or the one that an `ack` calls `named`; needed where an agent answers; without it, a user's own items are known by their texts"),
      text("text", "what was said"),
      entries("agent", "values that stand there if the item is the agent's"),
      text("to", "the id of the message that the agent's item answers")),
  /** How another speaks. */
  OTHERS(
      "others",
      section("http", "has another say something in the session"),
      texts(
          "frame",
          "where another says it on a connection of its own, as a user of the same kind: one frame, or several in order; it names `text`, what is said, `id` or `n`, by which a rule with `is = ack` knows it, and may name whatever the session has in which it speaks")),
  /** Another's request. */
  OTHERS_HTTP(
      "others.http",
      text("path", "its path, below the target's own"),
      text("method", "`GET`, or `POST` where there is a body"),
      entries("headers", "of the request"),
      text(
          "body",
          "of the request; it or the path names `text`, what is said, and may name `id` and whatever the session has")),
  /** What is promised. */
  CLAIMS(
      "claims",
      choice("own", "how often a user's own messages are there", "exactly-once", "at-least-once"),
      choice("order", "which messages keep their order", "all", "by-sender", "none"),
      choice(
          "connections",
          "whether a newer connection takes the session over from the older: then a `ping` on the older must not be answered",
          "many",
          "one"),
      choice(
          "delivery",
          "how often what others say arrives; without it, `at-most-once`",
          "at-most-once",
          "at-least-once",
          "exactly-once"),
      text("window", "how long a user may be away and still gets all that others said meanwhile"),
      text("most", "how many items are kept for a user who is away"),
      choice(
          "told-by",
          "who tells that all of it came: a greeting that is `resumed`, or nobody",
          "resumed",
          "nobody"),
      text(
          "longest-text",
          "the most characters that a text may have, marks included, at least 1000; nobody says a longer one; without it, some users say 70,000"),
      texts(
          "survives",
          "what sessions outlive: `connection`, which is always judged, the end of a `node`, a `restart` of the backend, which includes `node`; without the latter two, what is lost with a node or a restart is counted and no anomaly")),
  /** A broker of MQTT. */
  MQTT(
      "mqtt",
      text(
          "qos",
          "quality of service of each user's subscription: 0 at most once, 1 at least once (the default), 2 exactly once; what is published has the same, and 1 at least"),
      text(
          "keep-alive",
          "after one and a half times as much silence the broker gives a connection up; the client is heard of twice as often; without it, `10s`"),
      text(
          "session-expiry",
          "how long the broker shall keep the session of a user who is away, and so what is owed; without it, `15m`"),
      text("path", "appended to the target"),
      text(
          "client-id",
          "by which the broker keeps a session; it may name `user`, and `run`, which is of this run alone; without it, `{{user}}-{{run}}`"),
      text(
          "user-name",
          "with which a user logs in; its token is the password; without it, `{{user}}`"),
      text(
          "to",
          "the topic in which others speak to the user; without it, `holdfast/to/{{user}}-{{run}}`"),
      text(
          "from",
          "the topic in which the user speaks; without it, `holdfast/from/{{user}}-{{run}}`"));

  private final String path;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
  private final List<Key> keys;

  DialectEntry(String path, Key... keys) {
    this.path = path;
    this.keys = List.of(keys);
  }

  /** Its path in a file; empty for the file itself. */
  String path() {
    return path;
  }

  List<Key> keys() {
    return keys;
  }

  /** The names of its keys. */
  String[] names() {
    return keys.stream().map(Key::name).toArray(String[]::new);
  }
}
