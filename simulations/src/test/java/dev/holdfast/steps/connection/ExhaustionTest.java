package dev.holdfast.steps.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExhaustionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AnnotatedSocketException: Cannot assign requested address: /127.0.0.1:80 | local ports",
        "bind(..) failed with error(-98): Address already in use | local ports",
        "newSocketStream(..) failed with error(-24): Too many open files | out of files",
      })
  void isTheGeneratorsOwn(String failure, String word) {
    assertThat(Exhaustion.of(failure).orElseThrow()).contains(word);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Connection refused: /127.0.0.1:80",
        "Premature close",
        "Invalid handshake response getStatus: 503 Service Unavailable",
        "connection timeout after 5000 ms",
      })
  void isTheTargets(String failure) {
    assertThat(Exhaustion.of(failure)).isEmpty();
  }

  @Test
  void saysWhatToDo() {
    assertThat(Exhaustion.of("Too many open files").orElseThrow()).endsWith("raise ulimit -n");
  }
}
