package dev.holdfast.backend.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContendedWorkTest {
  private static final long SIZE = TimeUnit.MILLISECONDS.toNanos(20);
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  @Test
  void aPieceAloneTakesItsOwnTime() throws InterruptedException {
    assertThat(nanosOf(1, 0.5)).isGreaterThanOrEqualTo(SIZE);
  }

  @Test
  void tenAtOnceWaitForEachOthersSerialShare() throws InterruptedException {
    assertThat(nanosOf(10, 0.5)).isGreaterThanOrEqualTo((long) (SIZE * (1 + 0.5 * 9)) - 1_000);
  }

  @Test
  void piecesEndInTheOrderInWhichTheyBegan() throws InterruptedException {
    ContendedWork work = new ContendedWork(SIZE, 0.1, scheduler, System::nanoTime);
    List<Integer> ended = new CopyOnWriteArrayList<>();
    CountDownLatch all = new CountDownLatch(5);
    for (int i = 0; i < 5; i++) {
      int number = i;
      work.begin(
          () -> {
            ended.add(number);
            all.countDown();
          });
    }

    assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(ended).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void contentionNeedsWorkToContendFor() {
    assertThatThrownBy(() -> new AgentPace(Duration.ZERO, Duration.ZERO, 0.1))
        .hasMessage("contention needs an agent-delay above 0, got: 0.1 of no work");
    assertThatThrownBy(() -> new AgentPace(Duration.ofMillis(1), Duration.ZERO, 1.5))
        .hasMessage("contention must be 0 to 1, got: 1.5");
  }

  private long nanosOf(int pieces, double contention) throws InterruptedException {
    ContendedWork work = new ContendedWork(SIZE, contention, scheduler, System::nanoTime);
    CountDownLatch all = new CountDownLatch(pieces);
    long begun = System.nanoTime();
    for (int i = 0; i < pieces; i++) {
      work.begin(all::countDown);
    }
    assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    return System.nanoTime() - begun;
  }
}
