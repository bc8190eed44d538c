package dev.holdfast.dialect.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.HttpCall;
import dev.holdfast.dialect.Opening;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.PayloadKind;
import dev.holdfast.dialect.Received;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.UserMessage;
import dev.holdfast.dialect.file.rules.Expression;
import dev.holdfast.dialect.file.rules.Incoming;
import dev.holdfast.dialect.file.rules.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Speaks for one session as a dialect file says; what it takes from frames outlives connections.
 */
final class FileSession implements DialectSession {

  private static final ServerEvent LET_IN =
      new ServerEvent.Established("", true, true, true, false, -1);

  private final Spoken spoken;
  private final FrameListener listener;
  private final Map<String, String> values = new HashMap<>();
  private final OwnMessages own = new OwnMessages();
  private final HistoryReader history;

  /** Ids of what it said in other sessions and is not acknowledged, by the frame's number. */
  private final Map<String, String> saidToOthers = new HashMap<>();

  private @Nullable HttpCall nextPage;
  private String lastSaid = "";
  private long frames;

  FileSession(Spoken spoken, FrameListener listener) {
    this.spoken = spoken;
    this.listener = listener;
    this.history = new HistoryReader(spoken, own);
  }

  @Override
  public void granted(SessionGrant grant) {
    values.put("token", grant.sessionToken());
    listener.secret(grant.sessionToken());
    listener.secret(encoded(grant.sessionToken()));
    grant.taken().values().forEach(listener::secret);
    if (!grant.userId().isEmpty()) {
      values.put("user", grant.userId());
    }
    values.putAll(grant.taken());
  }

  @Override
  public Opening opening(String token) {
    values.put("token", token);
    Map<String, String> headers = new HashMap<>();
    spoken.headers().forEach((name, value) -> headers.put(name, value.with(values::get)));
    return new Opening(spoken.path().with(name -> inUrl(values.get(name))), headers);
  }

  @Override
  public Received opened() {
    if (spoken.greetedByUpgrade()) {
      return new Received(List.of(LET_IN), afterGreeting());
    }
    return spoken.hello() == null
        ? Received.NOTHING
        : new Received(List.of(), List.of(frame(spoken.hello())));
  }

  @Override
  public Payload say(UserMessage message) {
    Template say = spoken.say().frame();
    if (say == null) {
      throw new IllegalStateException("messages go over HTTP");
    }
    name(message);
    Payload frame = frame(say);
    own.said(message.id(), message.content(), String.valueOf(frames));
    return frame;
  }

  @Override
  public HttpCall sayRequest(UserMessage message) {
    RequestPlan call = spoken.say().call();
    if (call == null) {
      return DialectSession.super.sayRequest(message);
    }
    name(message);
    own.said(message.id(), message.content());
    return request(call, values::get);
  }

  @Override
  public Received readSaid(String body) {
    listener.taken(body, "send.http", Map.of());
    Expression place = spoken.say().id();
    if (place != null) {
      String told = place.in(new Incoming(body));
      if (told == null) {
        return Received.of(
            new ServerEvent.Unreadable("the answer to a message has no id at " + place));
      }
      own.named(lastSaid, told);
    }
    if (!spoken.isAcknowledgedByAnswer()) {
      return Received.NOTHING;
    }
    own.acknowledged(lastSaid);
    return Received.of(new ServerEvent.Acked(lastSaid, 0, -1));
  }

  private void name(UserMessage message) {
    values.put("id", message.id());
    values.put("text", message.content());
    if (message.reply()) {
      values.put("reply", "true");
    } else {
      values.remove("reply");
    }
    lastSaid = message.id();
  }

  @Override
  public DialectSession leftBehind() {
    FileSession left = new FileSession(spoken, listener);
    left.values.putAll(values);
    left.frames = frames;
    return left;
  }

  @Override
  public Payload ping() {
    return spoken.ping() == null ? DialectSession.super.ping() : frame(spoken.ping());
  }

