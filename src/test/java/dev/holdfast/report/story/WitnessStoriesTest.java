package dev.holdfast.report.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Witness;
import dev.holdfast.report.HostileRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WitnessStoriesTest {

  private static final List<String> TIMELINE =
      List.of(
          "-900.5 ms ← Acked[messageId=m-1, seq=3, version=5]",
          "-500.000 ms connection lost: reset",
          "-380.000 ms → connect from wifi",
          "-1.250 ms ← Established[sessionId=s, recognised=true, securityPassed=true,"
              + " contextAvailable=true, locationChanged=false, version=5]");

  @Test
  void timesRunFromTheLossOnAndNobodyIsAwayOnceBack() {
    assertThat(Course.of(TIMELINE).steps())
        .extracting(Course.Step::when)
        .containsExactly("−400 ms", "0 ms", "+120 ms", "+499 ms");
    assertThat(Course.of(TIMELINE).steps())
        .extracting(Course.Step::away)
        .containsExactly(false, true, false, false);
  }

  @Test
  void rowsOfOneKindAreOneAndWhatLiesLongBeforeIsCounted() {
    List<String> lines = new ArrayList<>();
    IntStream.range(0, 9).forEach(i -> lines.add("-" + (999 - i) + " ms another speaks " + i));
    lines.addAll(TIMELINE);
    assertThat(Course.of(lines).steps().get(0).text())
        .isEqualTo("another speaks 0, and 8 more like it");

    List<String> mixed = new ArrayList<>();
    IntStream.range(0, 8).forEach(i -> mixed.add("-" + (999 - i) + " ms n" + i));
    mixed.addAll(TIMELINE);
    assertThat(Course.of(mixed).earlier()).isEqualTo(3);
  }

  @Test
  void storiesThatAreAlikeAreToldOnce() {
    List<Witness> witnesses =
        IntStream.range(0, 10)
            .mapToObj(i -> witness("user-" + i, "message m-" + i + " there", "nothing of 'x" + i))
            .toList();

    assertThat(html(witnesses).split("<details", -1)).hasSize(2);
    assertThat(html(witnesses))
        .contains("<b>10 alike</b> in scenario place: the connection was reset")
        .contains("The same happened to user-1 (return 2)")
        .contains("The user was away for at most 21\u00A0ms and came back from another place.");
  }

  @Test
  void noRecordIsDumped() {
    assertThat(html(List.of(witness("u", "a", "b"))))
        .doesNotContainPattern("[A-Z][a-z]+\\[\\w+=")
        .contains("ack of m-1, number 3, version 5");
  }

  @Test
  void whereTwoTextsPartIsMarked() {
    assertThat(html(List.of(witness("u", "the quick brown fox", "the quick brawn fox"))))
        .contains("the quick br<mark>o</mark>wn fox", "the quick br<mark>a</mark>wn fox");
    assertThat(html(List.of(witness("u", "within 500 ms", "nothing")))).doesNotContain("<mark>");
  }

  @Test
  void noMarkPartsACharacterInTwo() {
    String html = html(List.of(witness("u", "four words and 😀 more", "four words and 😁 more")));

    assertThat(html).contains("<mark>😀</mark>", "<mark>😁</mark>");
  }

  @Test
  void aSecretThatTheMarkWouldPartIsMaskedBefore() {
    String other = HostileRun.TOKEN.replace("eyJzdWIi", "eyJzdWIj");

    assertThat(html(List.of(witness("u", "token " + HostileRun.TOKEN, "token " + other))))
        .doesNotContain("eyJ", HostileRun.TOKEN.substring(30));
  }

  @Test
  void timesAreSaidInTheUnitsOfPeople() {
    assertThat(html(List.of(witness("u", "within 2000 ms", "after 2195157 µs"))))
        .contains("within 2 s", "after 2.195157 s");
  }

  @Test
  void whatAServerSaidIsNotRewritten() {
    String owed = "message m-1 'took 1500 ms'";
    String came = "message m-1 'took 1.5 s'";

    assertThat(html(List.of(witness("u", owed, came)))).contains("<mark>");
    assertThat(Tale.spoken(owed)).isEqualTo(owed);
    assertThat(Tale.spoken("nothing of '1500 msgs', it's 1500 ms' within 2000 ms"))
        .isEqualTo("nothing of '1500 msgs', it's 1500 ms' within 2 s");
    assertThat(Tale.spoken("nothing of 'cut off after 1500 ms…"))
        .isEqualTo("nothing of 'cut off after 1500 ms…");
    assertThat(Tale.spoken("1500 msgs of another user's within 2000 ms"))
        .isEqualTo("1500 msgs of another user's within 2 s");
  }

  @Test
  void aBugReportTellsTheWholeStoryAsMarkdown() {
    Alike alike = new Alike(witness("u", "owed ``` this", "came that"), List.of());

    assertThat(BugReport.lines(alike, Anomaly.LOST_MESSAGE, "gate-1"))
        .startsWith(
            "## lost-message: A message that the server had acknowledged or shown was gone.")
        .contains(
            "run       gate-1, scenario place",
            "owed      owed ''' this",
            "came      came that",
            "+120 ms  client to server: connect from wifi");
  }

  private static String html(List<Witness> witnesses) {
    return WitnessStories.of(witnesses, Anomaly.LOST_MESSAGE, "gate-1").toString();
  }

  private static Witness witness(String session, String owed, String came) {
    return new Witness(
        Instant.EPOCH,
        "place",
        session,
        2,
        "reset",
        "other",
        "0 to 21 ms",
        Outcome.BROKEN,
        List.of(new Finding(Anomaly.LOST_MESSAGE, owed, came)),
        TIMELINE);
  }
}
