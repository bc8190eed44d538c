package dev.holdfast.objectives;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.wording.Wording;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What one kind of event was caused by, as its details tell. */
final class Causes {

  private static final int SHOWN = 3;

  private Causes() {}

  /** How often each cause stands in a run, the most frequent first. */
  static Map<String, Long> of(RunRecord run, String event) {
    String prefix = RunRecord.detailed(event, "");
    Map<String, Long> causes = new LinkedHashMap<>();
    run.events().entrySet().stream()
        .filter(each -> each.getKey().startsWith(prefix))
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(each -> causes.put(each.getKey().substring(prefix.length()), each.getValue()));
    return causes;
  }

  /** All together. */
  static long sum(Map<String, Long> causes) {
    return causes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The most frequent ones with their counts. */
  static String told(Map<String, Long> causes) {
    String shown =
        causes.entrySet().stream()
            .limit(SHOWN)
            .map(each -> Wording.count(each.getValue()) + " × " + each.getKey())
            .collect(Collectors.joining(", "));
    return causes.size() > SHOWN ? shown + ", …" : shown;
  }
}
