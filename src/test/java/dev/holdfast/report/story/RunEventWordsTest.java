package dev.holdfast.report.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How what happened in a run is called in a chart. */
class RunEventWordsTest {

  @Test
  void aKnownEventIsToldInWords() {
    assertThat(RunEventWords.of("told-loss")).isEqualTo("loss told by the target");
  }

  @Test
  void itsDetailIsKept() {
    assertThat(RunEventWords.of("other-refused: no answer: 503"))
        .isEqualTo("others refused: no answer: 503");
  }

  @Test
  void aLossKeepsItsName() {
    assertThat(RunEventWords.of("refuse-401")).isEqualTo("refuse-401");
  }
}
