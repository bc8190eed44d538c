package dev.holdfast.bench;

import java.util.List;

/**
 * What one run cost its generator.
 *
 * @param seconds processor time of all its processes
 * @param warmMillis processor time a reconnection with its turn, once warm
 * @param served all that its backend served
 * @param residentKb the most memory that was resident
 */
record Cost(double seconds, double warmMillis, Served served, long residentKb) {

  /**
   * Of a whole run.
   *
   * @param from share of its reconnections after which it is warm
   * @param until share up to which
   */
  static Cost of(List<Sample> samples, Served served, double from, double until) {
    Sample last = samples.get(samples.size() - 1);
    Sample begin = at(samples, from * last.returns());
    Sample end = at(samples, until * last.returns());
    double warm = end.process().seconds() - begin.process().seconds();
    return new Cost(
        last.process().seconds(),
        warm * 1e3 / (end.returns() - begin.returns()),
        served,
        samples.stream().mapToLong(each -> each.process().residentKb()).max().orElseThrow());
  }

  private static Sample at(List<Sample> samples, double returns) {
    return samples.stream().filter(each -> each.returns() >= returns).findFirst().orElseThrow();
  }
}
