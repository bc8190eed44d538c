package dev.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.faults.stages.FrameTracker;
import dev.holdfast.faults.stages.Stage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/** Wherever the network cuts the bytes, frames are found and cut at the same place. */
class FrameCutterTest {

  private static final class Collector extends Stage {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void data(ByteBuf arrived) {
      byte[] copy = new byte[arrived.readableBytes()];
      arrived.readBytes(copy);
      bytes.writeBytes(copy);
      arrived.release();
    }
  }

  private Collector collector = new Collector();
  private FrameCutter frames = new FrameCutter();
  private int cutAfter = -1;

  @BeforeTry
  void fresh() {
    collector = new Collector();
    frames = new FrameCutter();
    cutAfter = -1;
    frames.next(collector);
  }

  @Property(tries = 200)
  void untouchedFramesPassByteForByte(
      @ForAll @Size(max = 8) List<@IntRange(max = 300) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 64) int step) {
    byte[] all = stream(lengths);

    feed(all, step);

    assertThat(collector.bytes.toByteArray()).isEqualTo(all);
  }

  @Property(tries = 200)
  void aCutBetweenFragmentsKeepsEveryPayloadByteInOrder(
      @ForAll @IntRange(min = 5, max = 70_000) int length,
      @ForAll @IntRange(min = 1, max = 1000) int step) {
    byte[] all = stream(List.of(0, 3, length, 7));
    frames.arm(Fault.CUT_BETWEEN_FRAGMENTS, () -> cutAfter = collector.bytes.size());

    feed(all, step);

    byte[] out = collector.bytes.toByteArray();
    assertThat(cutAfter).isPositive();
    assertThat(payloads(out)).isEqualTo(payloads(all));
    // The two whole frames of 0 and 3 bytes come first.
    assertThat(out[7] & 0x80).as("a fragment that is not the last").isZero();
  }

  @Property(tries = 200)
  void aCutInThePayloadIsAtItsMiddle(
      @ForAll @IntRange(min = 2, max = 70_000) int length,
      @ForAll @IntRange(min = 1, max = 1000) int step) {
    byte[] all = stream(List.of(length));
    int headerSize = all.length - length;
    frames.arm(Fault.CUT_IN_PAYLOAD, () -> cutAfter = collector.bytes.size());

    feed(all, step);

    assertThat(cutAfter).isEqualTo(headerSize + length / 2);
  }

  @Property(tries = 100)
  void aCutThatIsArmedInTheMiddleOfAFrameWaitsForTheNext(
      @ForAll @IntRange(min = 1, max = 20) int before) {
    byte[] all = stream(List.of(20, 20));
    feed(java.util.Arrays.copyOf(all, before), 100);
    frames.arm(Fault.CUT_IN_HEADER, () -> cutAfter = collector.bytes.size());

    feed(java.util.Arrays.copyOfRange(all, before, all.length), 100);

    assertThat(cutAfter).isEqualTo(23);
  }

  @Property(tries = 100)
  void aCutThatIsTakenBackLosesNothing(@ForAll @IntRange(max = 20) int before) {
    byte[] all = stream(List.of(0, 300, 9));
    frames.arm(Fault.CUT_BETWEEN_FRAGMENTS, () -> cutAfter = collector.bytes.size());
    feed(java.util.Arrays.copyOf(all, before), 1);
    frames.disarm();

    feed(java.util.Arrays.copyOfRange(all, before, all.length), 1);

    assertThat(cutAfter).isNegative();
    assertThat(payloads(collector.bytes.toByteArray())).isEqualTo(payloads(all));
  }

  private void feed(byte[] bytes, int step) {
    for (int from = 0; from < bytes.length; from += step) {
      int length = Math.min(step, bytes.length - from);
      frames.data(Unpooled.copiedBuffer(bytes, from, length));
    }
  }

  private static byte[] stream(List<Integer> lengths) {
    ByteBuf all = Unpooled.buffer();
    for (int length : lengths) {
      all.writeByte(0x82);
      if (length < 126) {
        all.writeByte(length);
      } else if (length <= 0xffff) {
        all.writeByte(126).writeShort(length);
      } else {
        all.writeByte(127).writeLong(length);
      }
      for (int i = 0; i < length; i++) {
        all.writeByte(i * 31 + length);
      }
    }
    byte[] bytes = new byte[all.readableBytes()];
    all.readBytes(bytes);
    return bytes;
  }

  /** All payloads of a stream, joined. */
  private static byte[] payloads(byte[] stream) {
    FrameTracker tracker = new FrameTracker();
    ByteBuf bytes = Unpooled.wrappedBuffer(stream);
    ByteArrayOutputStream payloads = new ByteArrayOutputStream();
    int index = 0;
    while (index < stream.length) {
      boolean payload = tracker.inPayload();
      int next = tracker.advance(bytes, index, stream.length);
      if (payload) {
        payloads.write(stream, index, next - index);
      }
      index = next;
    }
    return payloads.toByteArray();
  }
}
