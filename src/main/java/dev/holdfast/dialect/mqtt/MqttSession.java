package dev.holdfast.dialect.mqtt;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Opening;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.Received;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.UserMessage;
import dev.holdfast.dialect.file.rules.Template;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One client of a broker, with what is under way in both directions. */
final class MqttSession implements DialectSession {

  private static final String TOPIC = "topic";
  private static final int MOST_UNDER_WAY = 65_535;

  private final MqttPromise promise;
  private final MqttNames names;
  private final MqttQoS level;
  private final String run;
  private final OutgoingPublishes outgoing;

  /** Packets of the second level that came, and that the broker has not yet let go of. */
  private final Set<Integer> received = new HashSet<>();

  /** Whether each sign of life that is under way was asked for, or kept the connection alive. */
  private final Deque<Boolean> signsOfLife = new ArrayDeque<>();

  /** What it said in others' sessions and is under way, by id. */
  private final Set<String> saidToOthers = new HashSet<>();

  /** Whether the broker has granted its subscription in the session that it knows. */
  private boolean subscribed;

  private MqttWire wire = new MqttWire();
  private String user = "";
  private String token = "";

  /**
   * A client that was never connected.
   *
   * @param run of this run alone
   */
  MqttSession(MqttPromise promise, MqttNames names, String run) {
    this.promise = promise;
    this.names = names;
    this.level = MqttQoS.valueOf(promise.level());
    this.run = run;
    this.outgoing =
        new OutgoingPublishes(level == MqttQoS.AT_MOST_ONCE ? MqttQoS.AT_LEAST_ONCE : level);
  }

  @Override
  public void granted(SessionGrant grant) {
    user = grant.userId();
    token = grant.sessionToken();
  }

  @Override
  public Opening opening(String right) {
    token = right;
    return new Opening(named(names.path()), Map.of());
  }

  @Override
  public Received opened() {
    wire = new MqttWire();
    signsOfLife.clear();
    String client = named(names.clientId());
    return new Received(
        List.of(),
        List.of(payload(Packets.connect(client, named(names.userName()), token, promise))));
  }

  /** It takes the connection along: the rest of a packet, and the signs of life under way. */
  @Override
  public DialectSession leftBehind() {
    MqttSession left = new MqttSession(promise, names, run);
    left.user = user;
    left.token = token;
    left.wire = wire;
    left.signsOfLife.addAll(signsOfLife);
    wire = new MqttWire();
    signsOfLife.clear();
    return left;
  }

  @Override
  public Payload say(UserMessage message) {
    MqttMessage packet = outgoing.publish(message.id(), named(names.from()), message.content());
    // What is under way must not be sent twice on one connection; something must be sent.
    return packet == null ? keepAlive() : payload(packet);
  }

  @Override
  public Payload ping() {
    signsOfLife.add(true);
    return payload(MqttMessage.PINGREQ);
  }

  @Override
  public Payload keepAlive() {
    signsOfLife.add(false);
    return payload(MqttMessage.PINGREQ);
  }

  @Override
  public Map<String, String> address() {
    return Map.of(TOPIC, named(names.to()));
  }

  @Override
  public List<Payload> speakTo(Map<String, String> address, String id, String text) {
    saidToOthers.add(id);
    MqttMessage packet = outgoing.publish(id, address.getOrDefault(TOPIC, ""), text);
    return packet == null ? List.of() : List.of(payload(packet));
  }

  private String named(Template name) {
    return name.with(
        each ->
            switch (each) {
              case "user" -> user;
              case "run" -> run;
              default -> null;
            });
  }

  @Override
  public Received read(Payload frame) {
    if (!(frame instanceof Payload.Binary binary)) {
      return Received.of(new ServerEvent.Unreadable("MQTT comes in binary frames"));
    }
    List<ServerEvent> events = new ArrayList<>(1);
    List<Payload> replies = new ArrayList<>(1);
    try {
      wire.read(binary.bytes(), packet -> read(packet, events, replies));
    } catch (RuntimeException e) {
      events.add(new ServerEvent.Unreadable("no packet of MQTT: " + e.getClass().getSimpleName()));
    }
    return new Received(events, replies);
  }

  private void read(MqttMessage packet, List<ServerEvent> events, List<Payload> replies) {
    if (packet.decoderResult().isFailure()) {
      events.add(
          new ServerEvent.Unreadable(
              "no packet of MQTT: " + packet.decoderResult().cause().getClass().getSimpleName()));
      return;
    }
    switch (packet.fixedHeader().messageType()) {
      case CONNACK -> connected((MqttConnAckMessage) packet, events, replies);
      case SUBACK -> subscribed((MqttSubAckMessage) packet, events);
      case PUBLISH -> published((MqttPublishMessage) packet, events, replies);
      case PUBREL -> released(number(packet), replies);
      case PUBREC -> taken(packet, events, replies);
      case PUBACK, PUBCOMP -> acknowledged(packet, events, replies);
      case PINGRESP -> {
        if (Boolean.TRUE.equals(signsOfLife.poll())) {
          events.add(new ServerEvent.Pong());
        }
      }
      case DISCONNECT -> Packets.farewell(packet).ifPresent(events::add);
      default ->
          events.add(
              new ServerEvent.Unreadable(
                  "a broker sends no " + packet.fixedHeader().messageType()));
    }
  }

