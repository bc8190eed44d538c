package dev.holdfast.dialect.mqtt;

import dev.holdfast.continuity.model.ServerEvent;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Packets of a client, and what those of a broker tell beside their kind. */
final class Packets {

  private static final int FAILURE = 0x80;
  private static final int SHUTTING_DOWN = 0x8b;
  private static final int UNNAMED = 0x83;
  private static final int TAKEN_OVER = 0x8e;
  private static final int BYTE = 0xff;

  private Packets() {}

  /** Comes to a session that is there, or to a new one, which the broker keeps while it is away. */
  static MqttMessage connect(String client, String user, String password, MqttPromise promise) {
    MqttProperties properties = new MqttProperties();
    properties.add(
        new MqttProperties.IntegerProperty(
            MqttProperties.SESSION_EXPIRY_INTERVAL, (int) promise.expiry().toSeconds()));
    return MqttMessageBuilders.connect()
        .protocolVersion(MqttVersion.MQTT_5)
        .clientId(client)
        .cleanSession(false)
        .keepAlive((int) promise.keepAlive().toSeconds())
        .hasUser(true)
        .username(user)
        .hasPassword(true)
        .password(password.getBytes(StandardCharsets.UTF_8))
        .properties(properties)
        .build();
  }

  /** Packets of what is published have numbers of their own, so this one's may be any. */
  static MqttMessage subscribe(String topic, MqttQoS level) {
    return MqttMessageBuilders.subscribe().messageId(1).addSubscription(level, topic).build();
  }

  /** A message of the first level has come. */
  static MqttMessage received(int number) {
    return reply(MqttMessageType.PUBACK, number);
  }

  /** A message of the second level has come, and is waited for no longer. */
  static MqttMessage receivedOnce(int number) {
    return reply(MqttMessageType.PUBREC, number);
  }

  /** Nothing is known any more of a message of the second level. */
  static MqttMessage complete(int number) {
    return reply(MqttMessageType.PUBCOMP, number);
  }

  private static MqttMessage reply(MqttMessageType type, int number) {
    return new MqttMessage(
        new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0),
        new MqttPubReplyMessageVariableHeader(number, (byte) 0, MqttProperties.NO_PROPERTIES));
  }

  /** Whether the broker refuses a message. */
  static boolean isFailure(MqttMessage reply) {
    return code(reply) >= FAILURE;
  }

  /** Why it does, such as {@code 0x87}. */
  static String reason(MqttMessage reply) {
    return hexadecimal(code(reply));
  }

  /** A code as the standard writes it. */
  static String hexadecimal(int code) {
    return "0x" + HexFormat.of().toHexDigits((byte) code);
  }

  private static int code(MqttMessage reply) {
    return reply.variableHeader() instanceof MqttPubReplyMessageVariableHeader header
        ? header.reasonCode() & BYTE
        : 0;
  }

  /**
   * What a broker's last word tells; nothing where a newer connection took the session over, or
   * where it names no reason: some say so on each connection that they see close.
   */
  static Optional<ServerEvent> farewell(MqttMessage packet) {
    int code =
        packet.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
            ? header.reasonCode() & BYTE
            : 0;
    return switch (code) {
      case 0, UNNAMED, TAKEN_OVER -> Optional.empty();
      case SHUTTING_DOWN ->
          Optional.of(new ServerEvent.ShutdownAnnounced("disconnect " + hexadecimal(code)));
      default -> Optional.of(new ServerEvent.Refused("disconnect " + hexadecimal(code), ""));
    };
  }

  /** A refusal to connect, in words. */
  static String named(MqttConnectReturnCode code) {
    return code.name()
        .replaceFirst("^CONNECTION_REFUSED_", "")
        .toLowerCase(Locale.ROOT)
        .replace('_', ' ');
  }

  /** A number among properties. */
  static int number(@Nullable MqttProperties properties, int key, int otherwise) {
    return properties != null
            && properties.getProperty(key) instanceof MqttProperties.IntegerProperty property
        ? property.value()
        : otherwise;
  }
}
