package dev.holdfast.dialect.mqtt;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client has published and its broker has not taken over for good. It outlives connections:
 * whoever comes back to a session sends it again. Source: MQTT 5.0, sections 4.3, 4.4 and 4.9.
 */
final class OutgoingPublishes {

  private static final int MOST_PACKETS = 65_535;

  private final MqttQoS level;
  private final Map<Integer, Flight> flights = new LinkedHashMap<>();
  private final Deque<Flight> waiting = new ArrayDeque<>();

  /** The numbers of flights that are still to be sent again on this connection. */
  private final Deque<Integer> unsent = new ArrayDeque<>();

  private int most = MOST_PACKETS;
  private int lastPacket;

  /**
   * A message under way.
   *
   * @param released whether the broker has received it, and need only be told to pass it on
   */
  private record Flight(String id, String topic, String text, boolean released) {}

  /**
   * Nothing so far.
   *
   * @param level with which it publishes; at least 1, since nothing acknowledges one of 0
   */
  OutgoingPublishes(MqttQoS level) {
    this.level = level;
  }

  /**
   * Publishes a message; one that is under way already is left alone.
   *
   * @return what is to be sent now; null where it is under way, or must wait for others
   */
  @Nullable MqttMessage publish(String id, String topic, String text) {
    if (isUnderWay(id)) {
      return null;
    }
    waiting.add(new Flight(id, topic, text, false));
    return next();
  }

  private boolean isUnderWay(String id) {
    return flights.values().stream().anyMatch(each -> each.id().equals(id))
        || waiting.stream().anyMatch(each -> each.id().equals(id));
  }

  /** The next message that waits, where the broker takes one more; null where not. */
  @Nullable MqttMessage next() {
    unsent.removeIf(packet -> !flights.containsKey(packet));
    if (flights.size() - unsent.size() >= most) {
      return null;
    }
    if (!unsent.isEmpty()) {
      int packet = unsent.remove();
      return packet(packet, Objects.requireNonNull(flights.get(packet)), true);
    }
    if (waiting.isEmpty()) {
      return null;
    }
    Flight flight = waiting.remove();
    do {
      lastPacket = lastPacket % MOST_PACKETS + 1;
    } while (flights.containsKey(lastPacket));
    flights.put(lastPacket, flight);
    return packet(lastPacket, flight, false);
  }

  /**
   * A connection begins.
   *
   * @param resumed whether the broker knows what was under way
   * @param receiveMaximum how many messages it takes at a time
   * @return what is to be sent again at once, in order
   */
  List<MqttMessage> connected(boolean resumed, int receiveMaximum) {
    most = receiveMaximum;
    if (!resumed) {
      flights.clear();
      waiting.clear();
    }
    unsent.clear();
    unsent.addAll(flights.keySet());
    List<MqttMessage> again = new ArrayList<>();
    while (!unsent.isEmpty() && again.size() < most) {
      int packet = unsent.remove();
      again.add(packet(packet, Objects.requireNonNull(flights.get(packet)), true));
    }
    return again;
  }

  /** The broker has received a message of the second level; null where it knows none such. */
  @Nullable MqttMessage received(int packet) {
    Flight flight = flights.get(packet);
    if (flight == null) {
      return null;
    }
    Flight released = new Flight(flight.id(), flight.topic(), flight.text(), true);
    flights.put(packet, released);
    return packet(packet, released, false);
  }

  /** The broker has done with a message; its id, or null where there is none. */
  @Nullable String done(int packet) {
    Flight flight = flights.remove(packet);
    return flight == null ? null : flight.id();
  }

  private MqttMessage packet(int packet, Flight flight, boolean again) {
    if (flight.released()) {
      return new MqttMessage(
          new MqttFixedHeader(MqttMessageType.PUBREL, false, MqttQoS.AT_LEAST_ONCE, false, 0),
          new MqttPubReplyMessageVariableHeader(packet, (byte) 0, MqttProperties.NO_PROPERTIES));
    }
    return new MqttPublishMessage(
        new MqttFixedHeader(MqttMessageType.PUBLISH, again, level, false, 0),
        new MqttPublishVariableHeader(flight.topic(), packet, MqttProperties.NO_PROPERTIES),
        Unpooled.copiedBuffer(flight.text(), StandardCharsets.UTF_8));
  }
}
