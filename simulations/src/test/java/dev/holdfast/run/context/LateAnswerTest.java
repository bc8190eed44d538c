package dev.holdfast.run.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.Fetch;
import dev.holdfast.user.VirtualUser;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a return asked for in vain may come at any later time; it is no part of another return. */
final class LateAnswerTest {

  @TempDir Path folder;

  private SoakUser soakUser;
  private VirtualUser user;

  @BeforeEach
  void aUserWhoseReturnGaveUp() {
    soakUser = SoakUser.recordedIn(folder, 3);
    user = soakUser.user();
    soakUser.says("m-1");
    user.lose(true);
    user.lost(true);
    comeBack();
    user.ledger().asked(Fetch.HISTORY);
    assertThat(user.judge()).isFalse();
    soakUser.says("m-2");
  }

  @AfterEach
  void close() {
    soakUser.close();
  }

  @Test
  void itMayLackWhatWasSaidMeanwhile() {
    hear(history("m-1"));
    user.lose(true);
    user.lost(true);
    comeBack();
    hear(history("m-1", "m-2"));

    assertThat(user.judge()).isTrue();
  }

  /** The server stood still, and its answer is read only as the user leaves. */
  @Test
  void whatComesBeforeTheConnectionIsLostIsNotWhatTheNextReturnWaitsFor() {
    user.lose(true);
    hear(history("m-1"));
    user.lost(true);
    comeBack();
    assertThat(user.returnAttempt().isComplete()).isFalse();
    hear(history("m-1", "m-2"));

    assertThat(user.returnAttempt().isComplete()).isTrue();
    assertThat(user.judge()).isTrue();
  }

  @Test
  void whatAnEarlierAttemptAskedForIsAnsweredByNothing() {
    user.lose(true);
    user.lost(true);
    comeBack();
    user.ledger().asked(Fetch.HISTORY);
    comeBack();
    user.ledger().asked(Fetch.HISTORY);
    hear(history("m-1", "m-2"));
    assertThat(user.judge()).isTrue();

    soakUser.says("m-3");
    hear(history("m-1", "m-2"));
    user.lose(true);
    user.lost(true);
    comeBack();
    hear(history("m-1", "m-2", "m-3"));

    assertThat(user.judge()).as("the one that nobody asked for lacked m-3").isFalse();
  }

  private void comeBack() {
    user.beginAttempt();
    hear(new ServerEvent.Established("", true, true, true, false, -1));
  }

  private void hear(ServerEvent event) {
    user.hear(event, 1);
  }

  private static ServerEvent history(String... ids) {
    return new ServerEvent.History(
        Stream.of(ids).map(id -> new Message(0, id, Role.USER, "said " + id, null)).toList(), -1);
  }
}