  @Override
  public Payload keepAlive() {
    Spoken.KeepAlive keepAlive = spoken.keepAlive();
    return keepAlive == null ? DialectSession.super.keepAlive() : frame(keepAlive.frame());
  }

  @Override
  public Payload history() {
    Template asking = spoken.history().frame();
    return asking == null ? DialectSession.super.history() : frame(asking);
  }

  @Override
  public HttpCall historyRequest() {
    history.begin();
    values.remove("cursor");
    return call();
  }

  @Override
  public Received readHistory(String body) {
    nextPage = null;
    JsonNode document = history.json(body);
    listener.taken(body, "state.http", Map.of());
    ServerEvent unreadable = history.page(document);
    if (unreadable != null) {
      return Received.of(unreadable);
    }
    String cursor = history.cursor(document);
    if (cursor == null) {
      return Received.of(history.history(values::get));
    }
    values.put("cursor", cursor);
    nextPage = call();
    return Received.NOTHING;
  }

  @Override
  public Optional<HttpCall> nextPage() {
    return Optional.ofNullable(nextPage);
  }

  @Override
  public Received read(Payload frame) {
    String text =
        frame instanceof Payload.Text said
            ? said.text()
            : new String(((Payload.Binary) frame).bytes(), StandardCharsets.UTF_8);
    List<ServerEvent> events = new ArrayList<>(1);
    List<Payload> replies = new ArrayList<>(0);
    for (Incoming message : spoken.framing().split(text, it -> new Incoming(it, history::json))) {
      read(message, events, replies);
    }
    return new Received(events, replies);
  }

  private void read(Incoming message, List<ServerEvent> events, List<Payload> replies) {
    for (FrameRule rule : spoken.rules()) {
      if (rule.takes(message, values::get)) {
        boolean resumed = rule.resumed().map(it -> it.holds(message, values::get)).orElse(true);
        Map<String, String> taken = take(rule, message);
        // Who shows nothing needs no name of the rule, which is made for each message.
        if (listener != FrameListener.NOBODY) {
          listener.taken(message.text(), rule.shown(), taken);
        }
        rule.parts(message).forEach(part -> read(part, events, replies));
        ServerEvent event = event(rule, message, resumed);
        if (event != null) {
          events.add(event);
        }
        rule.reply().forEach(reply -> replies.add(reply(reply, message)));
        if (rule.is() == Meaning.GREETING) {
          replies.addAll(afterGreeting());
        }
        return;
      }
    }
    listener.untaken(message.text());
    events.add(new ServerEvent.Unreadable("a message that no rule takes: " + Shape.of(message)));
  }

  private Map<String, String> take(FrameRule rule, Incoming message) {
    if (rule.take().isEmpty()) {
      return Map.of();
    }
    Map<String, String> taken = new HashMap<>();
    rule.take()
        .forEach(
            (name, place) -> {
              String value = place.in(message);
              if (value != null) {
                taken.put(name, value);
              }
            });
    values.putAll(taken);
    return taken;
  }

