package dev.holdfast.capacity.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.SampleCapacity;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CapacityPlannerTest {

  private static final LocalDate DAY = LocalDate.of(2027, 1, 1);

  /** 1,000 sessions a node hold and 1,010 do not; 20 reconnections a second hold, 20.2 do not. */
  private static final CapacityRun EXACT =
      SampleCapacity.run(
          "exact",
          List.of(
              SampleCapacity.held(LoadKind.SESSIONS, 1_000, 1_010),
              SampleCapacity.held(LoadKind.RECONNECTIONS, 20, 20.2)));

  @Test
  void sessionsWithHeadroomAreDividedAmongNodes() {
    // 10,000 users, 700 of 1,000 a node: 14.29.
    CapacityPlan plan = plan(EXACT, request(10_000, 0, 0.3, 0));

    assertThat(plan.nodes().nodes()).isEqualTo(15);
    assertThat(plan.rules()).extracting(PlanRule::words).containsExactly("concurrent sessions");
  }

  @Test
  void theUsersOfALostNodeFitOnTheOthersAndComeBackWithinTheStorm() {
    // Sessions: 10,000 / 1,000 = 10 nodes up, 11 with one lost. Storm with n nodes:
    // 10,000 / n / 60 <= 20 (n − 1): n = 4 (41.7 <= 60).
    CapacityPlan calm = plan(EXACT, request(10_000, 0, 0, 1));

    assertThat(calm.nodes().nodes()).isEqualTo(11);
    assertThat(calm.rules())
        .extracting(PlanRule::words, PlanRule::nodes)
        .containsExactly(
            tuple("concurrent sessions, 1 node lost", 11),
            tuple("concurrent sessions", 10),
            tuple("reconnections a second, 1 node lost", 4));
  }

  @Test
  void aFastStormAsksForMoreNodesThanSessionsDo() {
    // Back within 2 s: 10,000 / n / 2 <= 20 (n − 1), so n (n − 1) >= 250: n = 17 (272).
    CapacityPlan plan =
        CapacityPlanner.plan(
            EXACT, new PlanRequest(10_000, 0, 0, 0, 1, 2, NodeContention.assumed(0.01), 0, DAY));

    assertThat(plan.nodes().nodes()).isEqualTo(17);
    assertThat(plan.rules().get(0).words()).isEqualTo("reconnections a second, 1 node lost");
    assertThat(plan.rules().get(0).demand()).isCloseTo(10_000 / 17.0 / 2, within(1e-9));
  }

  @Test
  void peakReconnectionsAreTheUsualKiller() {
    // 5 % a minute of 10,000 is 8.33 a second, of 250,000 it is 208.3, of which a node
    // takes 14 with its headroom.
    CapacityPlan plan = plan(EXACT, request(250_000, 0.05 / 60, 0.3, 1));

    assertThat(plan.rules())
        .filteredOn(rule -> rule.words().equals("reconnections a second"))
        .extracting(PlanRule::nodes)
        .containsExactly(15);
    assertThat(plan.nodes().nodes()).isEqualTo(358);
  }

  @Test
  void everyExtrapolationIsMarkedAndHasAnInterval() {
    CapacityPlan plan = plan(EXACT, request(10_000, 0, 0.3, 1));

    assertThat(plan.nodes().extrapolated()).isTrue();
    assertThat(plan.nodes().lowKnown()).isTrue();
    // 15 nodes: above is 1,010 · 0.7 = 707: 15; with 1 % contention n/(1 + 0.01 (n − 1)) >= 14.29:
    // 17.
    assertThat(plan.nodes().interval()).isEqualTo("15 to 17");
    assertThat(plan.extrapolations())
        .anyMatch(each -> each.startsWith("15 nodes from a measurement of 1"))
        .anyMatch(each -> each.contains("10 times as many"))
        .anyMatch(each -> each.startsWith("the loss of 1 node was calculated, not tried"));
    assertThat(plan.sizes()).filteredOn(size -> size.users() == 10_000).hasSize(1);
  }

  @Test
  void oneMeasuredNodeWithinItsMeasuredLoadIsNoExtrapolation() {
    CapacityPlan plan = plan(EXACT, request(700, 0, 0.3, 0));

    assertThat(plan.nodes().nodes()).isEqualTo(1);
    assertThat(plan.nodes().extrapolated()).isFalse();
    assertThat(plan.nodes().interval()).isEqualTo("1 to 1");
  }

  @Test
  void contentionMayPutALoadOutOfReach() {
    // With 1 % contention no number of nodes is worth more than 100.
    CapacityPlan plan = plan(EXACT, request(250_000, 0, 0, 0));

    assertThat(plan.nodes().nodes()).isEqualTo(250);
    assertThat(plan.nodes().interval()).isEqualTo("248 to out of reach");
    assertThat(plan.extrapolations()).first().asString().endsWith("more than any number of nodes");
  }

  @Test
  void contentionThatWasMeasuredIsInThePlanItself() {
    // 10,000 users on n nodes of 1,000: n / (1 + 0.02 (n − 1)) >= 10, so n >= 12.25.
    NodeContention measured = new NodeContention(0.01, 0.02, 0.04, List.of(1, 2, 4));
    PlanRequest request = new PlanRequest(10_000, 0, 0, 0, 0, 60, measured, 0, DAY);

    CapacityPlan plan = plan(EXACT, request);

    assertThat(plan.nodes().nodes()).isEqualTo(13);
    // Of 1,010 with 1 %: 10.9; with 4 %: 16.
    assertThat(plan.nodes().interval()).isEqualTo("11 to 16");
    assertThat(plan.extrapolations())
        .first()
        .asString()
        .isEqualTo(
            "13 nodes from measurements of 1 and 2 and 4: by them nodes do 2 % of their work one"
                + " after the other (1 % to 4 %); with the most the 13 become 16");
  }

  @Test
  void asManyNodesAsWereMeasuredAreNotExtrapolated() {
    NodeContention measured = new NodeContention(0.01, 0.02, 0.04, List.of(1, 2, 4));

    assertThat(plan(EXACT, new PlanRequest(3_500, 0, 0, 0, 0, 60, measured, 0, DAY)).nodes())
        .matches(nodes -> nodes.nodes() == 4 && !nodes.extrapolated());
  }

  @Test
  void whatFourNodesHeldTogetherIsNotTakenForWhatFourOfOneHold() {
    // 4,000 by four of which 10 % is done one after the other: so many do 4,000 again.
    CapacityRun four =
        SampleCapacity.onNodes(4, List.of(SampleCapacity.held(LoadKind.SESSIONS, 4_000, 4_040)));
    NodeContention measured = new NodeContention(0.1, 0.1, 0.1, List.of(1, 4));

    assertThat(plan(four, new PlanRequest(4_000, 0, 0, 0, 0, 60, measured, 0, DAY)).nodes().nodes())
        .isEqualTo(4);
  }

  @Test
  void growthSaysWhenTheNodesAreOutgrown() {
    PlanRequest request =
        new PlanRequest(10_000, 0, 0, 0.3, 0, 60, NodeContention.assumed(0.01), 0.1, DAY);

    CapacityPlan.Growth growth =
        Objects.requireNonNull(CapacityPlanner.plan(EXACT, request).growth());

    // 15 nodes keep 30 % of headroom up to 10,500 users: 0.512 months of 30.44 days.
    assertThat(growth.outgrown()).isEqualTo(DAY.plusDays(16));
    assertThat(growth.steps().get(0).day()).isEqualTo(LocalDate.of(2027, 4, 1));
    assertThat(growth.steps().get(0).users()).isEqualTo(13_310);
    assertThat(growth.steps().get(0).nodes().nodes()).isEqualTo(20);
  }

  @Test
  void sensitivityNamesWhatElseWouldComeOut() {
    CapacityPlan plan = plan(EXACT, request(10_000, 0, 0.3, 1));

    assertThat(plan.sensitivity())
        .extracting(CapacityPlan.Variation::what, CapacityPlan.Variation::shown)
        .contains(
            tuple("no headroom", "11"),
            tuple("a node holds 10 % less", "16"),
            tuple("nodes do 1 % of their work one after the other", "17"));
  }

  @Test
  void aLoadThatWasNotSearchedIsPlannedWithWhatWasSeenBeside() {
    CapacityPlan plan = plan(SampleCapacity.atLeast(3), request(10_000, 0.01, 0.3, 0));

    assertThat(plan.limits())
        .filteredOn(limit -> limit.kind() == LoadKind.RECONNECTIONS)
        .extracting(NodeLimit::source)
        .containsExactly(NodeLimit.Source.SEEN_BESIDE);
    assertThat(plan.nodes().interval()).contains("or fewer");
    assertThat(plan.extrapolations())
        .anyMatch(each -> each.startsWith("reconnections a second were not searched"))
        .anyMatch(each -> each.startsWith("the limit of concurrent sessions was not reached"));
  }

  @Test
  void refusesToPlanWithoutAnyFigure() {
    assertThatThrownBy(() -> plan(SampleCapacity.saturated(), request(10_000, 0, 0.3, 1)))
        .hasMessageStartingWith(
            "a plan needs a run that found how many sessions hold; its search found none: no level"
                + " could be judged");
    assertThatThrownBy(() -> request(0, 0, 0.3, 1)).hasMessage("users must be at least 1, got: 0");
    assertThatThrownBy(() -> request(10, 0, 1, 1)).hasMessageStartingWith("headroom must be 0 %");
  }

  @Test
  void tellsWhatANodeThenUses() {
    CapacityPlan plan = plan(SampleCapacity.found(2), request(50_000, 0.05 / 60, 0.3, 1));

    assertThat(plan.perNode())
        .extracting(UnitCost::what)
        .contains("live heap for its sessions", "processor time for its reconnections");
    double users = 50_000.0 / plan.nodes().nodes();
    assertThat(plan.perNode().get(0).cost().covers(users * 11.5 / 1000)).isTrue();
  }

  private static CapacityPlan plan(CapacityRun run, PlanRequest request) {
    return CapacityPlanner.plan(run, request);
  }

  private static PlanRequest request(
      long users, double reconnectShare, double headroom, int survive) {
    return new PlanRequest(
        users, reconnectShare, 0, headroom, survive, 60, NodeContention.assumed(0.01), 0, DAY);
  }
}
