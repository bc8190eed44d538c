package dev.holdfast.dialect.mqtt;

import static dev.holdfast.dialect.mqtt.SmallBroker.connAck;
import static dev.holdfast.dialect.mqtt.SmallBroker.disconnect;
import static dev.holdfast.dialect.mqtt.SmallBroker.publish;
import static dev.holdfast.dialect.mqtt.SmallBroker.reply;
import static dev.holdfast.dialect.mqtt.SmallBroker.subAck;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.UserMessage;
import dev.holdfast.dialect.file.rules.Template;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MqttSessionTest {

  private static final ServerEvent NEW =
      new ServerEvent.Established("", true, true, false, false, -1);
  private static final ServerEvent RESUMED =
      new ServerEvent.Established("", true, true, true, false, -1);

  private final MqttSession session = session(2);
  private final SmallBroker broker = new SmallBroker(session);

  static MqttSession session(int level) {
    MqttSession session =
        new MqttSession(
            new MqttPromise(level, Duration.ofSeconds(10), Duration.ofMinutes(15)),
            new MqttNames(
                Template.of("/mqtt"),
                Template.of("{{user}}-{{run}}"),
                Template.of("{{user}}"),
                Template.of("holdfast/to/{{user}}-{{run}}"),
                Template.of("holdfast/from/{{user}}-{{run}}")),
            "1");
    session.granted(SessionGrant.known("ann", "secret"));
    return session;
  }

  private static UserMessage message(String id) {
    return new UserMessage(id, "text of " + id, Memory.EMPTY, false);
  }

  private static MqttMessage accepted(boolean resumed) {
    return connAck(resumed, MqttConnectReturnCode.CONNECTION_ACCEPTED, 0);
  }

  @Test
  void itComesToASessionThatTheBrokerKeepsForIt() {
    Payload.Binary hello = (Payload.Binary) session.opened().replies().get(0);

    new MqttWire()
        .read(
            hello.bytes(),
            packet -> {
              MqttConnectMessage connect = (MqttConnectMessage) packet;
              assertThat(connect.variableHeader().version()).isEqualTo(5);
              assertThat(connect.variableHeader().isCleanSession()).isFalse();
              assertThat(connect.variableHeader().keepAliveTimeSeconds()).isEqualTo(10);
              assertThat(
                      connect
                          .variableHeader()
                          .properties()
                          .getProperty(MqttProperties.SESSION_EXPIRY_INTERVAL)
                          .value())
                  .isEqualTo(900);
              assertThat(connect.payload().clientIdentifier()).isEqualTo("ann-1");
              assertThat(connect.payload().userName()).isEqualTo("ann");
              assertThat(connect.payload().passwordInBytes())
                  .asString(StandardCharsets.UTF_8)
                  .isEqualTo("secret");
            });
    assertThat(hello.bytes()).isNotEmpty();
  }

  @Test
  void whoIsNewSubscribesAndIsGreetedThen() {
    assertThat(broker.open()).containsExactly("CONNECT");
    assertThat(broker.says(accepted(false))).isEmpty();
    assertThat(broker.heard()).containsExactly("CONNECT", "SUBSCRIBE 1");
    assertThat(broker.says(subAck(2))).containsExactly(NEW);
  }

  @Test
  void whoIsResumedIsGreetedAtOnceAndSubscribesToNothing() {
    broker.greets(false).open();

    assertThat(broker.says(accepted(true))).containsExactly(RESUMED);
    assertThat(broker.heard()).containsExactly("CONNECT");
  }

  @Test
  void whoseSessionIsGoneSubscribesAgainAndIsToldSo() {
    broker.greets(false).open();

    assertThat(broker.says(accepted(false))).isEmpty();
    assertThat(broker.says(subAck(2))).containsExactly(NEW);
  }

  @Test
  void whoseSubscriptionWasNeverGrantedSubscribesInASessionThatIsThereToo() {
    broker.open();
    broker.says(accepted(false));

    broker.open();
    assertThat(broker.says(accepted(true))).as("cut before it was granted").isEmpty();
    assertThat(broker.heard()).endsWith("SUBSCRIBE 1");
    assertThat(broker.says(subAck(2))).containsExactly(NEW);
    broker.open();
    assertThat(broker.says(accepted(true))).containsExactly(RESUMED);
  }

  @Test
  void aSessionThatWasLostIsToldThoughTheConnectionThatToldItWasCut() {
    broker.greets(false).open();
    broker.says(accepted(false));

    broker.open();
    assertThat(broker.says(accepted(true))).as("not resumed yet").isEmpty();
    assertThat(broker.says(subAck(2))).containsExactly(NEW);
  }

  @Test
  void aLowerGrantStaysARefusalOnTheNextConnection() {
    broker.open();
    broker.says(accepted(false));
    assertThat(broker.says(subAck(1))).first().isInstanceOf(ServerEvent.Refused.class);

    broker.open();
    assertThat(broker.says(accepted(true))).as("not resumed").isEmpty();
    assertThat(broker.says(subAck(1))).first().isInstanceOf(ServerEvent.Refused.class);
  }

  @Test
  void aBrokerThatKeepsLessThanWasAskedForIsNotJudgedByIt() {
    broker.open();
    assertThat(
            broker.says(
                connAck(
                    false,
                    MqttConnectReturnCode.CONNECTION_ACCEPTED,
                    MqttProperties.SESSION_EXPIRY_INTERVAL,
                    60)))
        .containsExactly(
            new ServerEvent.Refused(
                "session expiry 60 s", "900 s were asked for: lower session-expiry"));
    assertThat(
            broker.says(
                connAck(
                    false,
                    MqttConnectReturnCode.CONNECTION_ACCEPTED,
                    MqttProperties.SERVER_KEEP_ALIVE,
                    2)))
        .containsExactly(
            new ServerEvent.Refused("keep-alive 2 s", "10 s were asked for: lower keep-alive"));
  }

  @Test
  void forASubscriberOfLevelZeroNothingIsSentAgain() {
    MqttSession zero = session(0);
    SmallBroker of = new SmallBroker(zero);
    of.open();
    of.says(accepted(false));
    of.says(subAck(0));
    of.heard();
    assertThat(of.heard(zero.speakTo(Map.of("topic", "t"), "o-1", "x").toArray(Payload[]::new)))
        .hasSize(1);
    of.heard();

    of.open();
    of.says(accepted(true));
    assertThat(of.heard()).containsExactly("CONNECT");
  }

  @Test
  void noMoreIsSentAgainThanTheBrokerTakesAtATime() {
    broker.greets(false);
    for (String id : List.of("a", "b", "c")) {
      session.say(message(id));
    }

    broker.open();
    broker.says(connAck(true, MqttConnectReturnCode.CONNECTION_ACCEPTED, 2));
    assertThat(broker.heard())
        .hasSize(3)
        .noneMatch(packet -> packet.startsWith("PUBLISH 3"))
        .element(2)
        .asString()
        .startsWith("PUBLISH 2 qos 2 again");
    broker.says(reply(MqttMessageType.PUBREC, 1, 0), reply(MqttMessageType.PUBCOMP, 1, 0));
    assertThat(broker.heard()).last().asString().startsWith("PUBLISH 3 qos 2 again");
  }

  @Test
  void aMessageOfTheFirstLevelIsAcknowledgedWheneverItComes() {
    broker.greets(false);

    assertThat(broker.says(publish(7, 1, false, "hé"), publish(7, 1, true, "hé")))
        .containsExactly(new ServerEvent.Notified("7", "hé"), new ServerEvent.Notified("7", "hé"));
    assertThat(broker.heard()).containsExactly("PUBACK 7", "PUBACK 7");
  }

  @Test
  void aMessageOfTheSecondLevelCountsOnceUntilItIsReleased() {
    broker.greets(false);

    assertThat(broker.says(publish(7, 2, false, "one"))).hasSize(1);
    broker.open();
    assertThat(broker.says(accepted(true), publish(7, 2, true, "one"))).containsExactly(RESUMED);
    assertThat(broker.says(reply(MqttMessageType.PUBREL, 7, 0))).isEmpty();
    assertThat(broker.says(publish(7, 2, false, "another"))).hasSize(1);
    assertThat(broker.heard())
        .containsExactly("PUBREC 7", "CONNECT", "PUBREC 7", "PUBCOMP 7", "PUBREC 7");
  }

  @Test
  void whatTheBrokerForgotWithTheSessionMayHaveTheSameNumberAgain() {
    broker.greets(false);
    assertThat(broker.says(publish(7, 2, false, "one"))).hasSize(1);

    broker.greets(false);

    assertThat(broker.says(publish(7, 2, false, "another"))).hasSize(1);
  }

  @Test
  void aMessageOfTheSecondLevelIsAcknowledgedAtItsEnd() {
    broker.greets(false);

    assertThat(broker.heard(session.say(message("m-1"))))
        .containsExactly("PUBLISH 1 qos 2 holdfast/from/ann-1: text of m-1");
    broker.heard();
    assertThat(broker.says(reply(MqttMessageType.PUBREC, 1, 0))).isEmpty();
    assertThat(broker.heard()).containsExactly("PUBREL 1");
    assertThat(broker.says(reply(MqttMessageType.PUBCOMP, 1, 0)))
        .containsExactly(new ServerEvent.Acked("m-1", 0, -1));
  }

  /** Nothing acknowledges one of level 0, and what is not acknowledged is owed by nobody. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void ofALowerLevelItIsAcknowledgedByOnePacket(int level) {
    MqttSession lower = session(level);
    SmallBroker other = new SmallBroker(lower);
    other.open();
    other.says(accepted(false));
    assertThat(other.says(subAck(level))).containsExactly(NEW);

    assertThat(other.heard(lower.say(message("m-1"))))
        .containsExactly("PUBLISH 1 qos 1 holdfast/from/ann-1: text of m-1");
    assertThat(other.says(reply(MqttMessageType.PUBACK, 1, 0)))
        .containsExactly(new ServerEvent.Acked("m-1", 0, -1));
  }

  @Test
  void whatIsUnderWayIsSentAgainInOrderOnTheNextConnection() {
    broker.greets(false);
    broker.heard(session.say(message("m-1")), session.say(message("m-2")));
    broker.says(reply(MqttMessageType.PUBREC, 1, 0));
    broker.open();
    broker.heard();

    broker.says(accepted(true));

    assertThat(broker.heard())
        .containsExactly("PUBREL 1", "PUBLISH 2 qos 2 again holdfast/from/ann-1: text of m-2");
    assertThat(broker.heard(session.say(message("m-2"))))
        .as("not twice on one connection")
        .containsExactly("PINGREQ");
  }

  @Test
  void whatWasUnderWayInASessionThatIsGoneIsSaidAfreshOrNotAtAll() {
    broker.greets(false);
    broker.heard(session.say(message("m-1")));

    broker.greets(false);

    assertThat(broker.heard(session.say(message("m-1"))))
        .containsExactly("PUBLISH 2 qos 2 holdfast/from/ann-1: text of m-1");
  }

  @Test
  void whoSpeaksForManyKeepsToWhatTheBrokerTakesAtATime() {
    broker.open();
    broker.says(connAck(false, MqttConnectReturnCode.CONNECTION_ACCEPTED, 2), subAck(2));
    broker.heard();
    for (String id : List.of("o-1", "o-2", "o-3", "o-4")) {
      session
          .speakTo(session(2).address(), id, "text of " + id)
          .forEach(frame -> broker.heard(frame));
    }
    assertThat(broker.heard())
        .containsExactly(
            "PUBLISH 1 qos 2 holdfast/to/ann-1: text of o-1",
            "PUBLISH 2 qos 2 holdfast/to/ann-1: text of o-2");

    assertThat(broker.says(reply(MqttMessageType.PUBCOMP, 1, 0)))
        .containsExactly(new ServerEvent.Acked("o-1", 0, -1));

    assertThat(broker.heard()).containsExactly("PUBLISH 3 qos 2 holdfast/to/ann-1: text of o-3");
  }

  @Test
  void onlyASignOfLifeThatWasAskedForIsTold() {
    broker.greets(false);
    session.keepAlive();
    session.ping();

    assertThat(broker.says(MqttMessage.PINGRESP)).isEmpty();
    assertThat(broker.says(MqttMessage.PINGRESP)).containsExactly(new ServerEvent.Pong());
  }

  @Test
  void aRefusalIsToldByItsReason() {
    broker.open();
    assertThat(
            broker.says(
                connAck(
                    false, MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD, 0)))
        .containsExactly(new ServerEvent.Refused("bad username or password", ""));
    broker.open();
    assertThat(broker.says(accepted(false), subAck(1)))
        .containsExactly(
            new ServerEvent.Refused("subscription 0x01", "quality of service 2 was asked for"));
  }

  @Test
  void aMessageThatIsRefusedIsNotAcknowledged() {
    broker.greets(false);
    broker.heard(session.say(message("m-1")));
    session.speakTo(session.address(), "o-1", "text").forEach(broker::heard);

    assertThat(broker.says(reply(MqttMessageType.PUBREC, 1, 0x87)))
        .containsExactly(new ServerEvent.Refused("0x87", ""));
    assertThat(broker.says(reply(MqttMessageType.PUBREC, 2, 0x97)))
        .as("who waits for it knows it by its id")
        .containsExactly(new ServerEvent.Refused("o-1", "0x97"));
  }

  @Test
  void aPacketMayComeInSeveralFramesAndAFrameMayHoldSeveral() {
    broker.greets(false);
    byte[] one = broker.bytes(publish(7, 1, false, "one"));

    assertThat(broker.saysBytes(Arrays.copyOf(one, 5))).isEmpty();
    assertThat(broker.saysBytes(Arrays.copyOfRange(one, 5, one.length))).hasSize(1);
    assertThat(broker.says(publish(8, 1, false, "two"), publish(9, 1, false, "three"))).hasSize(2);
  }

  @Test
  void whatIsNoPacketIsUnreadableAndTheNextConnectionIsWhole() {
    broker.greets(false);

    assertThat(broker.saysBytes(new byte[] {0, 0, 1, 2}))
        .singleElement()
        .isInstanceOf(ServerEvent.Unreadable.class);
    assertThat(session.read(Payload.of("text")).events())
        .singleElement()
        .isInstanceOf(ServerEvent.Unreadable.class);
    broker.open();
    assertThat(broker.says(accepted(true))).containsExactly(RESUMED);
  }

  @Test
  void aLastWordTellsWhyUnlessANewerConnectionIsMeantOrNothing() {
    broker.greets(false);

    assertThat(broker.says(disconnect(0x8e), disconnect(0x83), disconnect(0))).isEmpty();
    assertThat(broker.says(disconnect(0x8b)))
        .containsExactly(new ServerEvent.ShutdownAnnounced("disconnect 0x8b"));
    assertThat(broker.says(disconnect(0x93)))
        .containsExactly(new ServerEvent.Refused("disconnect 0x93", ""));
  }
}
