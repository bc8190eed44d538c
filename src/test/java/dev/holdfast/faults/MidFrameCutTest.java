package dev.holdfast.faults;

import static dev.holdfast.faults.Rig.maskedFrame;
import static dev.holdfast.faults.Rig.textFrame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.faults.Rig.Pair;
import dev.holdfast.faults.stages.Direction;
import dev.holdfast.faults.stages.Ending;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cuts in mid-frame: in the header, in the payload, inside a character, between fragments. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MidFrameCutTest {
  private Rig rig;

  @BeforeEach
  void start() throws IOException {
    rig = new Rig();
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  void aFrameIsCutInItsHeader(Ending ending) throws IOException {
    Pair pair = rig.open();
    rig.inject(Injection.of(Fault.CUT_IN_HEADER).ending(ending));
    pair.server().send(textFrame("hello"));

    assertThat(pair.client().read(1)).containsExactly(0x81);
    FaultTest.expect(pair, ending);
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  void aFrameIsCutInItsPayload(Ending ending) throws IOException {
    Pair pair = rig.open();
    rig.inject(Injection.of(Fault.CUT_IN_PAYLOAD).ending(ending));
    pair.server().send(textFrame("abcdef"));

    assertThat(pair.client().read(5)).containsExactly(0x81, 6, 'a', 'b', 'c');
    FaultTest.expect(pair, ending);
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  void aFrameIsCutInsideACharacter(Ending ending) throws IOException {
    Pair pair = rig.open();
    rig.inject(Injection.of(Fault.CUT_IN_CHARACTER).ending(ending));
    pair.server().send(textFrame("plain")).send(textFrame("aé"));

    assertThat(pair.client().read(7)).isEqualTo(textFrame("plain"));
    assertThat(pair.client().read(4)).containsExactly(0x81, 3, 'a', 0xc3);
    FaultTest.expect(pair, ending);
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  void aMessageIsCutBetweenFragments(Ending ending) throws IOException {
    Pair pair = rig.open();
    rig.inject(Injection.of(Fault.CUT_BETWEEN_FRAGMENTS).ending(ending));
    pair.server().send(textFrame("abcdefgh"));

    assertThat(pair.client().read(6)).containsExactly(0x01, 4, 'a', 'b', 'c', 'd');
    FaultTest.expect(pair, ending);
  }

  @Test
  void aFragmentedMessageIsCutWhereItIsFragmented() throws IOException {
    Pair pair = rig.open();
    rig.inject(Injection.of(Fault.CUT_BETWEEN_FRAGMENTS));
    pair.server().send(new byte[] {0x01, 2, 'a', 'b', (byte) 0x80, 1, 'c'});

    assertThat(pair.client().read(4)).containsExactly(0x01, 2, 'a', 'b');
    assertThat(pair.client().ending()).isEqualTo(Ending.FIN);
  }

  @Test
  void framesOfTheClientAreCutUnderTheirMask() throws IOException {
    Pair pair = rig.open();
    rig.inject(Injection.of(Fault.CUT_IN_CHARACTER).direction(Direction.UPSTREAM));
    byte[] frame = maskedFrame("aé");
    pair.client().send(frame);

    assertThat(pair.server().read(8)).isEqualTo(Arrays.copyOf(frame, 8));
    assertThat(pair.server().ending()).isEqualTo(Ending.FIN);
    assertThat(pair.client().ending()).isEqualTo(Ending.FIN);
  }

  @Test
  void aSilentCutThatHealsLeavesAStreamThatIsValid() throws IOException {
    Pair pair = rig.open();
    rig.inject(
        Injection.of(Fault.CUT_BETWEEN_FRAGMENTS)
            .direction(Direction.UPSTREAM)
            .ending(Ending.SILENCE));
    byte[] whole = maskedFrame("abcdefgh");
    pair.client().send(whole).send("+");
    assertThat(pair.server().read(10)).startsWith(0x01, 0x84, 0x11, 0x22, 0x33, 0x44);
    assertThat(pair.server().isSilent()).isTrue();

    rig.user().heal();

    assertThat(pair.server().read(6)).containsExactly(0x80, 0x84, 0x11, 0x22, 0x33, 0x44);
    assertThat(pair.server().read(4)).isEqualTo(Arrays.copyOfRange(whole, 10, 14));
    assertThat(pair.server().readText(1)).isEqualTo("+");
  }
}
