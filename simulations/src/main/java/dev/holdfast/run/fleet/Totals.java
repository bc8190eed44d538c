package dev.holdfast.run.fleet;

import dev.holdfast.measure.Tally;
import dev.holdfast.run.exchange.FleetMessages;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an injector counted, held against what came of it. */
final class Totals {

  private Totals() {}

  /** The difference, as a sentence; empty if there is none. */
  static Optional<String> difference(Member member, Tally merged) {
    FleetMessages.@Nullable Bye bye = member.bye();
    if (bye == null
        || (bye.planned() == merged.planned()
            && bye.judged() == merged.judged()
            && bye.kept() == merged.kept())) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s counted %d planned, %d judged and %d kept, of which %d, %d and %d came; run again",
            member.named(),
            bye.planned(),
            bye.judged(),
            bye.kept(),
            merged.planned(),
            merged.judged(),
            merged.kept()));
  }
}
