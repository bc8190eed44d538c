package dev.holdfast.run.kinds;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.run.console.RunOutline;
import dev.holdfast.user.RunContext;
import dev.holdfast.warmup.WarmUpUsers;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import java.util.List;
import java.util.Map;

/** Who takes part in a run, and when it is over. */
public interface Population extends AutoCloseable, RunOutline {

  /**
   * Throw-away users who take the same steps before the run begins.
   *
   * @param throwAway that they work at: with a recording and names of its own
   */
  WarmUpUsers warmUp(RunContext throwAway);

  /** The run has begun: from now on it is recorded. */
  void began(RunRecorder recorder, RunIdentity identity);

  /** The recording ends. */
  @Override
  void close();

  /** The virtual users, ready for Gatling. */
  List<PopulationBuilder> builders();

  /** What Gatling can check by itself beside the verdict. */
  List<Assertion> assertions();

  /** How long the run will take if all goes well, and why, as a line; empty if it is not known. */
  default String announcement() {
    return "";
  }

  /** Whether everybody has lived its life, or more time has passed than that can take. */
  boolean isOver();

  /**
   * What the run's operator does befalls the users of this process too.
   *
   * @param strike in words that only the operator of the same kind of run says
   */
  default void obey(String strike) {
    throw new IllegalStateException("nothing befalls these users: " + strike);
  }

  /** The run needs no more of this load: it comes to its end before its time. */
  default void stop() {
    throw new IllegalStateException("these users come to their end by themselves");
  }

  /** What ended the run before its time; empty if nothing did. */
  String endedBy();

  /** What the virtual users measured together, by the names that objectives know. */
  Map<String, Double> samples();
}
