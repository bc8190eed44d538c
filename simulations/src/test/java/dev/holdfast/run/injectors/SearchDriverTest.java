package dev.holdfast.run.injectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.capacity.IntervalReport;
import dev.holdfast.capacity.Level;
import dev.holdfast.capacity.LevelMeter;
import dev.holdfast.capacity.LevelPlan;
import dev.holdfast.capacity.LevelPromise;
import dev.holdfast.capacity.LevelTick;
import dev.holdfast.capacity.LevelVerdict;
import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.SearchPlan;
import dev.holdfast.plan.LoadSearch;
import dev.holdfast.plan.SearchesPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.steps.load.LoadCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class SearchDriverTest {

  private static final int SESSIONS = 10;
  private static final Target WITHOUT_METRICS = Target.parse("ws://127.0.0.1:1/").orElseThrow();
  private static final LoadSearch ONE_LEVEL =
      new LoadSearch(
          LoadKind.SESSIONS,
          new SearchPlan(SESSIONS, 2, 1, SESSIONS, 0.1, true, 1, 1),
          new LevelPlan(0, 1, 1),
          new LevelPromise(0.01, 100),
          0,
          Duration.ofSeconds(1),
          1_000,
          0);

  private final List<String> aborts = new ArrayList<>();

  @Test
  void aSpoiledLevelIsMeasuredAgainAndTheSearchHearsOfTheSoundOneOnly() {
    SpoiledAtFirst injector = new SpoiledAtFirst(2);

    assertThat(search(injector))
        .singleElement()
        .extracting(Level::verdict)
        .isEqualTo(LevelVerdict.HELD);
    assertThat(injector.worked).containsExactly(1, 2, 3);
  }

  @Test
  void aLevelThatIsSpoiledEachTimeIsMeasuredAgainThreeTimesOnly() {
    SpoiledAtFirst injector = new SpoiledAtFirst(Integer.MAX_VALUE);

    assertThat(search(injector))
        .singleElement()
        .satisfies(
            level -> {
              assertThat(level.verdict()).isEqualTo(LevelVerdict.INVALID);
              assertThat(level.reasons()).containsExactly("it was told too late");
            });
    assertThat(injector.worked).containsExactly(1, 2, 3, 4);
  }

  private List<Level> search(Injector injector) {
    SearchDriver driver =
        new SearchDriver(
            new SearchDriver.Setting(
                new SearchesPlan(1, List.of(ONE_LEVEL), 100),
                new Injectors(List.of(injector)),
                new TargetScrape(List.of(WITHOUT_METRICS), Map.of(), problem -> {}),
                false,
                () -> {},
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                words -> {},
                aborts::add));
    driver.run();
    assertThat(aborts).isEmpty();
    return driver.recorded().get(0).levels();
  }

  /** Does at once whatever it is told, and holds every load. */
  private static final class SpoiledAtFirst implements Injector {

    private final int levels;
    private final List<Integer> worked = new ArrayList<>();
    private LoadCommand order = LoadCommand.NOBODY;

    /** The given number of levels is spoiled. */
    private SpoiledAtFirst(int levels) {
      this.levels = levels;
    }

    @Override
    public void obey(LoadCommand next) {
      order = next;
      if (next.level() > 0) {
        worked.add(next.level());
      }
    }

    @Override
    public Optional<IntervalReport> next(Duration patience) {
      Histogram times = new Histogram(3);
      times.recordValueWithCount(1_000, SESSIONS);
      LevelTick tick =
          new LevelTick(
              0, 1, SESSIONS, SESSIONS, 0, times, 999, SESSIONS, SESSIONS, SESSIONS, SESSIONS);
      Histogram onTime = new Histogram(3);
      onTime.recordValueWithCount(100, 100);
      return Optional.of(
          new IntervalReport(
              new LevelMeter.Cut(
                  order.level(), tick, SESSIONS, new Histogram(3), 0, order.sessions()),
              0.1,
              0.1,
              onTime));
    }

    @Override
    public Optional<String> spoiled(int level) {
      return level <= levels ? Optional.of("it was told too late") : Optional.empty();
    }

    @Override
    public void close() {
      // There is nothing to end.
    }
  }
}
