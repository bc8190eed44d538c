package dev.holdfast.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.choice.Dialects;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RestoredSizeTest {

  private static final ServerEvent HISTORY =
      new ServerEvent.History(List.of(new Message(0, "m-1", Role.USER, "hello", null)), -1);

  @Test
  void whatOthersSayInTheSamePageIsNoGrowth() {
    RestoredSize size = new RestoredSize(Dialects.named("../dialects/plain-json.conf"));

    size.add(HISTORY, 500);

    assertThat(size.characters()).isEqualTo(5);
  }

  @Test
  void aFrameOfTheSessionsOwnCountsWhole() {
    RestoredSize size = new RestoredSize(Dialects.named("native"));

    size.add(HISTORY, 500);
    size.add(new ServerEvent.Pong(), 30);

    assertThat(size.characters()).isEqualTo(500);
    size.begin();
    assertThat(size.characters()).isZero();
  }
}
