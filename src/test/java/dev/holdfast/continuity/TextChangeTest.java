package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.VisibleText;
import dev.holdfast.continuity.owed.TextChange;
import org.junit.jupiter.api.Test;

final class TextChangeTest {

  @Test
  void aNormalisedTextShowsTheCodePointsThatLookAlike() {
    TextChange change = new TextChange("The cafe\u0301 pays.", "The caf\u00e9 pays.");

    assertThat(change.owedThere())
        .isEqualTo(
            "15 characters, from character 8 on U+0065 U+0301 U+0020 U+0070, after 'The caf'");
    assertThat(change.cameThere())
        .isEqualTo("14 characters, from character 8 on U+00E9 U+0020 U+0070 U+0061");
  }

  @Test
  void aTextThatWasCutShowsBothLengths() {
    TextChange change = new TextChange("abc".repeat(2_000), "abc".repeat(1_000));

    assertThat(change.owedThere())
        .startsWith("6,000 characters, from character 3,001 on U+0061 U+0062 U+0063 U+0061, after");
    assertThat(change.cameThere())
        .isEqualTo("3,000 characters, from character 3,001 on nothing more");
  }

  @Test
  void aCharacterBeyondSixteenBitsIsOneAndIsNotCutInTwo() {
    TextChange change = new TextChange("🙂🙃 yes", "🙂?? yes");
    TextChange half = new TextChange("🙃", "🙂");

    assertThat(change.owedThere())
        .isEqualTo(
            "6 characters, from character 2 (UTF-16 unit 3) on U+1F643 U+0020 U+0079 U+0065,"
                + " after '🙂'");
    assertThat(change.cameThere()).contains("on U+003F U+003F U+0020 U+0079");
    assertThat(half.owedThere()).isEqualTo("1 characters, from character 1 on U+1F643");
  }

  @Test
  void whatCannotBeSeenIsShown() {
    assertThat(VisibleText.excerpt("a\u202eb\r\n\u00a0c\ud800", 80))
        .isEqualTo("a⟨U+202E⟩b⟨U+000D⟩⟨U+000A⟩⟨U+00A0⟩c⟨U+D800⟩");
    assertThat(VisibleText.excerpt("👩\u200d👧", 80)).isEqualTo("👩\u200d👧");
    assertThat(VisibleText.excerpt("ab🙂", 3)).isEqualTo("ab…");
    assertThat(VisibleText.excerpt("ab🙂", 4)).isEqualTo("ab🙂");
  }

  @Test
  void theFindingOfAChangedTextTellsWhereItChanged() {
    Talk talk = Talk.afterTurns(2);
    Snapshot now = talk.server.now();
    Message known = now.history().get(1);
    Message other =
        new Message(2, known.id(), Role.AGENT, known.content() + " ", known.inReplyTo());

    Judgement judgement = talk.comingBackWith(now.withMessage(1, other)).judgement();

    assertThat(judgement.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.owed()).contains(known.id()).contains("on nothing more, after '");
              assertThat(finding.came()).contains("on U+0020");
            });
  }
}
