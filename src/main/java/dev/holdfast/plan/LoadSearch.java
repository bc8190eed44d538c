package dev.holdfast.plan;

import dev.holdfast.capacity.LevelPlan;
import dev.holdfast.capacity.LevelPromise;
import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.SearchPlan;
import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.settings.Values;
import java.time.Duration;
import java.util.Locale;

/**
 * One search of a capacity run: what is raised, on whom, and what must hold.
 *
 * @param kind what is raised
 * @param search how its limit is looked for
 * @param hold how long levels are held
 * @param promise what must hold at a level
 * @param sessions that share the work, where it is not they that are raised; at least 1
 * @param pace from one return of a session to its next, where sessions are raised; above 0
 * @param unitsASession after so many units of work a session ends and its user begins another; at
 *     least 1
 * @param required the load that must be found for the run to pass; 0 where any figure will do
 */
public record LoadSearch(
    LoadKind kind,
    SearchPlan search,
    LevelPlan hold,
    LevelPromise promise,
    int sessions,
    Duration pace,
    int unitsASession,
    double required) {

  private static final String ROOT = "holdfast.capacity.";
  private static final double NANOS = 1e9;

  static LoadSearch of(LoadKind kind, Values values) {
    String own = ROOT + kind.name().toLowerCase(Locale.ROOT) + ".";
    boolean raised = kind == LoadKind.SESSIONS;
    Duration pace = raised ? values.positive(own + "pace") : Duration.ZERO;
    return new LoadSearch(
        kind,
        search(own, raised, values),
        hold(pace, values),
        new LevelPromise(
            values.properShare(ROOT + "failed-share"),
            values.positive(own + "p99").toNanos() / 1e6),
        raised ? 0 : values.atLeastOne(own + "sessions"),
        pace,
        values.atLeastOne(own + "units-a-session"),
        values.notNegativeNumber(own + "required"));
  }

  /** Sessions that are open at a level. */
  public int sessionsAt(double load) {
    return kind == LoadKind.SESSIONS ? (int) Math.rint(load) : sessions;
  }

  /** Most sessions that are open at any level. */
  public int mostSessions() {
    return sessionsAt(search.ceiling());
  }

  /** Nanoseconds from one unit of work of a session to its next. */
  public long periodNanos(double load) {
    return kind == LoadKind.SESSIONS ? pace.toNanos() : Math.round(sessions / load * NANOS);
  }

  /** The same search with a lower ceiling, where the given one is lower. */
  public LoadSearch atMost(int mostSessions) {
    if (mostSessions() <= mostSessions) {
      return this;
    }
    if (kind != LoadKind.SESSIONS) {
      return new LoadSearch(
          kind, search, hold, promise, mostSessions, pace, unitsASession, required);
    }
    SearchPlan lower =
        new SearchPlan(
            Math.min(search.start(), mostSessions),
            search.growth(),
            Math.min(search.floor(), mostSessions),
            mostSessions,
            search.resolution(),
            true,
            search.confirmations(),
            search.mostLevels());
    return new LoadSearch(kind, lower, hold, promise, sessions, pace, unitsASession, required);
  }

  private static SearchPlan search(String own, boolean whole, Values values) {
    double start = values.positiveNumber(own + "start");
    double ceiling = values.positiveNumber(own + "ceiling");
    if (ceiling < start) {
      throw ConfigurationException.refused(own + "ceiling", "at least its start", ceiling);
    }
    double growth = values.ratio(ROOT + "growth");
    if (growth == 1) {
      throw ConfigurationException.refused(ROOT + "growth", "above 1", growth);
    }
    return new SearchPlan(
        start,
        growth,
        Math.min(start, whole ? 1 : start / 64),
        ceiling,
        values.properShare(ROOT + "resolution"),
        whole,
        values.atLeastOne(ROOT + "confirmations"),
        values.atLeastOne(ROOT + "most-levels"));
  }

  /** Sessions must have returned once before their pauses are known. */
  private static LevelPlan hold(Duration pace, Values values) {
    double warmUp = values.positive(ROOT + "warm-up").toNanos() / NANOS;
    try {
      return new LevelPlan(
          Math.max(warmUp, pace.toNanos() / NANOS),
          values.positive(ROOT + "short").toNanos() / NANOS,
          values.positive(ROOT + "long").toNanos() / NANOS);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("holdfast.capacity.long: " + e.getMessage());
    }
  }
}
