package dev.holdfast.dialect.mqtt;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.Received;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The other end of a session: says what a test has it say, and shows what came, in words. */
final class SmallBroker {

  private final DialectSession client;
  private final List<String> came = new ArrayList<>();
  private MqttWire wire = new MqttWire();

  SmallBroker(DialectSession client) {
    this.client = client;
  }

  /** A connection begins; what the client says first. */
  List<String> open() {
    wire = new MqttWire();
    return heard(client.opened());
  }

  /** A connection on which the client is greeted. */
  SmallBroker greets(boolean resumed) {
    open();
    says(connAck(resumed, MqttConnectReturnCode.CONNECTION_ACCEPTED, 0));
    if (!resumed) {
      says(subAck(2));
    }
    came.clear();
    return this;
  }

  /** What the client makes of packets that come in one frame. */
  List<ServerEvent> says(MqttMessage... packets) {
    byte[] all = new byte[0];
    for (MqttMessage packet : packets) {
      byte[] next = wire.bytes(packet);
      byte[] joined = new byte[all.length + next.length];
      System.arraycopy(all, 0, joined, 0, all.length);
      System.arraycopy(next, 0, joined, all.length, next.length);
      all = joined;
    }
    return saysBytes(all);
  }

  List<ServerEvent> saysBytes(byte[] bytes) {
    Received received = client.read(Payload.of(bytes));
    heard(received);
    return received.events();
  }

  byte[] bytes(MqttMessage packet) {
    return wire.bytes(packet);
  }

  /** What came since it was last asked. */
  List<String> heard() {
    List<String> told = List.copyOf(came);
    came.clear();
    return told;
  }

  List<String> heard(Payload... frames) {
    return heard(new Received(List.of(), List.of(frames)));
  }

  private List<String> heard(Received received) {
    List<String> now = new ArrayList<>();
    for (Payload frame : received.replies()) {
      wire.read(((Payload.Binary) frame).bytes(), packet -> now.add(shown(packet)));
    }
    came.addAll(now);
    return now;
  }

  private static String shown(MqttMessage packet) {
    String kind = packet.fixedHeader().messageType().name();
    if (packet instanceof MqttPublishMessage message) {
      return kind
          + " "
          + message.variableHeader().packetId()
          + " qos "
          + message.fixedHeader().qosLevel().value()
          + (message.fixedHeader().isDup() ? " again" : "")
          + " "
          + message.variableHeader().topicName()
          + ": "
          + message.payload().toString(StandardCharsets.UTF_8);
    }
    if (packet.variableHeader() instanceof MqttMessageIdVariableHeader header) {
      return kind + " " + header.messageId();
    }
    return kind;
  }

  static MqttMessage connAck(boolean resumed, MqttConnectReturnCode code, int receiveMaximum) {
    return connAck(resumed, code, MqttProperties.RECEIVE_MAXIMUM, receiveMaximum);
  }

  /** One that tells a property; none if that is 0. */
  static MqttMessage connAck(boolean resumed, MqttConnectReturnCode code, int property, int value) {
    MqttProperties properties = new MqttProperties();
    if (value > 0) {
      properties.add(new MqttProperties.IntegerProperty(property, value));
    }
    return new MqttConnAckMessage(
        header(MqttMessageType.CONNACK, MqttQoS.AT_MOST_ONCE),
        new MqttConnAckVariableHeader(code, resumed, properties));
  }

  static MqttMessage subAck(int granted) {
    return new MqttSubAckMessage(
        header(MqttMessageType.SUBACK, MqttQoS.AT_MOST_ONCE),
        MqttMessageIdVariableHeader.from(1),
        new MqttSubAckPayload(granted));
  }

  static MqttMessage publish(int number, int level, boolean again, String text) {
    return new MqttPublishMessage(
        new MqttFixedHeader(MqttMessageType.PUBLISH, again, MqttQoS.valueOf(level), false, 0),
        new MqttPublishVariableHeader("holdfast/to/ann-1", number, MqttProperties.NO_PROPERTIES),
        Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
  }

  static MqttMessage reply(MqttMessageType type, int number, int code) {
    return new MqttMessage(
        header(type, type == MqttMessageType.PUBREL ? MqttQoS.AT_LEAST_ONCE : MqttQoS.AT_MOST_ONCE),
        new MqttPubReplyMessageVariableHeader(number, (byte) code, MqttProperties.NO_PROPERTIES));
  }

  static MqttMessage disconnect(int code) {
    return new MqttMessage(
        header(MqttMessageType.DISCONNECT, MqttQoS.AT_MOST_ONCE),
        new MqttReasonCodeAndPropertiesVariableHeader((byte) code, MqttProperties.NO_PROPERTIES));
  }

  private static MqttFixedHeader header(MqttMessageType type, MqttQoS level) {
    return new MqttFixedHeader(type, false, level, false, 0);
  }
}
