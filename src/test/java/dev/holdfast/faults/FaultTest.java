package dev.holdfast.faults;

import static dev.holdfast.faults.Rig.maskedFrame;
import static dev.holdfast.faults.Rig.textFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.faults.Rig.Pair;
import dev.holdfast.faults.stages.Ending;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What both peers get to see of each fault. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultTest {

  /** A frame of the greatest payload whose length takes two bytes. */
  private static final int CHUNK = 4 + 0xffff;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Rig rig;

  @BeforeEach
  void start() throws IOException {
    rig = new Rig();
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  @Test
  void resetIsSeenAsRstOnBothSides() throws IOException {
    Pair pair = rig.open();

    rig.inject(Injection.of(Fault.RESET));

    assertThat(pair.client().ending()).isEqualTo(Ending.RST);
    assertThat(pair.server().ending()).isEqualTo(Ending.RST);
    rig.awaitNoConnections();
    assertThat(rig.told).containsExactly(new Rig.FaultListenerCall(Rig.USER, Fault.RESET));
  }

  @Test
  void closeIsSeenAsFinOnBothSides() throws IOException {
    Pair pair = rig.open();

    rig.inject(Injection.of(Fault.CLOSE));

    assertThat(pair.client().ending()).isEqualTo(Ending.FIN);
    assertThat(pair.server().ending()).isEqualTo(Ending.FIN);
    pair.client().close();
    pair.server().close();
    rig.awaitNoConnections();
  }

  @Test
  void closeIsFinAlsoWhileThePeersAreSending() throws IOException {
    Pair pair = rig.open();
    pair.client().send(maskedFrame("one"));
    pair.server().send(textFrame("two"));

    rig.inject(Injection.of(Fault.CLOSE));
    pair.client().send(maskedFrame("three"));

    byte[] seen = pair.client().socket.getInputStream().readAllBytes();
    assertThat(seen).isEqualTo(Arrays.copyOf(textFrame("two"), seen.length));
  }

  @Test
  void aServerDoesNotNoticeThatItsClientVanished() throws IOException {
    Pair pair = rig.open();

    rig.inject(Injection.of(Fault.CLIENT_VANISHES));

    assertThat(pair.client().ending()).isEqualTo(Ending.RST);
    assertThat(pair.server().isSilent()).isTrue();
    pair.server().send(textFrame("are you there?"));
    assertThat(pair.server().isSilent()).isTrue();
    pair.server().close();
    rig.awaitNoConnections();
  }

  @Test
  void aServerDoesNotNoticeThatASilentClientGoesAway() throws IOException {
    Pair pair = rig.open();

    rig.inject(Injection.of(Fault.CLIENT_VANISHES).ending(Ending.SILENCE));
    pair.client().send(maskedFrame("lost"));
    pair.client().close();

    assertThat(pair.server().isSilent()).isTrue();
    assertThat(rig.user().connections()).isEqualTo(1);
  }

  @Test
  void aClientDoesNotNoticeThatItsServerVanished() throws IOException {
    Pair pair = rig.open();

    rig.inject(Injection.of(Fault.SERVER_VANISHES));

    assertThat(pair.server().ending()).isEqualTo(Ending.RST);
    pair.client().send(maskedFrame("are you there?"));
    assertThat(pair.client().isSilent()).isTrue();
    pair.client().close();
    rig.awaitNoConnections();
  }

  @Test
  void whatIsHalfOpenMeetsRstOnceHealed() throws IOException {
    Pair pair = rig.open();
    rig.inject(Injection.of(Fault.CLIENT_VANISHES));
    assertThat(pair.client().ending()).isEqualTo(Ending.RST);

    assertThat(rig.user().heal()).isEqualTo(1);

    assertThat(pair.server().ending()).isEqualTo(Ending.RST);
  }

  @Test
  void aBlackHoleIsSilentBothWaysAndDeliversLateOnceHealed() throws IOException {
    Pair pair = rig.open();

    rig.inject(Injection.of(Fault.BLACK_HOLE));
    pair.client().send("late up");
    pair.server().send("late down");

    assertThat(pair.server().isSilent()).isTrue();
    assertThat(pair.client().isSilent()).isTrue();
    rig.user().heal();
    assertThat(pair.server().readText(7)).isEqualTo("late up");
    assertThat(pair.client().readText(9)).isEqualTo("late down");
  }

  @Test
  void aFinIntoABlackHoleArrivesOnlyOnceHealed() throws IOException {
    Pair pair = rig.open();
    rig.inject(Injection.of(Fault.BLACK_HOLE));

    pair.client().send("bye").close();

    assertThat(pair.server().isSilent()).isTrue();
    rig.user().heal();
    assertThat(pair.server().readText(3)).isEqualTo("bye");
    assertThat(pair.server().ending()).isEqualTo(Ending.FIN);
  }

  @Test
  void aBlackHoleOfLimitedTimeHealsByItself() throws IOException {
    Pair pair = rig.open();
    rig.inject(Injection.of(Fault.BLACK_HOLE).time(Duration.ofMillis(500)));

    pair.server().send("late");

    assertThat(pair.client().readText(4)).isEqualTo("late");
  }

  @Test
  void aBlackHoleThatBothPeersHaveLeftKeepsNoSocket() throws IOException {
    Pair pair = rig.open();
    rig.inject(Injection.of(Fault.BLACK_HOLE));

    pair.client().close();
    pair.server().close();

    rig.awaitNoConnections();
  }

  @ParameterizedTest
  @EnumSource(
      value = Ending.class,
      names = {"FIN", "RST"})
  void anIdleConnectionIsCut(Ending ending) throws IOException {
    Pair pair = rig.open();

    rig.inject(Injection.of(Fault.IDLE_CUT).time(Duration.ofMillis(200)).ending(ending));

    assertThat(pair.client().ending()).isEqualTo(ending);
    assertThat(pair.server().ending()).isEqualTo(ending);
  }

  @Test
  void aBusyConnectionIsNotCutAsIdle() throws IOException {
    Pair pair = rig.open();
    rig.inject(Injection.of(Fault.IDLE_CUT).time(Duration.ofSeconds(2)));

    long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
    while (System.nanoTime() < end) {
      pair.client().send("x");
      assertThat(pair.server().readText(1)).isEqualTo("x");
    }

    assertThat(rig.told).isEmpty();
    assertThat(pair.client().ending()).isEqualTo(Ending.FIN);
  }

  @Test
  void aSlowReaderMakesTheServersWritesStallUntilHealed() throws IOException {
    int chunks = 1024;
    Pair pair = rig.open();
    rig.inject(Injection.of(Fault.SLOW_READER));
    AtomicInteger written = new AtomicInteger();
    Thread writer = new Thread(() -> write(pair.server(), chunks, written));
    writer.setDaemon(true);
    writer.start();

    assertThat(pair.client().read(100)).hasSize(100);
    AtomicInteger before = new AtomicInteger(-1);
    Awaitility.await("no write for 300 ms")
        .pollInterval(Duration.ofMillis(300))
        .until(() -> before.getAndSet(written.get()) == written.get());
    assertThat(written).as("64 MiB fit into no buffer").hasValueLessThan(chunks);
    rig.user().heal();
    assertThat(pair.client().read(chunks * CHUNK - 100)).hasSize(chunks * CHUNK - 100);
  }

  private static void write(Peer peer, int chunks, AtomicInteger written) {
    try {
      OutputStream out = peer.socket.getOutputStream();
      byte[] frame = new byte[CHUNK];
      System.arraycopy(new byte[] {(byte) 0x82, 126, -1, -1}, 0, frame, 0, 4);
      for (int i = 0; i < chunks; i++) {
        out.write(frame);
        written.incrementAndGet();
      }
    } catch (IOException e) {
      // The reader's assertion tells.
    }
  }

  @Test
  void aHandshakeIsRefusedAsUnauthorised() throws IOException {
    assertThat(refusal(Fault.REFUSE_401)).startsWith("HTTP/1.1 401 ").doesNotContain("Retry");
  }

  @Test
  void aHandshakeIsRefusedAsOneTooMany() throws IOException {
    assertThat(refusal(Fault.REFUSE_429))
        .startsWith("HTTP/1.1 429 ")
        .contains("Retry-After: 1\r\n");
  }

  @Test
  void aHandshakeIsRefusedAsUnavailable() throws IOException {
    assertThat(refusal(Fault.REFUSE_503))
        .startsWith("HTTP/1.1 503 ")
        .contains("Retry-After: 1\r\n");
  }

  private String refusal(Fault fault) throws IOException {
    rig.user().planNext(fault);
    Pair pair = rig.connect();
    pair.client().send(Rig.request(Rig.USER));
    String head = pair.client().readHead();
    assertThat(pair.client().ending()).isEqualTo(Ending.FIN);
    assertThat(pair.server().ending()).as("the server saw no byte").isEqualTo(Ending.FIN);
    return head;
  }

  @Test
  void aHandshakeIsDelayed() throws IOException {
    rig.user().planNext(Injection.of(Fault.DELAY_HANDSHAKE).time(Duration.ofMillis(600)));
    Pair pair = rig.connect();
    long start = System.nanoTime();

    pair.client().send(Rig.request(Rig.USER));

    assertThat(pair.server().readHead()).isEqualTo(Rig.request(Rig.USER));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(595));
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  void theServerLetsInWhomItsAnswerDoesNotReach(Ending ending) throws IOException {
    rig.user().planNext(Injection.of(Fault.CUT_HANDSHAKE).ending(ending));
    Pair pair = rig.connect();
    pair.client().send(Rig.request(Rig.USER));
    assertThat(pair.server().readHead()).isEqualTo(Rig.request(Rig.USER));
    assertThat(pair.client().isSilent()).isTrue();

    pair.server().send(Rig.SWITCHING);

    expect(pair, ending);
    assertThat(rig.told).containsExactly(new Rig.FaultListenerCall(Rig.USER, Fault.CUT_HANDSHAKE));
  }

  @Test
  void aHandshakeThatIsHealedBeforeItsAnswerIsWhole() throws IOException {
    rig.user().planNext(Fault.CUT_HANDSHAKE);
    Pair pair = rig.connect();
    pair.client().send(Rig.request(Rig.USER));
    pair.server().readHead();

    rig.user().heal();
    rig.user().awaitApplied();
    pair.server().send(Rig.SWITCHING);

    assertThat(pair.client().readHead()).isEqualTo(Rig.SWITCHING);
  }

  @Test
  void aPlanIsForOneConnectionOnly() throws IOException {
    rig.user().planNext(Fault.CLOSE);
    Pair hit = rig.open();
    Pair spared = rig.open();

    assertThat(hit.client().ending()).isEqualTo(Ending.FIN);
    assertThat(spared.client().isSilent()).isTrue();
  }

  @Test
  void otherUsersAreSpared() throws IOException {
    Pair other = rig.open("u-2");
    Pair pair = rig.open();

    rig.inject(Injection.of(Fault.RESET));

    assertThat(pair.client().ending()).isEqualTo(Ending.RST);
    other.client().send("still here");
    assertThat(other.server().readText(10)).isEqualTo("still here");
  }

  @Test
  void aHandshakeFaultIsRefusedOnAnOpenConnection() {
    assertThatThrownBy(() -> rig.user().inject(Fault.REFUSE_401))
        .hasMessage("refuse-401 acts on a handshake: plan it for the next connection of the user");
  }

  @Test
  void nobodyThereIsTold() {
    assertThat(rig.proxy.on("u-404").inject(Fault.RESET)).isFalse();
  }

  static void expect(Pair pair, Ending ending) throws IOException {
    if (ending == Ending.SILENCE) {
      assertThat(pair.client().isSilent()).isTrue();
      assertThat(pair.server().isSilent()).isTrue();
    } else {
      assertThat(pair.client().ending()).isEqualTo(ending);
      assertThat(pair.server().ending()).isEqualTo(ending);
    }
  }
}
