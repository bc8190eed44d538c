package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Scalar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScalarTest {

  private static final List<Scalar> DISTINCT =
      List.of(
          Scalar.literal("null"),
          Scalar.string("null"),
          Scalar.string("\"null\""),
          Scalar.string(""),
          Scalar.string("\"\""),
          Scalar.string("\""),
          Scalar.literal("true"),
          Scalar.string("true"),
          Scalar.literal("1.10"),
          Scalar.string("1.10"),
          Scalar.string("1.10 "),
          Scalar.string("01"),
          Scalar.string("-"),
          Scalar.literal("-1e3"));

  @Test
  void noTwoValuesHaveTheSameForm() {
    assertThat(DISTINCT.stream().map(Scalar::form).distinct()).hasSameSizeAs(DISTINCT);
    assertThat(DISTINCT).allSatisfy(value -> assertThat(Scalar.of(value.form())).isEqualTo(value));
  }

  @ParameterizedTest
  @CsvSource({
    "1.10, 1.1",
    "1.10, 11e-1",
    "0, -0.0",
    "1000, 1E+3",
    "9007199254740993, 9007199254740993.0"
  })
  void aNumberMayBeWrittenInAnotherWay(String one, String other) {
    assertThat(Scalar.same(one, other)).isTrue();
    assertThat(new Memory(Map.of("n", one), Map.of()))
        .isEqualTo(new Memory(Map.of("n", other), Map.of()))
        .hasSameHashCodeAs(new Memory(Map.of("n", other), Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740993, 9007199254740992",
    "1.10, 1.100000023841858",
    "1.10, '\"1.1\"'",
    "null, '\"null\"'",
    "null, ''",
    "true, 1",
    "1, 1e99999999999",
    "high, High"
  })
  void anotherValueIsAnother(String one, String other) {
    assertThat(Scalar.same(one, other)).isFalse();
    assertThat(new Memory(Map.of(), Map.of("n", one)))
        .isNotEqualTo(new Memory(Map.of(), Map.of("n", other)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "", "1"})
  void aValueIsNotItsAbsence(String value) {
    assertThat(new Memory(Map.of("n", value), Map.of())).isNotEqualTo(Memory.EMPTY);
    assertThat(new Memory(Map.of("n", value), Map.of()))
        .isNotEqualTo(new Memory(Map.of("m", value), Map.of()));
  }
}
