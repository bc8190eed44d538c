package dev.holdfast.dialect.mqtt;

import static dev.holdfast.dialect.mqtt.SmallBroker.publish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Payload;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A connection that stays open while the next one begins has nothing to do with that. */
final class LeftConnectionTest {

  private final MqttSession session = MqttSessionTest.session(1);
  private final SmallBroker broker = new SmallBroker(session).greets(false);

  @Test
  void whatIsAskedOnItIsNotAnsweredOnTheNext() {
    DialectSession left = session.leftBehind();
    broker.greets(true);

    left.ping();
    session.keepAlive();

    assertThat(broker.says(MqttMessage.PINGRESP)).isEmpty();
  }

  @Test
  void whatWasAskedOnItIsAnsweredOnIt() {
    session.keepAlive();
    DialectSession left = session.leftBehind();
    left.ping();
    broker.greets(true);

    SmallBroker old = new SmallBroker(left);
    assertThat(old.says(MqttMessage.PINGRESP)).isEmpty();
    assertThat(old.says(MqttMessage.PINGRESP)).containsExactly(new ServerEvent.Pong());
  }

  @Test
  void aPacketIsReadToItsEndWhereItBegan() {
    byte[] packet = broker.bytes(publish(1, 1, false, "hello"));
    session.read(Payload.of(Arrays.copyOf(packet, 5)));
    DialectSession left = session.leftBehind();
    broker.greets(true);

    assertThat(left.read(Payload.of(Arrays.copyOfRange(packet, 5, packet.length))).events())
        .containsExactly(new ServerEvent.Notified("1", "hello"));
    assertThat(broker.says(publish(2, 1, false, "again")))
        .containsExactly(new ServerEvent.Notified("2", "again"));
  }
}
