package dev.holdfast.user.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client's application makes of the pieces of an answer, and what it does not let pass. */
final class StreamedAnswerTest {

  private static final int SIZE = 48;
  private static final long PATIENCE = 1_000;

  private final Document document = Document.number(1);
  private final String content = "You wrote: \"" + document.text() + "\". It reports: 42";
  private final List<String> pieces = pieces(content);
  private final StreamedAnswer answer = new StreamedAnswer("m-1", document);

  @Test
  void isWholeWhenBothPartsJoinedAreTheAnswer() {
    hear(0, 3);
    answer.resume(10);
    hear(3, pieces.size());
    end();

    assertThat(answer.isWhole(history(content))).isTrue();
    assertThat(answer.missing()).isZero();
    assertThat(answer.twice()).isZero();
  }

  @Test
  void isNotWholeWithAGap() {
    hear(0, 3);
    answer.resume(10);
    hear(4, pieces.size());
    end();

    assertThat(answer.missing()).isEqualTo(1);
    assertThat(answer.isWhole(history(content))).isFalse();
  }

  @Test
  void isNotWholeWithAPieceTwice() {
    hear(0, 3);
    answer.resume(10);
    hear(2, pieces.size());
    end();

    assertThat(answer.twice()).isEqualTo(1);
    assertThat(answer.isWhole(history(content))).isFalse();
  }

  @Test
  void isNotWholeWhereTwoPiecesHaveChangedPlaces() {
    hear(0, 3);
    answer.resume(10);
    hear(4, 5);
    hear(3, 4);
    hear(5, pieces.size());
    end();

    assertThat(answer.isWhole(history(content))).isFalse();
  }

  @Test
  void isNotWholeWithoutItsLastPieceOrItsEndOrWhereTheHistoryHasAnother() {
    hear(0, 3);
    answer.resume(10);
    hear(3, pieces.size() - 1);
    assertThat(answer.isWhole(history(content))).isFalse();
    end();
    assertThat(answer.isWhole(history(content))).isFalse();
    hear(pieces.size() - 1, pieces.size());

    assertThat(answer.isWhole(history(content + "."))).isFalse();
    assertThat(answer.isWhole(List.of())).isFalse();
    assertThat(answer.isWhole(history(content))).isTrue();
  }

  @Test
  void isTimedFromAskingToTheFirstThatComes() {
    hear(0, 1);
    answer.resume(10);
    assertThat(answer.takenUpWithin(PATIENCE)).isEqualTo(PATIENCE);
    answer.heard(new ServerEvent.Chunk("m-2", 0, "of another turn"), 20);
    answer.heard(new ServerEvent.Chunk("m-1", 1, pieces.get(1)), 35);
    answer.heard(new ServerEvent.Chunk("m-1", 2, pieces.get(2)), 90);

    assertThat(answer.isTimed()).isTrue();
    assertThat(answer.takenUpWithin(PATIENCE)).isEqualTo(25);
  }

  @Test
  void saysNothingOfTheTimeWhereItHadNotBegun() {
    answer.resume(10);
    hear(0, 1);

    assertThat(answer.isTimed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aDocumentIsWholeOnlyToItsLastLetter(int number) {
    Document each = Document.number(number);
    String quoted = "You wrote: \"" + each.text() + "\". It reports: 42";
    int middle = quoted.length() / 2;

    assertThat(each.text()).hasSizeBetween(5_000, 5_600);
    assertThat(each.isWholeIn(quoted)).isTrue();
    assertThat(each.isWholeIn(quoted.substring(0, middle) + quoted.substring(middle + SIZE)))
        .isFalse();
    assertThat(each.isWholeIn(quoted.substring(0, middle))).isFalse();
    assertThat(each.isWholeIn(quoted.substring(0, middle) + quoted.substring(middle - SIZE)))
        .isFalse();
    assertThat(each.isWholeIn("It reports: 42")).as("an agent that does not quote").isTrue();
  }

  private void hear(int from, int to) {
    for (int number = from; number < to; number++) {
      answer.heard(new ServerEvent.Chunk("m-1", number, pieces.get(number)), 20);
    }
  }

  private void end() {
    answer.heard(new ServerEvent.Answered("m-1", message(content), 2, null, null), 30);
  }

  private static List<Message> history(String content) {
    return List.of(new Message(1, "m-1", Role.USER, "text", null), message(content));
  }

  private static Message message(String content) {
    return new Message(2, "a-1", Role.AGENT, content, "m-1");
  }

  private static List<String> pieces(String content) {
    List<String> pieces = new ArrayList<>();
    for (int from = 0; from < content.length(); from += SIZE) {
      pieces.add(content.substring(from, Math.min(from + SIZE, content.length())));
    }
    return pieces;
  }
}
