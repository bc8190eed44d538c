package dev.holdfast.dialect.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/**
 * Packets of one connection to bytes and back: a WebSocket message may hold a part of one, or
 * several. For one thread at a time.
 */
final class MqttWire {

  /** The longest packet that the protocol has. Source: MQTT 5.0, section 1.5.5. */
  private static final int LONGEST = 268_435_455;

  private final EmbeddedChannel channel =
      new EmbeddedChannel(new MqttDecoder(LONGEST), MqttEncoder.INSTANCE);

  byte[] bytes(MqttMessage packet) {
    channel.writeOutbound(packet);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      bytes.writeBytes(ByteBufUtil.getBytes(part));
      part.release();
    }
    return bytes.toByteArray();
  }

  /**
   * Reads on.
   *
   * @param each is told of each packet that is whole, and must not keep it
   * @throws RuntimeException if the bytes are no packets
   */
  void read(byte[] bytes, Consumer<MqttMessage> each) {
    channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    for (Object packet = channel.readInbound(); packet != null; packet = channel.readInbound()) {
      try {
        each.accept((MqttMessage) packet);
      } finally {
        ReferenceCountUtil.release(packet);
      }
    }
  }
}
