package dev.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.faults.Rig.Pair;
import dev.holdfast.faults.stages.Direction;
import dev.holdfast.faults.stages.Ending;
import dev.holdfast.faults.stages.Toxic;
import dev.holdfast.faults.stages.ToxicType;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What both peers get to see of each toxic. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ToxicsTest {

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

  private static Toxic down(ToxicType type, Map<String, Long> attributes) {
    return Toxic.of(type, Direction.DOWNSTREAM, attributes);
  }

  private static Duration timed(Reading reading) throws IOException {
    long start = System.nanoTime();
    reading.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private interface Reading {
    void run() throws IOException;
  }

  @Test
  void latencyDelaysOneDirectionInOrder() throws IOException {
    Pair pair = rig.connect();
    rig.proxy.add(down(ToxicType.LATENCY, Map.of("latency", 300L, "jitter", 100L)));

    Duration took =
        timed(
            () -> {
              pair.server().send("ab").send("cd");
              assertThat(pair.client().readText(4)).isEqualTo("abcd");
            });

    assertThat(took).isBetween(Duration.ofMillis(195), Duration.ofSeconds(5));
    pair.client().send("up");
    assertThat(pair.server().readText(2)).isEqualTo("up");
  }

  @Test
  void whatLatencyHeldArrivesAtOnceWhenItIsRemoved() throws IOException {
    Pair pair = rig.connect();
    rig.proxy.add(down(ToxicType.LATENCY, Map.of("latency", 3_600_000L)));
    pair.server().send("held");
    assertThat(pair.client().isSilent()).isTrue();

    assertThat(rig.proxy.remove("latency_downstream")).isTrue();

    assertThat(pair.client().readText(4)).isEqualTo("held");
  }

  @Test
  void bandwidthIsKilobytesASecond() throws IOException {
    Pair pair = rig.connect();
    rig.proxy.add(down(ToxicType.BANDWIDTH, Map.of("rate", 100L)));

    Duration took =
        timed(
            () -> {
              pair.server().send(new byte[60_000]);
              pair.client().read(60_000);
            });

    assertThat(took).isBetween(Duration.ofMillis(550), Duration.ofSeconds(5));
  }

  @Test
  void slowCloseDelaysTheEndOnly() throws IOException {
    Pair pair = rig.connect();
    rig.proxy.add(down(ToxicType.SLOW_CLOSE, Map.of("delay", 600L)));

    Duration took =
        timed(
            () -> {
              pair.server().send("data").finish();
              assertThat(pair.client().readText(4)).isEqualTo("data");
              assertThat(pair.client().ending()).isEqualTo(Ending.FIN);
            });

    assertThat(took).isGreaterThan(Duration.ofMillis(595));
  }

  @Test
  void timeoutDropsDataAndThenCloses() throws IOException {
    Pair pair = rig.connect();

    Duration took =
        timed(
            () -> {
              rig.proxy.add(down(ToxicType.TIMEOUT, Map.of("timeout", 600L)));
              pair.server().send("dropped");
              assertThat(pair.client().ending()).isEqualTo(Ending.FIN);
            });

    assertThat(took).isGreaterThan(Duration.ofMillis(595));
  }

  @Test
  void timeoutOfZeroIsABlackHoleUntilItIsRemoved() throws IOException {
    Pair pair = rig.connect();
    rig.proxy.add(down(ToxicType.TIMEOUT, Map.of("timeout", 0L)));
    pair.server().send("dropped");
    assertThat(pair.client().isSilent()).isTrue();

    rig.proxy.remove("timeout_downstream");

    assertThat(pair.client().ending()).isEqualTo(Ending.FIN);
    assertThat(pair.server().ending()).isEqualTo(Ending.FIN);
  }

  @Test
  void resetPeerResetsBothSidesOnceDataComes() throws IOException {
    Pair pair = rig.connect();
    rig.proxy.add(down(ToxicType.RESET_PEER, Map.of("timeout", 0L)));
    assertThat(pair.client().isSilent()).isTrue();

    pair.server().send("now");

    assertThat(pair.client().ending()).isEqualTo(Ending.RST);
    assertThat(pair.server().ending()).isEqualTo(Ending.RST);
  }

  @Test
  void slicerKeepsEveryByteAndPauses() throws IOException {
    Pair pair = rig.connect();
    rig.proxy.add(
        down(
            ToxicType.SLICER, Map.of("average_size", 10L, "size_variation", 5L, "delay", 20_000L)));
    String text = "0123456789".repeat(20);

    Duration took =
        timed(
            () -> {
              pair.server().send(text);
              assertThat(pair.client().readText(200)).isEqualTo(text);
            });

    assertThat(took).as("at least 13 pauses of 20 ms").isGreaterThan(Duration.ofMillis(200));
  }

  @Test
  void limitDataClosesBothSidesAfterItsBytes() throws IOException {
    Pair pair = rig.connect();
    rig.proxy.add(down(ToxicType.LIMIT_DATA, Map.of("bytes", 3L)));

    pair.server().send("abcdef");

    assertThat(pair.client().readText(3)).isEqualTo("abc");
    assertThat(pair.client().ending()).isEqualTo(Ending.FIN);
    assertThat(pair.server().ending()).isEqualTo(Ending.FIN);
  }

  @Test
  void toxicsAlsoActOnConnectionsToCome() throws IOException {
    rig.proxy.add(down(ToxicType.LIMIT_DATA, Map.of("bytes", 1L)));
    Pair pair = rig.connect();

    pair.server().send("ab");

    assertThat(pair.client().readText(1)).isEqualTo("a");
    assertThat(pair.client().ending()).isEqualTo(Ending.FIN);
  }

  @Test
  void aToxicityOfZeroSparesAll() throws IOException {
    rig.proxy.add(
        new Toxic("never", ToxicType.LIMIT_DATA, Direction.DOWNSTREAM, 0, Map.of("bytes", 1L)));
    Pair pair = rig.connect();

    pair.server().send("ab");

    assertThat(pair.client().readText(2)).isEqualTo("ab");
  }

  @Test
  void nonsenseIsRefusedByName() {
    assertThatThrownBy(() -> down(ToxicType.BANDWIDTH, Map.of()))
        .hasMessage("bandwidth.rate must be at least 1, got: {}");
    assertThatThrownBy(() -> down(ToxicType.LATENCY, Map.of("latncy", 1L)))
        .hasMessage("latency has the attributes latency, jitter, got: latncy");
    assertThatThrownBy(() -> down(ToxicType.LATENCY, Map.of("latency", -1L)))
        .hasMessage("latency.latency must be 0 to 2147483647, got: -1");
    assertThatThrownBy(
            () -> down(ToxicType.SLICER, Map.of("average_size", 5L, "size_variation", 5L)))
        .hasMessage("slicer.size_variation must be below average_size, got: 5");
    assertThatThrownBy(() -> new Toxic("t", ToxicType.TIMEOUT, Direction.UPSTREAM, 1.5, Map.of()))
        .hasMessage("toxicity must be 0 to 1, got: 1.5");
  }
}
