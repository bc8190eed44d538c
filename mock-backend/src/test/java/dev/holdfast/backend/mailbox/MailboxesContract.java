package dev.holdfast.backend.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backend.auth.MutableClock;
import dev.holdfast.backend.store.MemoryStorage;
import dev.holdfast.backend.store.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the mailboxes of every store must do. */
abstract class MailboxesContract {
  private static final String SESSION = "s-1";

  private final MutableClock clock = new MutableClock();
  private Storage storage = new MemoryStorage();
  private Mailboxes boxes = boxes();

  /** An empty storage. */
  abstract Storage open();

  /** The same storage after its process was gone; the very same where nothing outlives that. */
  abstract Storage reopened(Storage storage);

  @BeforeEach
  void openStorage() {
    storage = open();
    boxes = boxes();
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void ranksByPriorityAndKeepsTheOrderWithin() {
    leave("n-1", Priority.NORMAL);
    leave("l-1", Priority.LOW);
    leave("h-1", Priority.HIGH);
    leave("c-1", Priority.CRITICAL);
    leave("n-2", Priority.NORMAL);
    leave("h-2", Priority.HIGH);

    assertThat(due()).containsExactly("c-1", "h-1", "h-2", "n-1", "n-2", "l-1");
    assertThat(boxes.due("s-2", 0)).isEmpty();
  }

  @Test
  void tellsWhatCameSince() {
    leave("a", Priority.NORMAL);
    leave("b", Priority.LOW);
    long brought = boxes.due(SESSION, 0).stream().mapToLong(Notification::number).max().orElse(0);
    leave("c", Priority.NORMAL);

    assertThat(boxes.due(SESSION, brought))
        .extracting(Notification::messageId)
        .containsExactly("c");
  }

  @ParameterizedTest
  @CsvSource({
    "DROP_OLDEST, 'm-3,m-4,m-5', 3",
    "DROP_NEWEST, 'm-1,m-2,m-3', 3",
    "REJECT, 'm-1,m-2,m-3', -1"
  })
  void doesWithOneTooManyWhatItsLimitsSay(Overflow overflow, String kept, int lastAnswer) {
    boxes.limit(SESSION, new MailboxLimits(3, overflow, 60_000));
    OptionalInt answer = OptionalInt.empty();
    for (int i = 1; i <= 5; i++) {
      answer = leave("m-" + i, Priority.NORMAL);
    }

    assertThat(due()).containsExactly(kept.split(","));
    assertThat(answer.orElse(-1)).isEqualTo(lastAnswer);
  }

  @Test
  void takesTheSameOnceAlsoWhenItHasLeft() {
    assertThat(leave("m-1", Priority.NORMAL)).hasValue(1);
    assertThat(leave("m-1", Priority.NORMAL)).hasValue(1);
    assertThat(due()).containsExactly("m-1");

    boxes.acknowledged(SESSION, "m-1");

    assertThat(leave("m-1", Priority.NORMAL)).hasValue(0);
    assertThat(due()).isEmpty();
  }

  @Test
  void doesNotRefuseWhatItKnowsHoweverFullItIs() {
    boxes.limit(SESSION, new MailboxLimits(1, Overflow.REJECT, 60_000));
    leave("m-1", Priority.NORMAL);

    assertThat(leave("m-1", Priority.NORMAL)).hasValue(1);
    assertThat(leave("m-2", Priority.NORMAL)).isEmpty();
  }

  @Test
  void deliversNothingAfterItsTimeAndGivesItsRoomToOthers() {
    boxes.limit(SESSION, new MailboxLimits(2, Overflow.REJECT, 1_000));
    leave("stale-1", Priority.NORMAL);
    leave("stale-2", Priority.NORMAL);
    clock.add(Duration.ofMillis(999));
    assertThat(due()).hasSize(2);
    clock.add(Duration.ofMillis(1));

    assertThat(due()).isEmpty();
    assertThat(
            boxes.leave(SESSION, new Letter("lasting", "x", Priority.LOW, OptionalLong.of(5_000))))
        .hasValue(1);
    clock.add(Duration.ofMillis(4_999));
    assertThat(due()).containsExactly("lasting");
    clock.add(Duration.ofMillis(1));
    assertThat(boxes.state(SESSION).queued()).isZero();
  }

  @Test
  void removesWhatHasExpiredAndWhatBelongsToNobody() {
    boxes.limit(SESSION, new MailboxLimits(5, Overflow.REJECT, 1_000));
    leave("m-1", Priority.NORMAL);
    boxes.leave("s-2", new Letter("m-1", "x", Priority.NORMAL, OptionalLong.empty()));
    clock.add(Duration.ofSeconds(1));

    boxes.purge(SESSION::equals);

    assertThat(boxes.count()).isEqualTo(1);
    assertThat(boxes.state(SESSION).limits().capacity()).isEqualTo(5);
  }

  @Test
  void makesNoMailboxOfAnAcknowledgement() {
    boxes.acknowledged(SESSION, "m-1");

    assertThat(boxes.count()).isZero();
  }

  @Test
  void remembersWhoeverOpensItNext() {
    boxes.limit(SESSION, new MailboxLimits(7, Overflow.REJECT, 60_000));
    leave("m-1 \uD83D\uDE00", Priority.LOW);
    leave("m-2", Priority.HIGH);
    leave("m-3", Priority.HIGH);
    boxes.acknowledged(SESSION, "m-2");

    storage = reopened(storage);
    boxes = boxes();

    assertThat(due()).containsExactly("m-3", "m-1 \uD83D\uDE00");
    assertThat(boxes.state(SESSION))
        .isEqualTo(new MailboxState(2, new MailboxLimits(7, Overflow.REJECT, 60_000)));
    assertThat(leave("m-2", Priority.HIGH)).hasValue(2);
  }

  @Test
  void losesNothingOfManySenders()
      throws InterruptedException, ExecutionException, TimeoutException {
    ExecutorService senders = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int sender = 0; sender < 4; sender++) {
        String name = "s" + sender + "-";
        done.add(
            senders.submit(
                () -> {
                  for (int i = 10; i < 30; i++) {
                    leave(name + i, Priority.NORMAL);
                  }
                }));
      }
      for (Future<?> each : done) {
        each.get(30, TimeUnit.SECONDS);
      }
    } finally {
      senders.shutdownNow();
    }
    List<String> due = due();
    assertThat(due).hasSize(80).doesNotHaveDuplicates();
    for (int sender = 0; sender < 4; sender++) {
      String name = "s" + sender + "-";
      assertThat(due.stream().filter(id -> id.startsWith(name)).toList()).isSorted().hasSize(20);
    }
  }

  private Mailboxes boxes() {
    return new Mailboxes(storage, MailboxLimits.standard(), Lifetime.HONEST, clock);
  }

  private OptionalInt leave(String messageId, Priority priority) {
    return boxes.leave(SESSION, new Letter(messageId, "text", priority, OptionalLong.empty()));
  }

  private List<String> due() {
    return boxes.due(SESSION, 0).stream().map(Notification::messageId).toList();
  }
}
