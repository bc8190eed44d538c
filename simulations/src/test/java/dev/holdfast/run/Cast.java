package dev.holdfast.run;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Who takes part in one kind of run, and what it needs beside the backend. */
interface Cast extends AutoCloseable {

  /** All virtual users that will live, over the whole run. */
  int users();

  /** Longest that the run may take: beyond it, something hangs. */
  Duration longest();

  /** What the virtual users measured together, by the names that objectives know. */
  Map<String, Double> samples();

  /** Who is to be injected, and when. */
  List<PopulationBuilder> builders();

  /** What Gatling can check by itself beyond the share of restores that failed. */
  List<Assertion> assertions();

  @Override
  default void close() {}
}
