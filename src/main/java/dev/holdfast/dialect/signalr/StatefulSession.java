package dev.holdfast.dialect.signalr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.HttpCall;
import dev.holdfast.dialect.Opening;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.Received;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.UserMessage;
import dev.holdfast.dialect.signalr.HubMessages.HubMessage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stateful reconnect beneath a session that knows nothing of it: negotiates, numbers what is said,
 * acknowledges what comes, and after a loss has both sides send again what the other has not got.
 * What comes a second time, the session beneath never sees.
 *
 * <p>Source: {@code HubProtocol.md} and {@code TransportProtocols.md} of ASP.NET Core 8.
 */
public final class StatefulSession implements DialectSession {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UNKNOWN = 404;

  /** No server has given it away: who was refused a negotiation must not begin without one. */
  private static final String NOT_NEGOTIATED = "not-negotiated";

  private final DialectSession hub;
  private final UnackedMessages unacked = new UnackedMessages();
  private String connection = "";

  /** Whether the server knows the connection well enough to have it come back. */
  private boolean shaken;

  /** Whether it comes back, and the server has not yet said from which number on it sends. */
  private boolean awaitsSequence;

  /** How many numbered messages have come. */
  private long received;

  /** The number of the next message that comes. */
  private long next = 1;

  /**
   * Of one user.
   *
   * @param hub knows the messages, the first of which is the handshake; it speaks JSON in text,
   *     each message ended by 0x1e
   */
  public StatefulSession(DialectSession hub) {
    this.hub = hub;
  }

  @Override
  public void granted(SessionGrant grant) {
    hub.granted(grant);
  }

  /** A connection of which the server knows nothing yet is negotiated before it is opened. */
  @Override
  public Optional<HttpCall> negotiation(String token) {
    if (shaken) {
      return Optional.empty();
    }
    Opening opening = hub.opening(token);
    String path = opening.path();
    int query = path.indexOf('?');
    String negotiate =
        (query < 0 ? path : path.substring(0, query))
            + "/negotiate?negotiateVersion=1&useStatefulReconnect=true"
            + (query < 0 ? "" : "&" + path.substring(query + 1));
    return Optional.of(new HttpCall(negotiate, opening.headers(), ""));
  }

  @Override
  public Received negotiated(String answer) {
    JsonNode told;
    try {
      told = JSON.readTree(answer);
    } catch (IOException e) {
      return Received.of(new ServerEvent.Unreadable("the answer to a negotiation must be JSON"));
    }
    String given = told.path("connectionToken").asText();
    if (given.isEmpty()) {
      return Received.of(
          new ServerEvent.Unreadable("the answer to a negotiation has no connectionToken"));
    }
    if (!told.path("useStatefulReconnect").asBoolean()) {
      return Received.of(
          new ServerEvent.Unreadable(
              "the answer to a negotiation has no useStatefulReconnect: the server has it off"));
    }
    connection = given;
    return Received.NOTHING;
  }

  /** A connection that the server does not know any more begins anew, with nothing to resend. */
  @Override
  public boolean beginsAnew(int status) {
    if (status != UNKNOWN || !shaken) {
      return false;
    }
    shaken = false;
    connection = "";
    awaitsSequence = false;
    received = 0;
    next = 1;
    unacked.clear();
    return true;
  }

  @Override
  public Opening opening(String token) {
    Opening opening = hub.opening(token);
    String id = connection.isEmpty() ? NOT_NEGOTIATED : connection;
    return new Opening(
        opening.path()
            + (opening.path().contains("?") ? "&" : "?")
            + "id="
            + URLEncoder.encode(id, StandardCharsets.UTF_8),
        new HashMap<>(opening.headers()));
  }

  /** The handshake; on a connection that comes back, what is to be sent again. */
  @Override
  public Received opened() {
    if (!shaken) {
      return hub.opened();
    }
    awaitsSequence = true;
    return new Received(List.of(), List.of(Payload.of(unacked.again())));
  }

  @Override
  public Received read(Payload frame) {
    if (!(frame instanceof Payload.Text said)) {
      return Received.of(new ServerEvent.Unreadable("the hub speaks text"));
    }
    List<ServerEvent> events = new ArrayList<>(1);
    List<Payload> replies = new ArrayList<>(1);
    long before = received;
    for (HubMessage message : HubMessages.in(said.text())) {
      read(message, events, replies);
    }
    if (HubMessages.isCutOff(said.text())) {
      events.add(new ServerEvent.Unreadable("a message that does not end in 0x1e"));
    }
    if (received > before) {
      replies.add(Payload.of(HubMessages.ack(received)));
    }
    return new Received(events, replies);
  }

  private void read(HubMessage message, List<ServerEvent> events, List<Payload> replies) {
    switch (message.kind()) {
      case ACK -> unacked.acknowledged(message.number());
      case SEQUENCE -> {
        next = message.number();
        if (awaitsSequence) {
          awaitsSequence = false;
          events.add(greeting(true));
        }
      }
      case COUNTED -> {
        // What comes ahead of the sequence has no number that anybody could know.
        if (!awaitsSequence && isNew()) {
          take(message, events, replies);
        }
      }
      case UNCOUNTED -> take(message, events, replies);
    }
  }

  private boolean isNew() {
    boolean isNew = next > received;
    received = Math.max(received, next);
    next++;
    return isNew;
  }

  private void take(HubMessage message, List<ServerEvent> events, List<Payload> replies) {
    Received said = hub.read(Payload.of(message.text()));
    for (ServerEvent event : said.events()) {
      boolean greeted = event instanceof ServerEvent.Established;
      shaken |= greeted;
      events.add(greeted ? greeting(false) : event);
    }
    said.replies().forEach(reply -> replies.add(sent(reply)));
  }

  /**
   * Whoever shakes hands begins a connection of which nothing was kept.
   *
   * @param resumed whether it came back instead
   */
  private static ServerEvent greeting(boolean resumed) {
    return new ServerEvent.Established("", true, true, resumed, false, -1);
  }

  private Payload sent(Payload payload) {
    if (payload instanceof Payload.Text text) {
      for (HubMessage message : HubMessages.in(text.text())) {
        if (message.kind() == HubMessages.Kind.COUNTED) {
          unacked.sent(message.text());
        }
      }
    }
    return payload;
  }

  @Override
  public Payload say(UserMessage message) {
    return sent(hub.say(message));
  }

  @Override
  public HttpCall sayRequest(UserMessage message) {
    return hub.sayRequest(message);
  }

  @Override
  public Received readSaid(String body) {
    return hub.readSaid(body);
  }

  @Override
  public Payload keepAlive() {
    return sent(hub.keepAlive());
  }

  @Override
  public Payload ping() {
    return sent(hub.ping());
  }

  @Override
  public Payload history() {
    return sent(hub.history());
  }

  @Override
  public HttpCall historyRequest() {
    return hub.historyRequest();
  }

  @Override
  public Received readHistory(String body) {
    return hub.readHistory(body);
  }

  @Override
  public Optional<HttpCall> nextPage() {
    return hub.nextPage();
  }

  @Override
  public HttpCall othersRequest(String id, String text) {
    return hub.othersRequest(id, text);
  }

  @Override
  public Map<String, String> address() {
    return hub.address();
  }

  @Override
  public List<Payload> speakTo(Map<String, String> address, String id, String text) {
    return hub.speakTo(address, id, text).stream().map(this::sent).toList();
  }

  /** What is said on a connection that another has replaced is numbered by nobody. */
  @Override
  public DialectSession leftBehind() {
    return hub.leftBehind();
  }
}
