package dev.holdfast.measure;

import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Outcome;
import java.time.Instant;
import java.util.List;

/**
 * One broken reconnection, told so that a person can see what happened: one line of {@code
 * anomalies.jsonl}. Never holds a token.
 *
 * @param at when it was judged
 * @param scenario the scenario that the session belongs to
 * @param session the session's public id, or the virtual user's number where there is none
 * @param cycle the number of the return in this session, from 1
 * @param disruption how the connection was lost, such as {@code close}
 * @param place {@code same} or {@code other} than before
 * @param gap how long the client was away, such as {@code brief 152 ms}
 * @param outcome always {@link Outcome#BROKEN} for a reconnection
 * @param findings what is wrong, at least one
 * @param timeline the session's last events, oldest first, each a line that begins with its instant
 *     in milliseconds before the judgement
 */
public record Witness(
    Instant at,
    String scenario,
    String session,
    int cycle,
    String disruption,
    String place,
    String gap,
    Outcome outcome,
    List<Finding> findings,
    List<String> timeline) {

  /** Copies the lists. */
  public Witness {
    findings = List.copyOf(findings);
    timeline = List.copyOf(timeline);
  }
}
