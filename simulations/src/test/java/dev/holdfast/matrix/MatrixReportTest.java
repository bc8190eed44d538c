package dev.holdfast.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backend.defects.Defect;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatrixReportTest {

  private static final Detection CAUGHT =
      detection(Defect.LOST_MESSAGE, "FAIL", Map.of("lost-message", 7L, "torn-context", 2L), 1_200);

  private static final Detection MISSED = detection(Defect.TORN_CONTEXT, "PASS", Map.of(), -1);

  private static Detection detection(
      Defect defect, String verdict, Map<String, Long> reported, long seenWithin) {
    DetectionCase of =
        new DetectionCase(
            "ReleaseGateSimulation",
            defect,
            defect.id(),
            Set.of("torn-context"),
            "history",
            0.02,
            List.of());
    return new Detection(of, verdict, 12_345, reported, List.of("continuity"), seenWithin);
  }

  @Test
  void tellsOfEachDefectWhatWasNamedAndHowSoon() {
    assertThat(MatrixReport.of(List.of(CAUGHT)).markdown())
        .contains("1 of 1 seeded defects were caught under their own name")
        .contains(
            "| lost-message | "
                + Defect.LOST_MESSAGE.description()
                + " | 0.02 | history | lost-message | 7 × | torn-context=2 | 12,345 | 1,200 | yes |");
  }

  @Test
  void aDefectThatNobodyNamedIsNotCountedAndStandsOut() {
    assertThat(MatrixReport.of(List.of(CAUGHT, MISSED)).markdown())
        .contains("1 of 2 seeded defects were caught")
        .contains("| history | torn-context | 0 × | – | 12,345 | – | NO |");
  }

  @Test
  void aStrangeAnomalyBesideTheExpectedOneIsNoCatch() {
    Detection strange =
        detection(
            Defect.LOST_MESSAGE, "FAIL", Map.of("lost-message", 7L, "foreign-context", 1L), 10);

    assertThat(MatrixReport.of(List.of(strange)).markdown())
        .contains("0 of 1 seeded defects were caught", "foreign-context=1", "| NO |");
  }

  @Test
  void rowsThatAreMadeAnewTakeThePlaceOfTheOldOnes() {
    MatrixReport old = MatrixReport.of(List.of(MISSED, CAUGHT));
    Detection anew = detection(Defect.TORN_CONTEXT, "FAIL", Map.of("torn-context", 3L), 5);

    String page = MatrixReport.read(old.markdown()).with(List.of(anew)).markdown();

    assertThat(MatrixReport.read(old.markdown()).markdown())
        .as("nothing of what was written is lost")
        .isEqualTo(old.markdown());
    assertThat(page).isEqualTo(MatrixReport.of(List.of(anew, CAUGHT)).markdown());
    assertThat(page).contains("2 of 2 seeded defects were caught");
  }
}
