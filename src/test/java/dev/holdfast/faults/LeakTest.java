package dev.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.faults.Rig.Pair;
import dev.holdfast.faults.stages.Direction;
import dev.holdfast.faults.stages.Ending;
import dev.holdfast.faults.stages.Toxic;
import dev.holdfast.faults.stages.ToxicType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is done to connections, no socket, thread or buffer is left. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeakTest {

  @Test
  void everyFaultLeavesNoSocketThreadOrBuffer() throws IOException {
    for (Fault fault : Fault.values()) {
      for (Ending ending : Ending.values()) {
        Rig rig = new Rig();
        try (rig) {
          harm(rig, Injection.of(fault).ending(ending));
        }
        rig.awaitNoConnections();
      }
    }

    Awaitility.await("the proxy's threads end")
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("holdfast-proxy")));
    collect();
    assertThat(LeakRecorder.LEAKS).isEmpty();
  }

  private static void harm(Rig rig, Injection injection) throws IOException {
    rig.proxy.add(
        Toxic.of(ToxicType.LATENCY, Direction.DOWNSTREAM, java.util.Map.of("latency", 5L)));
    if (injection.fault().actsOnHandshake()) {
      rig.user().planNext(injection);
      rig.connect().client().send(Rig.request(Rig.USER));
      return;
    }
    Pair pair = rig.open();
    rig.inject(injection);
    try {
      for (int i = 0; i < 5; i++) {
        pair.server().send(Rig.textFrame("an é that is long enough"));
        pair.client().send(Rig.maskedFrame("an é that is long enough"));
      }
    } catch (IOException e) {
      // It may well have been lost by now.
    }
  }

  @Test
  void aBufferThatIsNotReleasedIsFound() {
    ByteBuf lost = UnpooledByteBufAllocator.DEFAULT.directBuffer(16);
    assertThat(lost.writeByte(1).refCnt()).isOne();
    lost = Unpooled.EMPTY_BUFFER;

    Awaitility.await("the leak is reported")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              collect();
              return !LeakRecorder.LEAKS.isEmpty();
            });
    assertThat(lost.refCnt()).isOne();
    LeakRecorder.LEAKS.clear();
  }

  /** Leaks are reported when the next buffer is made after a collection. */
  private static void collect() {
    for (int i = 0; i < 3; i++) {
      ManagementFactory.getMemoryMXBean().gc();
      for (int j = 0; j < 100; j++) {
        UnpooledByteBufAllocator.DEFAULT.directBuffer(16).release();
      }
    }
  }
}
