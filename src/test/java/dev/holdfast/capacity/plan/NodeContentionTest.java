package dev.holdfast.capacity.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.capacity.LevelPromise;
import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.RecordedSearch;
import dev.holdfast.capacity.SampleCapacity;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeContentionTest {

  @Test
  void findsTheShareThatLimitsOnOneTwoAndFourNodesWereMadeFrom() {
    NodeContention found = NodeContention.measured(runs(0.05, 1, 2, 4));

    assertThat(found.likely()).isCloseTo(0.05, within(1e-9));
    assertThat(found.nodes()).containsExactly(1, 2, 4);
    assertThat(found.isMeasured()).isTrue();
  }

  /** A limit is known to a hundredth: what held was below it, what broke above. */
  @Test
  void itsEndsComeFromWhatHeldAndWhatBroke() {
    NodeContention found = NodeContention.measured(runs(0.05, 1, 2));

    // n/X: at most 2/(2000/1.05) − 1/1010, at least 2/(2020/1.05) − 1/1000, over 1/1010 and 1/1000.
    assertThat(found.most()).isCloseTo((1.05 / 1_000 - 1.0 / 1_010) * 1_010, within(1e-9));
    assertThat(found.least()).isCloseTo((1.05 / 1_010 - 1.0 / 1_000) * 1_000, within(1e-9));
  }

  @Test
  void nodesThatScalePerfectlyHaveNoneButMayHaveSome() {
    NodeContention found = NodeContention.measured(runs(0, 1, 4));

    assertThat(found.likely()).isZero();
    assertThat(found.least()).isZero();
    assertThat(found.most()).isBetween(0.003, 0.004);
  }

  @Test
  void nodesThatTogetherHoldMoreThanTheirSumHaveNone() {
    List<CapacityRun> runs =
        List.of(
            SampleCapacity.onNodes(
                1, List.of(SampleCapacity.held(LoadKind.SESSIONS, 1_000, 1_010))),
            SampleCapacity.onNodes(
                2, List.of(SampleCapacity.held(LoadKind.SESSIONS, 2_200, 2_222))));

    assertThat(NodeContention.measured(runs)).matches(found -> found.most() == 0);
  }

  @Test
  void theLoadThatScalesWorstCounts() {
    List<CapacityRun> runs =
        List.of(
            SampleCapacity.onNodes(
                1,
                List.of(
                    SampleCapacity.held(LoadKind.SESSIONS, 1_000, 1_010),
                    SampleCapacity.held(LoadKind.RECONNECTIONS, 100, 101))),
            SampleCapacity.onNodes(
                2,
                List.of(
                    SampleCapacity.held(LoadKind.SESSIONS, 2_000, 2_020),
                    SampleCapacity.held(LoadKind.RECONNECTIONS, 160, 161.6))));

    assertThat(NodeContention.measured(runs).likely()).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void refusesRunsThatCannotBeCompared() {
    CapacityRun one = runs(0, 1).get(0);

    assertThatThrownBy(() -> NodeContention.measured(List.of(one, one)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("on different numbers of nodes, got: capacity-on-1 on 1 node; ");
    assertThatThrownBy(() -> NodeContention.measured(List.of(one, SampleCapacity.atLeast(1))))
        .hasMessageContaining("found a limit, not \"at least\"");
  }

  @Test
  void refusesLimitsUnderDifferentPromises() {
    RecordedSearch strict = SampleCapacity.held(LoadKind.SESSIONS, 2_000, 2_020);
    RecordedSearch other =
        new RecordedSearch(
            strict.kind(),
            strict.plan(),
            strict.hold(),
            new LevelPromise(0.001, 600),
            strict.levels());

    assertThatThrownBy(
            () ->
                NodeContention.measured(
                    List.of(runs(0, 1).get(0), SampleCapacity.onNodes(2, List.of(other)))))
        .hasMessageContaining("under one promise only");
  }

  @Test
  void refusesSharesThatAreNone() {
    assertThatThrownBy(() -> NodeContention.assumed(1))
        .hasMessageContaining("node-contention must be 0 % to below 100 %");
    assertThatThrownBy(() -> NodeContention.assumed(-0.1)).hasMessageContaining("-0.1");
  }

  @Test
  void elevenRunsAreTooMany() {
    assertThatThrownBy(
            () -> NodeContention.measured(runs(0, IntStream.rangeClosed(1, 11).toArray())))
        .hasMessageContaining("at most 10 runs, got: 11");
  }

  /** Runs on nodes of 1,000 sessions each that do a share of their work one after the other. */
  private static List<CapacityRun> runs(double contention, int... nodes) {
    return IntStream.of(nodes)
        .mapToObj(
            n -> {
              double load = 1_000.0 * n / (1 + contention * (n - 1));
              return SampleCapacity.onNodes(
                  n, List.of(SampleCapacity.held(LoadKind.SESSIONS, load, load * 1.01)));
            })
        .toList();
  }
}
