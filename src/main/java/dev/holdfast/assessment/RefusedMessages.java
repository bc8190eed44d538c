package dev.holdfast.assessment;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.wording.Wording;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Messages that the target did not take. They are owed to nobody, so they break no return; but who
 * reads the verdict must know that less was kept than was said.
 */
public final class RefusedMessages {

  /** The event that is recorded for each, with the target's code as its detail. */
  public static final String EVENT = "message-refused";

  private RefusedMessages() {}

  /** One line about them with the codes, if there were any. */
  static Optional<String> note(RunRecord run) {
    String prefix = RunRecord.detailed(EVENT, "");
    Map<String, Long> codes = new TreeMap<>();
    run.events()
        .forEach(
            (name, count) -> {
              if (name.startsWith(prefix)) {
                codes.put(name.substring(prefix.length()), count);
              }
            });
    if (codes.isEmpty()) {
      return Optional.empty();
    }
    long all = codes.values().stream().mapToLong(Long::longValue).sum();
    return Optional.of(
        "the target refused "
            + Wording.count(all)
            + (all == 1 ? " message (" : " messages (")
            + codes.entrySet().stream()
                .map(each -> each.getKey() + " " + Wording.count(each.getValue()))
                .collect(Collectors.joining(", "))
            + "); what it refused is not judged");
  }
}
