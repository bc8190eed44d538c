package dev.holdfast.run.injectors;

import dev.holdfast.capacity.Answer;
import dev.holdfast.capacity.CapacitySearch;
import dev.holdfast.capacity.Filling;
import dev.holdfast.capacity.GeneratorOverhead;
import dev.holdfast.capacity.GeneratorUse;
import dev.holdfast.capacity.IntervalReport;
import dev.holdfast.capacity.Level;
import dev.holdfast.capacity.LevelFigures;
import dev.holdfast.capacity.LevelWatch;
import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.RecordedSearch;
import dev.holdfast.capacity.resources.Resource;
import dev.holdfast.capacity.resources.Usage;
import dev.holdfast.plan.LoadSearch;
import dev.holdfast.plan.SearchesPlan;
import dev.holdfast.steps.load.LoadCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The searches at work: asks the injectors for level after level, and judges each. What was
 * measured so far can be had at any time, so that a run that is stopped keeps it.
 */
public final class SearchDriver implements Runnable {

  private static final int SPANS_OF_SILENCE = 5;
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final Duration SETTLING = Duration.ofSeconds(30);
  private static final int MOST_AGAIN = 3;

  private final SearchesPlan plan;
  private final Injectors injectors;
  private final TargetScrape scrape;
  private final boolean together;
  private final Runnable requireTarget;
  private final Duration interval;
  private final Duration patience;
  private final Consumer<String> words;
  private final Consumer<String> aborts;
  private final Map<LoadKind, RecordedSearch> recorded = new EnumMap<>(LoadKind.class);
  private int levels;
  private int sessions;

  /**
   * What a search works with.
   *
   * @param together whether the target is on this machine, and shares its processors
   * @param requireTarget throws if no target answers any more
   * @param interval at which injectors tell what they did
   * @param patience longest that a client waits for one answer
   * @param words told of each level
   * @param aborts told why the run can say nothing
   */
  public record Setting(
      SearchesPlan plan,
      Injectors injectors,
      TargetScrape scrape,
      boolean together,
      Runnable requireTarget,
      Duration interval,
      Duration patience,
      Consumer<String> words,
      Consumer<String> aborts) {}

  public SearchDriver(Setting setting) {
    this.plan = setting.plan();
    this.injectors = setting.injectors();
    this.scrape = setting.scrape();
    this.together = setting.together();
    this.requireTarget = setting.requireTarget();
    this.interval = setting.interval();
    this.patience = setting.patience();
    this.words = setting.words();
    this.aborts = setting.aborts();
  }

