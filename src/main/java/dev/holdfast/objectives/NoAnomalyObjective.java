package dev.holdfast.objectives;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The promise that an anomaly never shows, such as another user's data: a single one misses it.
 *
 * @param anomalies those of which none is tolerated; at least one
 */
public record NoAnomalyObjective(Set<Anomaly> anomalies) implements RecordedObjective {

  /** Refuses a promise about nothing. */
  public NoAnomalyObjective {
    if (anomalies.isEmpty()) {
      throw new IllegalArgumentException("anomalies must name at least one, got: none");
    }
    anomalies = Collections.unmodifiableSet(EnumSet.copyOf(anomalies));
  }

  /** The promise that this one never shows. */
  public static NoAnomalyObjective of(Anomaly anomaly) {
    return new NoAnomalyObjective(EnumSet.of(anomaly));
  }

  @Override
  public ObjectiveResult judge(RunRecord run) {
    long judged = run.total().judged();
    Set<Anomaly> found =
        anomalies.stream()
            .filter(anomaly -> run.anomalies().getOrDefault(anomaly, 0L) > 0)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Anomaly.class)));
    if (!found.isEmpty()) {
      return result(
          found.stream()
              .map(each -> Wording.count(run.anomalies().getOrDefault(each, 0L)) + " " + each.id())
              .collect(Collectors.joining(", ")),
          Status.MISSED,
          "none is tolerated; anomalies.jsonl tells the first ones in full");
    }
    return judged == 0
        ? result("no reconnection was judged", Status.NOT_MEASURED, "")
        : result("none in " + Wording.count(judged) + " reconnections", Status.MET, "");
  }

  private ObjectiveResult result(String measured, Status status, String why) {
    return new ObjectiveResult(
        "no-" + ids(anomalies, "-or-"),
        "No "
            + anomalies.stream().map(NoAnomalyObjective::told).collect(Collectors.joining(" or ")),
        "0",
        measured,
        status,
        why);
  }

  private static String told(Anomaly anomaly) {
    return switch (anomaly) {
      case FOREIGN_CONTEXT -> "data of another user";
      case ADMITTED -> "unauthorised access";
      case NOT_EXPIRED -> "context kept past its expiry";
      case SPLIT_SESSION -> "session on two connections";
      case DEAF -> "deaf session";
      case REPEATED_TOOL_CALL -> "repeated tool call";
      default -> anomaly.id();
    };
  }

  private static String ids(Collection<Anomaly> anomalies, String between) {
    return anomalies.stream().map(Anomaly::id).collect(Collectors.joining(between));
  }
}
