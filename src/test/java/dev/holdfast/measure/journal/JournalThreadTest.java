package dev.holdfast.measure.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JournalThreadTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final List<String> failures = new CopyOnWriteArrayList<>();

  @Test
  void workThatThrowsIsToldAndDoneAgain() {
    JournalThread thread = new JournalThread(failures::add);
    AtomicInteger beats = new AtomicInteger();
    thread.every(
        Duration.ofMillis(1),
        Duration.ofMillis(1),
        () -> {
          beats.incrementAndGet();
          throw new IllegalStateException("broken");
        });

    await("a second beat").atMost(PATIENCE).until(() -> beats.get() > 1);
    thread.end(() -> {}, PATIENCE);

    assertThat(failures).contains("journal: java.lang.IllegalStateException: broken");
  }

  @Test
  void theLastThingIsDoneOnceAfterAllThatWasToBeDoneBefore() {
    JournalThread thread = new JournalThread(failures::add);
    List<String> done = new CopyOnWriteArrayList<>();
    thread.soon(() -> done.add("before"));
    thread.end(() -> done.add("last"), PATIENCE);
    thread.end(() -> done.add("again"), PATIENCE);
    thread.soon(() -> done.add("after"));

    assertThat(done).containsExactly("before", "last");
    assertThat(thread.hasEnded()).isTrue();
    assertThat(failures).isEmpty();
  }

  @Test
  void aDiskThatHangsDoesNotHangTheEnd() {
    JournalThread thread = new JournalThread(failures::add);
    CountDownLatch never = new CountDownLatch(1);
    thread.soon(
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    thread.end(() -> {}, Duration.ofMillis(10));

    assertThat(thread.hasEnded()).isFalse();
    never.countDown();
    await("the end").atMost(PATIENCE).until(thread::hasEnded);
  }
}