  private void connected(
      MqttConnAckMessage packet, List<ServerEvent> events, List<Payload> replies) {
    MqttConnectReturnCode code = packet.variableHeader().connectReturnCode();
    if (code != MqttConnectReturnCode.CONNECTION_ACCEPTED) {
      events.add(new ServerEvent.Refused(Packets.named(code), ""));
      return;
    }
    MqttProperties told = packet.variableHeader().properties();
    Optional<ServerEvent> declined = declined(told);
    if (declined.isPresent()) {
      events.add(declined.get());
      return;
    }
    boolean resumed = packet.variableHeader().isSessionPresent();
    if (!resumed) {
      subscribed = false;
      received.clear();
      saidToOthers.clear();
    }
    // What was published for a subscriber of level 0 may come there twice once it is sent again.
    boolean again = resumed && level != MqttQoS.AT_MOST_ONCE;
    outgoing
        .connected(again, Packets.number(told, MqttProperties.RECEIVE_MAXIMUM, MOST_UNDER_WAY))
        .forEach(each -> replies.add(payload(each)));
    if (resumed && subscribed) {
      events.add(greeting(true));
    } else {
      replies.add(payload(Packets.subscribe(named(names.to()), level)));
    }
  }

  /** What a broker does not keep is no promise of its: it is not judged by it, but refused. */
  private Optional<ServerEvent> declined(MqttProperties told) {
    long expiry = promise.expiry().toSeconds();
    int kept =
        Packets.number(told, MqttProperties.SESSION_EXPIRY_INTERVAL, Math.toIntExact(expiry));
    if (Integer.toUnsignedLong(kept) < expiry) {
      return Optional.of(
          new ServerEvent.Refused(
              "session expiry " + kept + " s", expiry + " s were asked for: lower session-expiry"));
    }
    long silence = promise.keepAlive().toSeconds();
    int borne = Packets.number(told, MqttProperties.SERVER_KEEP_ALIVE, Math.toIntExact(silence));
    return borne < silence
        ? Optional.of(
            new ServerEvent.Refused(
                "keep-alive " + borne + " s", silence + " s were asked for: lower keep-alive"))
        : Optional.empty();
  }

  private void subscribed(MqttSubAckMessage packet, List<ServerEvent> events) {
    int granted = packet.payload().reasonCodes().get(0);
    subscribed = granted == level.value();
    events.add(
        subscribed
            ? greeting(false)
            : new ServerEvent.Refused(
                "subscription " + Packets.hexadecimal(granted),
                "quality of service " + level.value() + " was asked for"));
  }

  private static ServerEvent greeting(boolean resumed) {
    return new ServerEvent.Established("", true, true, resumed, false, -1);
  }

  private void published(
      MqttPublishMessage packet, List<ServerEvent> events, List<Payload> replies) {
    int number = packet.variableHeader().packetId();
    MqttQoS came = packet.fixedHeader().qosLevel();
    if (came != MqttQoS.EXACTLY_ONCE || received.add(number)) {
      events.add(
          new ServerEvent.Notified(
              came == MqttQoS.AT_MOST_ONCE ? "" : String.valueOf(number),
              packet.payload().toString(StandardCharsets.UTF_8)));
    }
    if (came == MqttQoS.AT_LEAST_ONCE) {
      replies.add(payload(Packets.received(number)));
    } else if (came == MqttQoS.EXACTLY_ONCE) {
      replies.add(payload(Packets.receivedOnce(number)));
    }
  }

  private void released(int number, List<Payload> replies) {
    received.remove(number);
    replies.add(payload(Packets.complete(number)));
  }

  private void taken(MqttMessage packet, List<ServerEvent> events, List<Payload> replies) {
    if (Packets.isFailure(packet)) {
      acknowledged(packet, events, replies);
      return;
    }
    MqttMessage release = outgoing.received(number(packet));
    if (release != null) {
      replies.add(payload(release));
    }
  }

  private void acknowledged(MqttMessage packet, List<ServerEvent> events, List<Payload> replies) {
    String id = outgoing.done(number(packet));
    if (id != null) {
      boolean toOthers = saidToOthers.remove(id);
      events.add(Packets.isFailure(packet) ? refused(packet, id, toOthers) : acked(id));
    }
    MqttMessage next = outgoing.next();
    if (next != null) {
      replies.add(payload(next));
    }
  }

  private static ServerEvent acked(String id) {
    return new ServerEvent.Acked(id, 0, -1);
  }

  /** Who speaks for many knows a refusal by the message's id, who speaks for itself by its code. */
  private static ServerEvent refused(MqttMessage packet, String id, boolean toOthers) {
    String reason = Packets.reason(packet);
    return toOthers ? new ServerEvent.Refused(id, reason) : new ServerEvent.Refused(reason, "");
  }

  private static int number(MqttMessage packet) {
    return ((MqttMessageIdVariableHeader) packet.variableHeader()).messageId();
  }

  private Payload payload(MqttMessage packet) {
    return Payload.of(wire.bytes(packet));
  }
}
