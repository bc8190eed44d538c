package dev.holdfast.run.kinds;

import dev.holdfast.plan.Loss;
import java.util.function.Consumer;

/** Strikes as words, for users of other processes. */
final class StrikesByText implements Strikes {

  private static final String BEGIN = "begin";
  private static final String CUT = "cut";
  private static final String OVER = "over";
  private static final String DROP = "drop";

  private final Consumer<String> words;

  /** Strikes those who hear these words. */
  StrikesByText(Consumer<String> words) {
    this.words = words;
  }

  /** Has somebody struck as the words tell. */
  static void obey(String words, Strikes strikes) {
    String[] parts = words.split(" ", -1);
    switch (parts[0]) {
      case BEGIN -> strikes.begin(parts[1], Loss.valueOf(parts[2]), false);
      case CUT -> strikes.begin(parts[1], Loss.valueOf(parts[2]), true);
      case DROP -> strikes.drop(parts[1]);
      default -> strikes.over();
    }
  }

  @Override
  public void begin(String event, Loss loss, boolean cuts) {
    words.accept((cuts ? CUT : BEGIN) + " " + event + " " + loss.name());
  }

  @Override
  public void over() {
    words.accept(OVER);
  }

  @Override
  public void drop(String event) {
    words.accept(DROP + " " + event);
  }
}
