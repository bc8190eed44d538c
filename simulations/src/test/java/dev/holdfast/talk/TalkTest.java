package dev.holdfast.talk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.continuity.model.Tag;
import dev.holdfast.fieldtargets.FieldTarget;
import dev.holdfast.fieldtargets.FieldTargets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TalkTest {

  private static final String LAST_OF_THE_ESTABLISHED =
      "Please give me specific recommendations for the largest two models.";

  private static final long SEED = 20250819;
  private static final int USERS_OF_A_SMALL_GATE = 200;
  private static final int LEAST_CHANGED = 20;
  private static final int TURNS = 6;
  private static final int KIB = 1024;

  @ParameterizedTest
  @MethodSource
  void eachWayToDamageTextsChangesManyInASmallGate(FieldTarget target) {
    Tag tag = Tag.of(new byte[16], 1);

    long changed =
        smallGate(Variety.ALL)
            .flatMap(TalkTest::texts)
            .map(text -> tag.mark(text, 1))
            .filter(text -> !restoredBy(target, text).equals(text))
            .count();

    assertThat(changed).isGreaterThanOrEqualTo(LEAST_CHANGED);
  }

  @ParameterizedTest
  @EnumSource(Phrasing.class)
  void everyWordingIsHeardInTheFirstMessagesOfASmallGateAlready(Phrasing wording) {
    long heard =
        smallGate(Variety.WORDED)
            .map(talk -> talk.established(2).text())
            .filter(wording.of(LAST_OF_THE_ESTABLISHED)::equals)
            .count();

    assertThat(heard).isGreaterThanOrEqualTo(USERS_OF_A_SMALL_GATE / Phrasing.values().length);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, SEED, 987_654_321, -5})
  void someUsersLeaveManyNotesAndSomeOneOfMoreThan64Kib(long seed) {
    List<Talk> talks = smallGate(Variety.ALL, seed).toList();

    assertThat(talks.stream().filter(Talk::leavesMany)).hasSizeBetween(6, 10);
    assertThat(talks.stream().filter(talk -> talk.large().isPresent())).hasSizeBetween(2, 6);
    assertThat(talks.stream().flatMap(talk -> talk.large().stream()))
        .allSatisfy(note -> assertThat(note.text()).hasSizeGreaterThan(64 * KIB))
        .noneMatch(Topic::reply);
    assertThat(talks.stream().flatMap(TalkTest::texts).filter(text -> text.length() > 4 * KIB))
        .hasSizeGreaterThan(LEAST_CHANGED);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "5", "7", "11"})
  void theyAreSpreadEvenlyHoweverUsersAreDealtOutToScenarios(int stride) {
    for (int offset = 0; offset < stride; offset++) {
      int first = offset;
      long many =
          IntStream.range(0, 100)
              .map(index -> first + index * stride)
              .mapToObj(number -> new Talk(number, SEED, Variety.ALL, Integer.MAX_VALUE))
              .filter(Talk::leavesMany)
              .count();

      assertThat(many).isBetween(1L, 7L);
    }
  }

  @Test
  void theVeryTextOfTheTurnBeforeIsSaidAgain() {
    Talk talk = new Talk(1, SEED, Variety.ALL, Integer.MAX_VALUE);

    List<Integer> again =
        IntStream.range(4, 24)
            .filter(turn -> talk.further(turn).text().equals(talk.further(turn - 1).text()))
            .boxed()
            .toList();

    assertThat(again).containsExactly(4, 9, 14, 19);
  }

  @Test
  void valuesOfEveryKindAreRememberedAndTwoPreferencesChangeAtOnce() {
    Talk talk = new Talk(5, SEED, Variety.WORDED, Integer.MAX_VALUE);
    Set<String> values = new TreeSet<>();
    for (int turn = 3; turn < 14; turn++) {
      values.addAll(talk.remembering(turn).memory().variables().values());
    }

    assertThat(values).containsAll(Remembrance.VALUES);
    assertThat(talk.remembering(4).memory().preferences().entrySet())
        .doesNotContainAnyElementsOf(talk.remembering(5).memory().preferences().entrySet())
        .hasSize(2);
  }

  @Test
  void theEstablishedConversationHasFourEntries() {
    Talk talk = new Talk(3, SEED, Variety.ALL, Integer.MAX_VALUE);

    assertThat(talk.established(0).memory().size() + talk.established(1).memory().size())
        .isEqualTo(4);
    assertThat(talk.established(2).reply()).isFalse();
  }

  @Test
  void whereOnlyLoadCountsTextsArePlainAndContextsOfOneSize() {
    List<Talk> talks = smallGate(Variety.EVERYDAY).toList();

    assertThat(talks).noneMatch(Talk::leavesMany).allMatch(talk -> talk.large().isEmpty());
    assertThat(talks.stream().flatMap(TalkTest::texts).distinct()).hasSize(8);
  }

  @Test
  void nobodySaysMoreThanABackendTakes() {
    List<Talk> talks =
        IntStream.rangeClosed(1, USERS_OF_A_SMALL_GATE)
            .mapToObj(user -> new Talk(user, SEED, Variety.ALL, 4_000))
            .toList();
    Tag tag = Tag.of(new byte[16], 1);

    assertThat(talks.stream().flatMap(TalkTest::texts))
        .allMatch(text -> tag.mark(text, 1).length() <= 4_000)
        .anyMatch(text -> text.length() > 3_000);
    assertThat(talks).allMatch(talk -> talk.large().isEmpty());
  }

  @Test
  void theSameUserSaysTheSameInEveryRunOfASeed() {
    assertThat(texts(new Talk(7, SEED, Variety.ALL, Integer.MAX_VALUE)))
        .containsExactlyElementsOf(
            texts(new Talk(7, SEED, Variety.ALL, Integer.MAX_VALUE)).toList());
  }

  @Test
  void noTwoWordingsAreAlikeAndTheMarkLeavesBlanksAtBothEnds() {
    List<String> all = new ArrayList<>();
    EnumSet.allOf(Phrasing.class).forEach(wording -> all.add(wording.of("Why is that?")));
    String marked = Tag.of(new byte[16], 1).mark(Phrasing.EDGES.of("Why?"), 1);

    assertThat(all).doesNotHaveDuplicates();
    assertThat(marked).startsWith("  \t\u00a0[hf:").endsWith("Why? \u3000\n  ");
    assertThat(Arrays.stream(Phrasing.values()).map(wording -> wording.of("x").length()))
        .allMatch(length -> length < 200);
  }

  static List<FieldTarget> eachWayToDamageTextsChangesManyInASmallGate() {
    return List.of(
        FieldTargets.escapingHtml(),
        FieldTargets.trimming(),
        FieldTargets.joiningLines(),
        FieldTargets.withoutEmoji(),
        FieldTargets.composing(),
        FieldTargets.cutting(4_096));
  }

  private static String restoredBy(FieldTarget target, String text) {
    ObjectNode frame = new ObjectMapper().createObjectNode().put("type", "conversation_history");
    frame.withObject("/payload").withArray("history").addObject().put("content", text);
    return target.says(frame).orElseThrow().at("/payload/history/0/content").asText();
  }

  private static Stream<Talk> smallGate(Variety variety) {
    return smallGate(variety, SEED);
  }

  private static Stream<Talk> smallGate(Variety variety, long seed) {
    return IntStream.rangeClosed(1, USERS_OF_A_SMALL_GATE)
        .mapToObj(user -> new Talk(user, seed, variety, Integer.MAX_VALUE));
  }

  private static Stream<String> texts(Talk talk) {
    return IntStream.range(0, Talk.ESTABLISHED + TURNS)
        .mapToObj(turn -> turn < Talk.ESTABLISHED ? talk.established(turn) : talk.further(turn))
        .map(Topic::text);
  }
}
