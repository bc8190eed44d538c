package dev.holdfast.run.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Tally;
import dev.holdfast.run.exchange.FleetMessages;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TotalsTest {

  private final Member member = new Member(1);

  @Test
  void countsThatDidNotAllComeAreToldWithTheInjector() {
    member.ended(new FleetMessages.Bye(3, 10, 10, 9, "", Map.of()));
    Tally came = new Tally(9, Map.of(Outcome.PRESERVED, 8L, Outcome.BROKEN, 1L));

    assertThat(Totals.difference(member, came))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .contains("injector 1 counted 10 planned, 10 judged and 9 kept")
                    .contains("of which 9, 9 and 8 came"));
  }

  @Test
  void countsThatAllCameAreNoMatter() {
    member.ended(new FleetMessages.Bye(3, 10, 10, 9, "", Map.of()));
    Tally came = new Tally(10, Map.of(Outcome.PRESERVED, 9L, Outcome.BROKEN, 1L));

    assertThat(Totals.difference(member, came)).isEmpty();
  }
}