  @Override
  public void run() {
    try {
      for (LoadSearch search : plan.searches()) {
        search(search);
      }
      leave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (InjectorLostException e) {
      aborts.accept(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        aborts.accept("the search ended: " + e.getMessage());
      }
    }
  }

  /** All searches that have measured anything, in the order of the plan. */
  public List<RecordedSearch> recorded() {
    synchronized (recorded) {
      return plan.searches().stream()
          .map(search -> recorded.get(search.kind()))
          .filter(search -> search != null)
          .toList();
    }
  }

  private void search(LoadSearch planned) throws InterruptedException, InjectorLostException {
    CapacitySearch search = CapacitySearch.begin(planned.search());
    for (Optional<CapacitySearch.Next> next = search.next();
        next.isPresent();
        next = search.next()) {
      Level level = measure(planned, next.get());
      search = search.after(level);
      keep(planned, search);
      words.accept(line(planned.kind(), level));
      if (level.figures().failedShare() > planned.promise().mostFailedShare()) {
        // Else every level below would be measured too, of a target that is gone.
        requireTarget.run();
      }
    }
    words.accept(planned.kind().words() + ": " + answer(search));
  }

  private void keep(LoadSearch planned, CapacitySearch search) {
    synchronized (recorded) {
      recorded.put(
          planned.kind(),
          new RecordedSearch(
              planned.kind(),
              planned.search(),
              planned.hold(),
              planned.promise(),
              search.levels()));
    }
  }

  /** A level that was spoiled bounds no search, so it is measured again; a few times only. */
  private Level measure(LoadSearch planned, CapacitySearch.Next next)
      throws InterruptedException, InjectorLostException {
    Measured last = once(planned, next);
    for (int again = 0; again < MOST_AGAIN && !last.spoiled().isEmpty(); again++) {
      words.accept("measured again: " + line(planned.kind(), last.whole()));
      last = once(planned, next);
    }
    return last.whole();
  }

  /**
   * A level as it was measured.
   *
   * @param spoiled why it says nothing; empty if it does
   */
  private record Measured(Level level, List<String> spoiled) {
    Level whole() {
      return level.spoiled(spoiled);
    }
  }

  private Measured once(LoadSearch planned, CapacitySearch.Next next)
      throws InterruptedException, InjectorLostException {
    levels++;
    LoadCommand order = order(planned, next.load());
    fill(order);
    LevelWatch watch = new LevelWatch(planned.hold(), next.hold(), planned.promise());
    GeneratorOverhead overhead = new GeneratorOverhead(planned.hold());
    injectors.obey(order.work(levels));
    boolean settled = false;
    boolean hopeless = false;
    while (!watch.complete() && !hopeless) {
      IntervalReport span = injectors.next(silence());
      if (!settled && span.cut().tick().toSeconds() >= planned.hold().warmUpSeconds()) {
        settled = true;
        scrape.begin();
      }
      watch.take(span.cut().tick(), span.cut().waitingMicros());
      overhead.take(span);
      hopeless = watch.hopeless().isPresent();
    }
    watch.end();
    Map<Resource, Usage> usage = scrape.usage();
    GeneratorUse generator = overhead.use();
    List<String> spoiled = injectors.spoiled();
    injectors.obey(order.rest());
    return new Measured(
        Level.judged(
            next.load(),
            next.hold(),
            hopeless,
            planned.promise(),
            watch.figures().orElseGet(() -> nothing(next.load())),
            generator,
            together ? generator.leaves(usage) : usage),
        spoiled);
  }

  private LoadCommand order(LoadSearch planned, double load) {
    int wanted = planned.sessionsAt(load);
    LoadCommand order =
        new LoadCommand(
            LoadCommand.Step.FILL,
            0,
            planned.kind().name().toLowerCase(Locale.ROOT) + "-" + levels,
            planned.kind(),
            wanted,
            sessions,
            plan.arrivals(),
            planned.periodNanos(load),
            planned.unitsASession());
    return order;
  }

  /**
   * Waits until all sessions are there, and what the level before left behind has come back, so
   * that no level pays for another, nor for the work of opening its sessions: for that it waits as
   * long again. Sessions that do not come in time are failed work at the level.
   */
  private void fill(LoadCommand order) throws InterruptedException, InjectorLostException {
    injectors.obey(order);
    double seconds = Math.max(0, order.sessions() - order.before()) / order.arrivals();
    long giveUp = System.nanoTime() + (long) (seconds * 1e9) + patience.plus(SILENCE).toNanos();
    Filling filling = new Filling(order.sessions(), seconds, interval.toMillis() / 1e3);
    while (!filling.complete() && System.nanoTime() - giveUp < 0) {
      filling.take(injectors.next(silence()));
    }
    long begin = System.nanoTime() + Math.max(SETTLING.toNanos(), (long) (seconds * 1e9));
    while (!filling.settled() && System.nanoTime() - begin < 0) {
      filling.take(injectors.next(silence()));
    }
    sessions = order.sessions();
  }

  /** All sessions end, so that whatever is under way is judged. */
  private void leave() throws InterruptedException, InjectorLostException {
    fill(
        new LoadCommand(
            LoadCommand.Step.FILL, 0, "", LoadKind.SESSIONS, 0, sessions, plan.arrivals(), 1, 1));
  }

  private Duration silence() {
    return interval.multipliedBy(SPANS_OF_SILENCE).plus(SILENCE);
  }

  /** Nothing was seen of the settled window: nobody was there, and all that was asked failed. */
  private static LevelFigures nothing(double load) {
    return new LevelFigures(1, load, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  private static String line(LoadKind kind, Level level) {
    LevelFigures figures = level.figures();
    List<String> parts = new ArrayList<>();
    parts.add(
        String.format(
            Locale.ROOT,
            "%,.4g %s: %s",
            level.load(),
            kind.words(),
            level.verdict().name().toLowerCase(Locale.ROOT)));
    parts.add(
        String.format(
            Locale.ROOT,
            "%,.1f/s, p50 %.1f ms, p99 %.1f ms, %.2f at once, generator %.0f %% and late by %.1f ms",
            figures.throughput(),
            figures.p50Millis(),
            figures.p99Millis(),
            figures.concurrency(),
            100 * level.generator().cpuShare(),
            level.generator().eventLoopLagP99Millis()));
    parts.addAll(level.reasons());
    return String.join("; ", parts);
  }

  private static String answer(CapacitySearch search) {
    var answer = search.answer();
    String load =
        answer.load() == null
            ? "no figure"
            : String.format(Locale.ROOT, "%s %,.4g", words(answer.kind()), answer.load());
    return load + " (" + answer.because() + ")";
  }

  private static String words(Answer.Kind kind) {
    return kind == Answer.Kind.AT_LEAST ? "at least" : "limit";
  }
}
