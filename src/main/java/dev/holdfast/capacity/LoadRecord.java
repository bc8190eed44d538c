package dev.holdfast.capacity;

import java.util.List;

/**
 * What all measurements of one load say together.
 *
 * <p>A break that was seen once may be the machine's bad second, so it is measured again before an
 * answer rests on it. A long hold outweighs the short ones: it is what the answer promises.
 */
record LoadRecord(
    double load,
    int held,
    int broke,
    int invalid,
    int longHeld,
    boolean longBroke,
    boolean longInvalid) {

  static LoadRecord of(double load, List<Level> levels) {
    List<Level> here = levels.stream().filter(level -> level.load() == load).toList();
    return new LoadRecord(
        load,
        count(here, Hold.SHORT, LevelVerdict.HELD),
        count(here, Hold.SHORT, LevelVerdict.BROKE),
        count(here, Hold.SHORT, LevelVerdict.INVALID),
        count(here, Hold.LONG, LevelVerdict.HELD),
        count(here, Hold.LONG, LevelVerdict.BROKE) > 0,
        count(here, Hold.LONG, LevelVerdict.INVALID) > 0);
  }

  private static int count(List<Level> levels, Hold hold, LevelVerdict verdict) {
    return (int)
        levels.stream().filter(each -> each.hold() == hold && each.verdict() == verdict).count();
  }

  /** What it says for now. */
  LevelVerdict verdict() {
    if (longBroke) {
      return LevelVerdict.BROKE;
    }
    if (longInvalid) {
      return LevelVerdict.INVALID;
    }
    int against = broke + invalid;
    if (longHeld > 0 || held > against) {
      return LevelVerdict.HELD;
    }
    return broke >= invalid ? LevelVerdict.BROKE : LevelVerdict.INVALID;
  }

  /** Whether it needs no second look before an answer may rest on it. */
  boolean certain() {
    return longBroke || longInvalid || longHeld > 0 || Math.abs(held - broke - invalid) >= 2;
  }
}
