package dev.holdfast.capacity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the highest load that a target holds: stairs up until a level does not hold, halving
 * between the highest that held and the lowest that did not, a second look at that one, and then
 * confirmation of the winner over long holds. A winner that is not confirmed counts as not held,
 * and the search goes on below it, over long holds only.
 *
 * <p>A value: what comes next follows from what was measured, so that a search that was cut off
 * goes on where it was, and a recorded one is answered again. Whoever measures asks {@link #next()}
 * and tells {@link #after(Level)} until there is nothing next, then asks for the {@link #answer()}.
 *
 * <p>A level at which the generator was the limit bounds the search as one that broke does, but
 * never becomes a limit of the target.
 */
public final class CapacitySearch {

  private final SearchPlan plan;
  private final List<Level> levels;

  private CapacitySearch(SearchPlan plan, List<Level> levels) {
    this.plan = plan;
    this.levels = List.copyOf(levels);
  }

  /**
   * One level to measure.
   *
   * @param load how much to ask for
   * @param hold how long
   */
  public record Next(double load, Hold hold) {}

  /** A search that has measured nothing yet. */
  public static CapacitySearch begin(SearchPlan plan) {
    return new CapacitySearch(plan, List.of());
  }

  /** A search that has measured these levels. */
  public static CapacitySearch resume(SearchPlan plan, List<Level> levels) {
    return new CapacitySearch(plan, levels);
  }

  /** The search that has measured one level more. */
  public CapacitySearch after(Level level) {
    List<Level> more = new ArrayList<>(levels);
    more.add(level);
    return new CapacitySearch(plan, more);
  }

  /** What was measured, in order. */
  public List<Level> levels() {
    return levels;
  }

  /** What to measure next; empty when the search is over. */
  public Optional<Next> next() {
    if (levels.size() >= plan.mostLevels()) {
      return Optional.empty();
    }
    if (levels.isEmpty()) {
      return Optional.of(new Next(plan.askable(plan.start()), Hold.SHORT));
    }
    LoadRecord bar = bar();
    LoadRecord best = best(bar);
    if (best == null) {
      return tires() ? stepDown(bar) : below(bar);
    }
    if (bar == null && best.load() < plan.ceiling()) {
      return Optional.of(new Next(plan.askable(best.load() * plan.growth()), Hold.SHORT));
    }
    if (bar != null) {
      Optional<Next> between = between(best, bar);
      if (between.isPresent()) {
        return between;
      }
      if (!bar.certain()) {
        return Optional.of(new Next(bar.load(), Hold.SHORT));
      }
    }
    return best.longHeld() < plan.confirmations()
        ? Optional.of(new Next(best.load(), Hold.LONG))
        : Optional.empty();
  }

  /** What the search has found so far; final once there is nothing {@link #next()}. */
  public Answer answer() {
    LoadRecord bar = bar();
    LoadRecord best = best(bar);
    if (best == null) {
      return new Answer(Answer.Kind.NONE, null, bar == null ? null : bar.load(), nothingHeld(bar));
    }
    if (best.longHeld() < plan.confirmations()) {
      return new Answer(
          Answer.Kind.NONE,
          null,
          bar == null ? null : bar.load(),
          "the search ended before the highest load that held was confirmed "
              + plan.confirmations()
              + " times");
    }
    if (bar == null) {
      return new Answer(
          Answer.Kind.AT_LEAST, best.load(), null, "no more was asked for: the search's ceiling");
    }
    String reason = reason(bar);
    boolean near = between(best, bar).isEmpty();
    if (bar.verdict() == LevelVerdict.BROKE && near) {
      return new Answer(Answer.Kind.LIMIT, best.load(), bar.load(), reason);
    }
    return new Answer(
        Answer.Kind.AT_LEAST,
        best.load(),
        bar.load(),
        near ? "the measurement was the limit: " + reason : "the search ended before it came near");
  }

  private String nothingHeld(@Nullable LoadRecord bar) {
    if (bar == null) {
      return "nothing was measured";
    }
    return bar.verdict() == LevelVerdict.INVALID
        ? "no level could be judged: " + reason(bar)
        : "not even the lowest load held: " + reason(bar);
  }

  /** Why the latest level at a load did not hold. */
  private String reason(LoadRecord bar) {
    return levels.stream()
        .filter(each -> each.load() == bar.load() && each.verdict() == bar.verdict())
        .reduce((earlier, later) -> later)
        .map(level -> String.join("; ", level.reasons()))
        .orElse("");
  }

  private Optional<Next> below(@Nullable LoadRecord bar) {
    if (bar == null) {
      return Optional.empty();
    }
    double lower = plan.askable(bar.load() / 2);
    if (lower < bar.load()) {
      return Optional.of(new Next(lower, Hold.SHORT));
    }
    return bar.certain() ? Optional.empty() : Optional.of(new Next(bar.load(), Hold.SHORT));
  }

  /** The load halfway, where there is one and the two are not near enough yet. */
  private Optional<Next> between(LoadRecord best, LoadRecord bar) {
    if (bar.load() - best.load() <= plan.resolution() * bar.load()) {
      return Optional.empty();
    }
    double middle = plan.askable((best.load() + bar.load()) / 2);
    return middle > best.load() && middle < bar.load()
        ? Optional.of(new Next(middle, tires() ? Hold.LONG : Hold.SHORT))
        : Optional.empty();
  }

  /**
   * A little below a load that only a short hold held, and twice as far below each next one: near
   * where the noise of a limit is to blame, and soon far where the target tires.
   */
  private Optional<Next> stepDown(@Nullable LoadRecord bar) {
    if (bar == null) {
      return Optional.empty();
    }
    double step = Math.min(0.5, plan.resolution() * Math.pow(2, longFailures() - 1.0));
    double lower = plan.askable(bar.load() * (1 - step));
    if (lower >= bar.load()) {
      lower = plan.askable(bar.load() - 1);
    }
    return lower < bar.load() ? Optional.of(new Next(lower, Hold.LONG)) : Optional.empty();
  }

  /** Whether a short hold has been shown to promise what a long one does not keep. */
  private boolean tires() {
    return longFailures() > 0;
  }

  private long longFailures() {
    return levels.stream()
        .filter(level -> level.hold() == Hold.LONG && level.verdict() != LevelVerdict.HELD)
        .count();
  }

  /** The lowest load that does not hold. */
  private @Nullable LoadRecord bar() {
    return records().stream()
        .filter(each -> each.verdict() != LevelVerdict.HELD)
        .min(Comparator.comparingDouble(LoadRecord::load))
        .orElse(null);
  }

  /**
   * The highest load that holds, below the lowest that does not; over a long hold, if short ones
   * have been shown not to tell.
   */
  private @Nullable LoadRecord best(@Nullable LoadRecord bar) {
    return records().stream()
        .filter(each -> each.verdict() == LevelVerdict.HELD)
        .filter(each -> each.longHeld() > 0 || !tires())
        .filter(each -> bar == null || each.load() < bar.load())
        .max(Comparator.comparingDouble(LoadRecord::load))
        .orElse(null);
  }

  private List<LoadRecord> records() {
    return levels.stream()
        .map(Level::load)
        .distinct()
        .map(load -> LoadRecord.of(load, levels))
        .toList();
  }
}
