package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Anomaly.Kind;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnomalyKindTest {

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyKindIsThatOfSomeAnomaly(Kind kind) {
    assertThat(Anomaly.ofKinds(each -> each == kind)).isNotEmpty();
  }

  @Test
  void anomaliesOfSeveralKindsAreThoseOfEach() {
    assertThat(Anomaly.ofKinds(Set.of(Kind.TIME, Kind.OUTLIVED)::contains))
        .containsExactlyInAnyOrder(Anomaly.LATE_RESTORE, Anomaly.NO_ANSWER, Anomaly.NOT_EXPIRED);
  }
}
