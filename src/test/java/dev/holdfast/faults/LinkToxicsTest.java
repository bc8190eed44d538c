package dev.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.faults.stages.Direction;
import dev.holdfast.faults.stages.Toxic;
import dev.holdfast.faults.stages.ToxicType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which toxics act on one link, without a network. */
class LinkToxicsTest {

  private static final Toxic HOUR =
      Toxic.of(ToxicType.LATENCY, Direction.DOWNSTREAM, Map.of("latency", 3_600_000L));

  private static final Link.Owner NOBODYS =
      new Link.Owner() {
        @Override
        public List<Injection> arrived(String user, Link link) {
          return List.of();
        }

        @Override
        public void left(@Nullable String user, Link link) {
          // There is nobody.
        }
      };

  private final EmbeddedChannel client = new EmbeddedChannel();
  private final EmbeddedChannel server = new EmbeddedChannel();
  private final Link link =
      new Link(
          new LinkContext(
              "X-Holdfast-User",
              new TrafficCounts(),
              (user, fault, time) -> {},
              System::nanoTime,
              new SplittableRandom(1)),
          NOBODYS,
          client,
          server);

  @Test
  void aToxicThatComesWithTheStartAndAsAnAdditionActsOnce() {
    link.start(List.of(HOUR));
    link.toxics().add(HOUR);
    server.writeInbound(Unpooled.copiedBuffer("held", StandardCharsets.UTF_8));
    assertThat(client.<ByteBuf>readOutbound()).isNull();

    link.toxics().remove(HOUR.name());
    client.flush();

    ByteBuf arrived = client.readOutbound();
    assertThat(arrived.toString(StandardCharsets.UTF_8)).isEqualTo("held");
    arrived.release();
  }
}