  private @Nullable ServerEvent event(FrameRule rule, Incoming message, boolean resumed) {
    String id = rule.value("id", message);
    String text = rule.value("text", message);
    String said = text == null ? "" : text;
    String missing = rule.missingIn(message);
    if (missing != null) {
      return new ServerEvent.Unreadable(rule.name() + ": a message without " + missing);
    }
    return switch (rule.is()) {
      case GREETING -> new ServerEvent.Established("", true, true, resumed, false, -1);
      case ACK -> {
        String told = id == null ? "" : id;
        String acked = saidToOthers.getOrDefault(told, own.acknowledgedBy(told));
        saidToOthers.remove(told);
        // Who speaks for a whole run in others' sessions must not remember all that it said there.
        if (own.has(acked)) {
          own.acknowledged(acked);
          String named = rule.value("named", message);
          if (named != null) {
            own.named(acked, named);
          }
        }
        yield new ServerEvent.Acked(acked, 0, -1);
      }
      case ANSWER -> {
        String to = to(rule, message);
        Message answer = new Message(0, id == null ? "" : id, Role.AGENT, said, to);
        yield new ServerEvent.Answered(to, answer, -1, null, null);
      }
      case CHUNK ->
          new ServerEvent.Chunk(
              to(rule, message),
              Integer.parseInt(String.valueOf(rule.value("number", message))),
              said);
      case HISTORY -> history.whole(message, values::get);
      case REFUSED -> new ServerEvent.Refused(id == null ? "" : id, said);
      case EXPIRED -> new ServerEvent.Status(false, 0, null, said, true, true);
      case PONG -> new ServerEvent.Pong();
      // Nothing of another user may be in it, unless others speak in the same history.
      case MESSAGE ->
          spoken.history().shared() ? null : new ServerEvent.Notified(id == null ? "" : id, said);
      case PING, NOTHING -> null;
    };
  }

  private String to(FrameRule rule, Incoming message) {
    String told = rule.value("to", message);
    return told == null ? lastSaid : own.meant(told);
  }

  @Override
  public HttpCall othersRequest(String id, String text) {
    RequestPlan others = spoken.others() == null ? null : spoken.others().call();
    return others == null
        ? DialectSession.super.othersRequest(id, text)
        : request(
            others, name -> name.equals("id") ? id : name.equals("text") ? text : values.get(name));
  }

  @Override
  public Map<String, String> address() {
    return Map.copyOf(values);
  }

  @Override
  public List<Payload> speakTo(Map<String, String> address, String id, String text) {
    if (spoken.others() == null) {
      return DialectSession.super.speakTo(address, id, text);
    }
    List<Payload> said = new ArrayList<>();
    for (Template frame : spoken.others().frames()) {
      String number = String.valueOf(++frames);
      // What leads up to the message, such as joining a room, may be acknowledged as well.
      if (frame.names().contains("n") && frame.names().contains("text")) {
        saidToOthers.put(number, id);
      }
      said.add(
          payload(
              frame.with(
                  name ->
                      switch (name) {
                        case "n" -> number;
                        case "id" -> id;
                        case "text" -> text;
                        default -> address.get(name);
                      })));
    }
    return said;
  }

  private HttpCall call() {
    RequestPlan call = spoken.history().call();
    if (call == null) {
      throw new IllegalStateException("the history comes on the connection");
    }
    return request(call, values::get);
  }

  private HttpCall request(RequestPlan plan, UnaryOperator<@Nullable String> known) {
    Map<String, String> headers = new HashMap<>();
    plan.headers().forEach((name, value) -> headers.put(name, value.with(known)));
    String path = plan.path().with(name -> inUrl(known.apply(name)));
    listener.sent(plan.method() + " " + path);
    return new HttpCall(path, headers, plan.body() == null ? "" : plan.body().with(known));
  }

  private static @Nullable String inUrl(@Nullable String value) {
    return value == null ? null : encoded(value);
  }

  /** A value as it may stand in a URL. */
  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private List<Payload> afterGreeting() {
    return spoken.afterGreeting().stream().map(this::frame).toList();
  }

  private Payload frame(Template template) {
    values.put("n", String.valueOf(++frames));
    return payload(template.with(values::get));
  }

  private Payload reply(Template template, Incoming message) {
    if (template.names().contains("n")) {
      values.put("n", String.valueOf(++frames));
    }
    return payload(
        template.with(
            name ->
                name.startsWith("/") || name.startsWith("$")
                    ? Expression.of(name).in(message)
                    : values.get(name)));
  }

  private Payload payload(String message) {
    String framed = spoken.framing().frame(message);
    listener.sent(framed);
    return spoken.sends() == PayloadKind.TEXT
        ? Payload.of(framed)
        : Payload.of(framed.getBytes(StandardCharsets.UTF_8));
  }
}
