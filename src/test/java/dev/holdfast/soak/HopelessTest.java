package dev.holdfast.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HopelessTest {

  private final Hopeless hopeless = new Hopeless(0.999, 0.95);

  @Test
  void whatTheRestOfTheRunCanMakeGoodIsNotHopeless() {
    assertThat(hopeless.is(1_000, 1, 0.1)).isFalse();
  }

  @Test
  void whatNoRestCanMakeGoodIs() {
    assertThat(hopeless.is(1_000, 20, 0.1)).isTrue();
  }

  @Test
  void nothingBrokenIsNeverHopelessHoweverLittleThereIs() {
    assertThat(hopeless.is(10, 0, 0.9)).isFalse();
  }

  @Test
  void inTheFirstMomentsNobodyKnows() {
    assertThat(hopeless.is(10, 10, 0.001)).isFalse();
  }
}
