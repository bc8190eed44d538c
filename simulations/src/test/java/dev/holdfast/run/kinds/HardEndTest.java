package dev.holdfast.run.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class HardEndTest {

  private static final Duration AT_ONCE = Duration.ofMillis(5);
  private static final Duration NEVER = Duration.ofHours(1);

  private final BlockingQueue<String> happened = new LinkedBlockingQueue<>();
  private final AtomicBoolean concluded = new AtomicBoolean();

  @Test
  void aRunThatNobodyConcludesIsConcludedAndItsProcessEnds() throws Exception {
    start(this::conclude, new HardEnd.Patience(AT_ONCE, AT_ONCE, NEVER, NEVER, NEVER));

    assertThat(next(2)).containsExactly("concluded", "exit 70");
  }

  @Test
  void aConclusionThatHangsDoesNotKeepTheProcess() throws Exception {
    start(HardEndTest::hang, new HardEnd.Patience(AT_ONCE, AT_ONCE, AT_ONCE, NEVER, NEVER));

    assertThat(next(1)).containsExactly("exit 70");
  }

  @Test
  void aProcessThatGatlingDoesNotEndIsEnded() throws Exception {
    concluded.set(true);
    start(this::conclude, new HardEnd.Patience(AT_ONCE, NEVER, NEVER, AT_ONCE, NEVER));

    assertThat(next(1)).as("concluded once, by whoever did").containsExactly("exit 70");
  }

  @Test
  void anExitThatHangsIsNotWaitedFor() throws Exception {
    new HardEnd(
            new HardEnd.Run(() -> true, concluded::get, this::conclude),
            new HardEnd.Patience(AT_ONCE, AT_ONCE, NEVER, NEVER, AT_ONCE),
            new HardEnd.Exits(code -> hang(), code -> happened.add("halt " + code)))
        .start();

    assertThat(next(2)).containsExactly("concluded", "halt 70");
  }

  @Test
  void itTellsHowManyUsersWereStillThere() {
    assertThat(HardEnd.reason(Duration.ofSeconds(85), 3))
        .isEqualTo("its longest time of 85 s, with 3 users not yet done");
    assertThat(HardEnd.reason(Duration.ofSeconds(85), 0)).isEmpty();
  }

  private void start(Runnable conclude, HardEnd.Patience patience) {
    new HardEnd(
            new HardEnd.Run(() -> true, concluded::get, conclude),
            patience,
            new HardEnd.Exits(
                code -> {
                  happened.add("exit " + code);
                  hang();
                },
                code -> happened.add("halt " + code)))
        .start();
  }

  private void conclude() {
    happened.add("concluded");
    concluded.set(true);
  }

  private static void hang() {
    try {
      boolean unused = new CountDownLatch(1).await(NEVER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> next(int howMany) throws InterruptedException {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < howMany; i++) {
      all.add(String.valueOf(happened.poll(1, TimeUnit.MINUTES)));
    }
    return all;
  }
}
