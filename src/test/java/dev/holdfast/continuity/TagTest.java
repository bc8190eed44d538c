package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.continuity.model.Mark;
import dev.holdfast.continuity.model.Tag;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TagTest {

  private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private final Tag one = Tag.of(SECRET, 1);
  private final Tag two = Tag.of(SECRET, 2);

  @Test
  void aMarkStandsBeforeTheText() {
    assertThat(one.mark("hello", 7)).matches("\\[hf:00000001[0-9a-f]{16}:7] hello");
    assertThat(one.user()).isEqualTo(1);
  }

  @Test
  void aMarkIsTheSameInEveryRunWithTheSecret() {
    assertThat(one.mark("x", 0)).isEqualTo(Tag.of(SECRET.clone(), 1).mark("x", 0));
    assertThat(one.mark("x", 0))
        .isNotEqualTo(
            Tag.of("another secret, 16".getBytes(StandardCharsets.US_ASCII), 1).mark("x", 0));
  }

  @Test
  void ownTextsAreNotForeign() {
    assertThat(one.foreignIn(one.mark("hello", 7))).isNull();
    assertThat(one.foreignIn("hello")).isNull();
    assertThat(one.foreignIn("")).isNull();
  }

  @Test
  void anotherUsersTextIsForeignWhereverTheMarkStands() {
    String text = "You said: " + one.mark("a", 1) + " and " + two.mark("b", 999_999_999) + ".";

    assertThat(one.foreignIn(text)).isEqualTo(new Mark(2, 999_999_999, Mark.Origin.FOREIGN));
    assertThat(two.foreignIn(text)).isEqualTo(new Mark(1, 1, Mark.Origin.FOREIGN));
    assertThat(one.marks(text))
        .containsExactly(
            new Mark(1, 1, Mark.Origin.OWN), new Mark(2, 999_999_999, Mark.Origin.FOREIGN));
  }

  @Test
  void aMarkOfAnotherRunOrADamagedOneIsForged() {
    Tag other = Tag.of("another secret of another run".getBytes(StandardCharsets.US_ASCII), 2);
    String damaged = one.mark("a", 1).replace("[hf:00000001", "[hf:00000011");

    assertThat(one.foreignIn(other.mark("a", 1))).isNull();
    assertThat(one.foreignIn(damaged)).isNull();
    assertThat(one.marks(other.mark("a", 1))).containsExactly(new Mark(2, 1, Mark.Origin.FORGED));
    assertThat(one.marks(damaged)).containsExactly(new Mark(0x11, 1, Mark.Origin.FORGED));
  }

  @Test
  void whatOnlyLooksLikeAMarkIsNone() {
    String mark = two.mark("", 12).trim();

    for (int end = 0; end < mark.length(); end++) {
      assertThat(one.marks(mark.substring(0, end))).isEmpty();
      assertThat(one.foreignIn(mark.substring(0, end))).isNull();
    }
    assertThat(one.marks(mark)).hasSize(1);
    assertThat(mark.length()).isLessThanOrEqualTo(Tag.MAX_LENGTH);
    assertThat(one.marks(mark.replace(":12]", ":]"))).isEmpty();
    assertThat(one.marks(mark.replace(":12]", ":1x]"))).isEmpty();
    assertThat(one.marks(mark.replace(":12]", ":1234567890]"))).isEmpty();
    assertThat(one.marks(mark.replace(":12]", ":123456789]"))).hasSize(1);
    assertThat(one.marks(mark.toUpperCase(java.util.Locale.ROOT).replace("[HF", "[hf"))).isEmpty();
    assertThat(one.marks(mark.replace(":12]", "-12]"))).isEmpty();
    assertThat(one.marks("[hf:" + mark)).hasSize(1);
  }

  @Test
  void aShortSecretIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tag.of(new byte[15], 1))
        .withMessage("run-secret must have at least 16 bytes, got: 15 bytes");
  }

  @Test
  void aNumberOutOfRangeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.mark("x", -1))
        .withMessage("number must be 0 to 999999999, got: -1");
    assertThatIllegalArgumentException().isThrownBy(() -> one.mark("x", 1_000_000_000));
  }

  @Test
  void theTagTellsNobodyItsCode() {
    assertThat(one.toString()).isEqualTo("Tag[user=1]");
  }

  @Property(tries = 300)
  void everyOtherUserSeesAForeignMark(
      @ForAll int user,
      @ForAll int other,
      @ForAll @IntRange(max = 999_999_999) int number,
      @ForAll String before,
      @ForAll String after) {
    String text = before + Tag.of(SECRET, user).mark(after, number);

    Mark seen = Tag.of(SECRET, other).foreignIn(text);

    if (user == other) {
      assertThat(seen).isNull();
    } else {
      assertThat(seen).isEqualTo(new Mark(user, number, Mark.Origin.FOREIGN));
    }
  }
}
