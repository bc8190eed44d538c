package dev.holdfast.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Tally;
import dev.holdfast.objectives.BrokenObjective;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.remedy.Remedy;
import dev.holdfast.report.HostileRun;
import dev.holdfast.report.SampleAssessments;
import dev.holdfast.report.SampleRuns;
import dev.holdfast.report.story.AnomalyMeaning;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ContinuityPageTest {

  private static final Pattern SCRIPT = Pattern.compile("(?s)<script>(.*?)</script>");
  private static final Pattern STYLE = Pattern.compile("(?s)<style>(.*?)</style>");
  private static final Pattern POLICY =
      Pattern.compile("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"");

  @Test
  void thePolicyAllowsExactlyTheStyleAndScriptsThatThePageCarries() throws Exception {
    String page = page(SampleRuns.broken(), SampleAssessments.FAIL);
    List<String> allowed = new ArrayList<>();
    for (Pattern inline : List.of(SCRIPT, STYLE)) {
      for (String content : all(inline, page)) {
        byte[] hash =
            MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        allowed.add("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
      }
    }

    String policy = all(POLICY, page).get(0);

    assertThat(allowed).hasSize(6);
    assertThat(policy).startsWith("default-src 'none'; ");
    assertThat(all(Pattern.compile("('sha256-[^']+')"), policy))
        .containsExactlyInAnyOrderElementsOf(allowed);
    assertThat(policy).doesNotContain("unsafe", "http", "*");
  }

  @Test
  void asksNoNetworkForAnything() {
    String markup = markup(page(SampleRuns.broken(), SampleAssessments.FAIL));

    assertThat(markup)
        .doesNotContainPattern("(?i)\\b(src|srcset|action|formaction|poster|data)\\s*=\\s*\"")
        .doesNotContainPattern("(?i)href=\"(?!#)")
        .doesNotContainPattern("(?i)@import|url\\(")
        .doesNotContainPattern("(?i)<(link|iframe|object|embed|base|img)\\b")
        .doesNotContain(" style=\"");
  }

  @Test
  void hostileTextIsShownHarmlessly() {
    String page = page(HostileRun.run(), HostileRun.assessment());
    String markup = markup(page);

    assertThat(all(SCRIPT, page)).as("only our own scripts").hasSize(5);
    assertThat(markup)
        .contains("&lt;img src=x onerror=alert(2)&gt;")
        .doesNotContain("<img", "alert(1)</script>", "\u0000", "\u001B", "\u202E", "\u200B")
        .doesNotContain(HostileRun.TOKEN, "abc123", "user:pass@");
    assertThat(markup.length()).as("long texts are cut").isLessThan(150_000);
  }

  @Test
  void whatToDoIsAboutWhatWasMissed() {
    Assessment slow =
        new Assessment(
            Verdict.FAIL,
            List.of(),
            List.of(
                SampleAssessments.objective(
                    "notice", "Time to notice", "≤ 1 s", "5 s", Status.MISSED, "")),
            1);

    assertThat(markup(page(SampleRuns.broken(), slow)))
        .containsSubsequence(
            "Time to notice missed: ",
            "See what was measured",
            "Compare what the client should have got");
    assertThat(markup(page(SampleRuns.broken(), SampleAssessments.FAIL)))
        .doesNotContain("See what was measured", "Nothing: ");
    assertThat(markup(page(SampleRuns.broken(), SampleAssessments.PASS)))
        .containsSubsequence("PASS</h1>", "What to do", "Run it against your own backend");
  }

  @Test
  void whereAllBrokeInAPartOfTheRunItSaysWhichPartOfTheTargetsLogToRead() {
    Tally broken = new Tally(54, Map.of(Outcome.BROKEN, 54L));
    RunRecord brief =
        RunRecordBuilder.from(SampleRuns.broken())
            .durationMillis(60_000)
            .intervals(
                List.of(
                    new Interval(
                        30_000, 35_000, Map.of(Cohort.ALL, broken), Map.of(), Map.of(), Map.of())))
            .build();
    String from = brief.identity().startedAt().plusSeconds(30).toString().substring(11, 19);

    assertThat(markup(page(brief, SampleAssessments.FAIL)))
        .containsSubsequence(
            "all of them between 0:30 and 0:35 of the run",
            "What to do",
            "Look into the target&#39;s own log from " + from);
  }

  @Test
  void aPassOfAnotherBackendLeavesNothingToDoAndASmokeRunAProof() {
    RunIdentity mock = SampleRuns.identity("another", Map.of());
    RunIdentity another =
        new RunIdentity(
            mock.run(),
            mock.simulation(),
            mock.startedAt(),
            1,
            1,
            0.999,
            0.95,
            "ws://backend.example/ws",
            Map.of(),
            Map.of());
    RunRecord run = RunRecordBuilder.of(another).build();
    Assessment smoke = new Assessment(Verdict.PASS, true, List.of(), List.of(), List.of(), 1);

    assertThat(markup(page(run, SampleAssessments.PASS)))
        .containsSubsequence(
            "What to do", "Nothing: in this run the backend kept what it promises");
    assertThat(markup(page(run, smoke)))
        .containsSubsequence("What to do", "For a proof, run it without holdfast.smoke");
  }

  @Test
  void answersBeforeAnythingElse() {
    String markup = markup(page(SampleRuns.broken(), SampleAssessments.FAIL));

    assertThat(markup.indexOf("FAIL</h1>")).isPositive();
    assertThat(markup)
        .containsSubsequence(
            "FAIL</h1>",
            " returns were broken: lost-message 41, late-restore 12, foreign-context 1.",
            "Compare what the client should have got with what it got",
            "id=\"chart-reconnections\"",
            "id=\"objectives\"",
            "id=\"anomalies\"",
            "id=\"continuity\"",
            "id=\"timeline\"",
            "id=\"latency\"",
            "id=\"generator\"",
            "id=\"configuration\"");
  }

  @Test
  void tellsEachKindOfStoryOnceWithItsCount() {
    String markup = markup(page(SampleRuns.broken(), SampleAssessments.FAIL));

    assertThat(markup)
        .contains("id=\"anomaly-lost-message\"", "<b>6 alike</b> in scenario history")
        .contains("Session s-7f3a0, return 1: the connection was reset.")
        .contains("The same happened to s-7f3a2 (return 3), s-7f3a4 (return 5)")
        .contains("<b>owed</b> message m-0", "+152\u00A0ms</span>")
        .doesNotContain("id=\"anomaly-blocked\"");
  }

  @Test
  void anInvalidRunSaysWhyAndWhatToDoAndHoldsNothingAgainstTheTarget() {
    String markup =
        markup(
            ContinuityPage.of(
                SampleRuns.broken(),
                new Assessment(
                    Verdict.INVALID,
                    List.of("the generator ran late"),
                    SampleAssessments.FAIL.objectives(),
                    0.9966),
                SampleAssessments.NOT_COMPARED,
                List.of(
                    new Remedy(
                        "use fewer users",
                        "mvn gatling:test -Dholdfast.users=5",
                        "-Dholdfast.users=5")),
                Map.of(),
                false));

    assertThat(markup)
        .containsSubsequence(
            "INVALID</h1>",
            "the generator ran late",
            "What to do",
            "use fewer users; run:",
            "<span>mvn</span> <span>gatling:test</span> <mark>-Dholdfast.users=5</mark>",
            "class=\"figures void\"",
            "class=\"objectives void\"",
            "cannot say")
        .doesNotContain("✗</span> missed");
  }

  @Test
  void whatWasFoundIsExplainedWhereItIsFirstNamed() {
    assertThat(markup(page(SampleRuns.broken(), SampleAssessments.FAIL)))
        .containsSubsequence(
            "FAIL</h1>",
            "<a href=\"#anomaly-lost-message\">lost-message</a> A message that the server had",
            "<a href=\"#anomaly-foreign-context\">foreign-context</a> Another user",
            "id=\"chart-reconnections\"",
            "id=\"objectives\"");
  }

  @Test
  void aRunThatJudgedNothingDrawsNoEmptyChart() {
    assertThat(markup(page(SampleRuns.unreachable(), SampleAssessments.INVALID)))
        .contains("<small>reconnections after a loss; none was begun</small>")
        .doesNotContain("id=\"chart-reconnections\"");
  }

  @Test
  void aRunThatMayBreakNoneSaysSoBesideItsShare() {
    Assessment storm =
        new Assessment(
            Verdict.PASS,
            List.of(),
            List.of(new BrokenObjective("kept", "Sessions broken").judge(SampleRuns.clean())),
            0.77);

    assertThat(markup(page(SampleRuns.clean(), storm)))
        .contains("<small>0 broken; none is allowed</small>")
        .doesNotContain("The verdict hangs on the lower bound");
  }

  @Test
  void missedObjectivesComeFirstAndOpenOnesLookOtherwise() {
    assertThat(markup(page(SampleRuns.broken(), SampleAssessments.FAIL)))
        .containsSubsequence(
            "id=\"objectives\"",
            "class=\"missed\"",
            "class=\"not-proven\"",
            "?</span> not proven",
            "class=\"met\"");
  }

  @Test
  void oneBoundIsToldWhereOneEventHitMany() {
    Assessment clustered =
        new Assessment(Verdict.FAIL, List.of(), SampleAssessments.FAIL.objectives(), 0.25);

    assertThat(markup(page(SampleRuns.broken(), clustered)))
        .contains("count together in this bound", ">at least 25\u00A0%", ">25 %</td>")
        .containsSubsequence("By gap", "<th scope=\"row\">brief</th>", "<td class=\"num\">–</td>");
  }

  @Test
  void cohortsAreFoldedByWhatDividesThem() {
    assertThat(markup(page(SampleRuns.broken(), SampleAssessments.FAIL)))
        .containsSubsequence(
            "all together",
            "<summary>By gap <small>2 cohorts, fewest kept of brief: 99.66",
            "<th scope=\"row\">brief</th>");
  }

  @Test
  void tellsWhatWasDoneAndWhenInATableToo() {
    String markup = markup(page(SampleRuns.broken(), SampleAssessments.FAIL));

    assertThat(markup)
        .contains("id=\"chart-events\"")
        .contains(
            "<th scope=\"row\">backend-killed</th><td class=\"num\">1</td>"
                + "<td class=\"num\">1 min 5 s</td><td class=\"num\">1 min 5 s</td>")
        .contains("<td>backend-killed 1, reset 5</td>");
    assertThat(markup(page(SampleRuns.clean(), SampleAssessments.PASS)))
        .doesNotContain("chart-events", "Faults and events");
  }

  @Test
  void chartsEveryEventWhereItHappened() throws Exception {
    JsonNode events =
        new ObjectMapper()
            .readTree(ChartData.of(SampleRuns.broken(), Map.of()))
            .at("/timeline/events");

    assertThat(events.get("backend-killed").toString()).isEqualTo("[[62500,1]]");
    assertThat(events.get("reset").size()).isEqualTo(23);
  }

  @Test
  void anEventsNameIsShownHarmlessly() {
    String page = page(HostileRun.run(), HostileRun.assessment());

    assertThat(page).doesNotContain("<script>alert", HostileRun.TOKEN);
    assertThat(markup(page)).contains("chart-events");
  }

  @Test
  void neverCallsARunWithoutJudgementsFreeOfAnomalies() {
    assertThat(page(SampleRuns.unreachable(), SampleAssessments.INVALID))
        .contains("No reconnection was judged, so none could be found.")
        .doesNotContain("<p>None. Every");
  }

  @Test
  void masksSecretsOfTheConfiguration() {
    assertThat(page(SampleRuns.clean(), SampleAssessments.PASS))
        .doesNotContain("not-for-your-eyes");
  }

  @Test
  void noChartHasMoreThanAThousandPoints() throws Exception {
    JsonNode data = new ObjectMapper().readTree(ChartData.of(SampleRuns.soak(), Map.of()));

    assertThat(data.get("timeline").get("t").size()).isBetween(100, 1_000);
    for (JsonNode curve : data.get("percentiles")) {
      assertThat(curve.get("points").size()).isLessThan(200);
    }
    assertThat(sum(data.at("/timeline/anomalies/late-restore")))
        .as("merging loses none")
        .isEqualTo(37);
  }

  @Test
  void noTwoAnomaliesAreExplainedAlike() {
    assertThat(Arrays.stream(Anomaly.values()).map(AnomalyMeaning::of))
        .doesNotHaveDuplicates()
        .allSatisfy(meaning -> assertThat(meaning.split(" ")).hasSizeGreaterThan(4));
  }

  private static long sum(JsonNode counts) {
    long sum = 0;
    for (JsonNode count : counts) {
      sum += count.asLong();
    }
    return sum;
  }

  private static String page(RunRecord run, Assessment assessment) {
    return ContinuityPage.of(
        run, assessment, SampleAssessments.NOT_COMPARED, List.of(), Map.of(), false);
  }

  /** The page without our own scripts and without its data. */
  private static String markup(String page) {
    return page.replaceAll("(?s)<script>.*?</script>", "")
        .replaceAll("(?s)<script type=\"application/json\".*?</script>", "");
  }

  private static List<String> all(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
