package dev.holdfast.run.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.measure.RunEvent;
import dev.holdfast.measure.journal.RunJournal;
import dev.holdfast.user.ReturnAttempt;
import dev.holdfast.user.VirtualUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What went with a part of the backend is excused once, wherever and whenever that is judged. */
final class EndedBackendTest {

  @TempDir Path folder;

  private SoakUser soakUser;
  private VirtualUser user;
  private long endedAt = System.nanoTime() - Duration.ofHours(1).toNanos();

  @BeforeEach
  void aUserWhoSaidTwoThings() {
    soakUser = SoakUser.recordedIn(folder, 2);
    user = soakUser.user();
    user.reconnectPlan().follow(since -> endedAt - since >= 0 ? Outage.RESTART : Outage.NONE);
    soakUser.says("m-1");
    soakUser.says("m-2");
  }

  @AfterEach
  void close() {
    soakUser.close();
  }

  /** A check of Gatling's judges before any step that follows it. */
  @Test
  void whatJudgesFirstKnowsWhatHasEnded() {
    endedAt = System.nanoTime();
    lose();
    comeBackWith("m-1");

    assertThat(user.judge()).isTrue();
    assertThat(lostWithBackend()).isEqualTo(1);
  }

  @Test
  void aUserWhoEndsInTheMidstOfAReturnIsJudgedByItToo() {
    endedAt = System.nanoTime();
    lose();
    comeBackWith("m-1");
    user.end();

    assertThat(user.reconnectPlan().lastKept()).isTrue();
    assertThat(lostWithBackend()).isEqualTo(1);
  }

  /** Such as one whose connection leads to a node that survived. */
  @Test
  void soIsAUserWhoWasHeardOfSinceThen() {
    endedAt = System.nanoTime();
    user.lose(true);
    assertThat(user.lastAlive()).isGreaterThan(endedAt);
    user.lost(true);
    comeBackWith("m-1");

    assertThat(user.judge()).isTrue();
  }

  @Test
  void whatIsLostAfterAWholeReturnIsNotExcused() {
    endedAt = System.nanoTime();
    lose();
    comeBackWith("m-1", "m-2");
    assertThat(user.judge()).isTrue();
    lose();
    comeBackWith("m-1");

    assertThat(user.judge()).isFalse();
    assertThat(lostWithBackend()).isZero();
  }

  @Test
  void whatEndedBeforeTheSessionBeganExcusesNothing() {
    lose();
    comeBackWith("m-1");

    assertThat(user.judge()).isFalse();
  }

  private void lose() {
    user.lose(false);
    user.lost(false);
  }

  private void comeBackWith(String... ids) {
    user.beginAttempt();
    List<Message> history = new ArrayList<>();
    for (String id : ids) {
      history.add(new Message(0, id, Role.USER, "said " + id, null));
    }
    ReturnAttempt coming = user.returnAttempt();
    coming.heard(new ServerEvent.Established("", true, true, true, false, -1), System.nanoTime());
    coming.heard(new ServerEvent.History(history, -1), System.nanoTime());
    assertThat(coming.isComplete()).isTrue();
  }

  private long lostWithBackend() {
    soakUser.endRecording();
    return RunJournal.read(folder).events().getOrDefault(RunEvent.LOST_WITH_BACKEND, 0L);
  }
}
