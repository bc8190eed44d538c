package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.core.exception.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameLengthsTest {

  /** Each length of interest, and as many bytes at a time as a network brings. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1_000, 1_000_000})
  void passesFramesWhoseLengthsAreAsShortAsTheyCanBe(int atOnce) {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    for (int length : new int[] {0, 1, 125, 126, 127, 65_535, 65_536, 70_000, 0}) {
      frame(sent, length, length < 126 ? 0 : length < 65_536 ? 2 : 8);
    }
    FrameLengths lengths = new FrameLengths();
    byte[] bytes = sent.toByteArray();
    for (int at = 0; at < bytes.length; at += atOnce) {
      lengths.read(ByteBuffer.wrap(bytes, at, Math.min(atOnce, bytes.length - at)));
    }
    assertRefused(lengths, 125, 2);
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "125, 2", "0, 8", "125, 8", "126, 8", "65535, 8"})
  void refusesOneThatIsLonger(int length, int bytes) {
    assertRefused(new FrameLengths(), length, bytes);
  }

  /** Jetty refuses it as too large; what is claimed to follow must not be taken for a head. */
  @Test
  void theLongestLengthThatCanBeClaimedIsAllContent() {
    ByteBuffer claimed = ByteBuffer.allocate(17);
    claimed.put((byte) 0x81).put((byte) 0xFF).putLong(Long.MAX_VALUE);
    // As a head this would have a length that is not minimal.
    claimed.put(new byte[] {0, 0, 0, (byte) 0x81, (byte) 0xFE, 0, 0});

    assertThatCode(() -> new FrameLengths().read(claimed.flip())).doesNotThrowAnyException();
  }

  @Test
  void leavesTheBytesWhereTheyAre() {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    frame(sent, 5, 0);
    ByteBuffer bytes = ByteBuffer.wrap(sent.toByteArray());

    new FrameLengths().read(bytes);

    assertThat(bytes.position()).isZero();
    assertThat(bytes.remaining()).isEqualTo(sent.size());
  }

  private static void assertRefused(FrameLengths lengths, int length, int bytes) {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    frame(sent, length, bytes);
    assertThatThrownBy(() -> lengths.read(ByteBuffer.wrap(sent.toByteArray())))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("length is not minimal");
  }

  /** A masked frame, its length written in so many further bytes. */
  private static void frame(ByteArrayOutputStream to, int length, int bytes) {
    to.write(0x81);
    to.write(0x80 | (bytes == 0 ? length : bytes == 2 ? 126 : 127));
    for (int i = bytes - 1; i >= 0; i--) {
      to.write(i < 4 ? length >> (8 * i) : 0);
    }
    // What it carries would be lengths of its own if it were read as a head.
    for (int i = 0; i < 4 + length; i++) {
      to.write(0xfe);
    }
  }
}
