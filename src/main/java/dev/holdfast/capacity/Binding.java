package dev.holdfast.capacity;

import dev.holdfast.capacity.resources.Resource;
import dev.holdfast.capacity.resources.Usage;
import dev.holdfast.wording.Wording;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * The bottleneck: the resource that is nearest to its end at the limit.
 *
 * @param resource the one that is nearest
 * @param share the part of it that is in use
 * @param exhausted whether that much is enough to hold everything else up
 */
public record Binding(Resource resource, double share, boolean exhausted) {

  /**
   * Finds it.
   *
   * @param target use at the limit
   * @return empty if no resource with a known limit was told
   */
  public static Optional<Binding> of(Map<Resource, Usage> target) {
    return target.entrySet().stream()
        .filter(each -> each.getValue().share().isPresent())
        .max(Comparator.comparingDouble(each -> nearness(each.getKey(), each.getValue())))
        .map(
            each ->
                new Binding(
                    each.getKey(),
                    each.getValue().share().orElseThrow(),
                    nearness(each.getKey(), each.getValue()) >= 1));
  }

  /**
   * What it says, in one sentence without a full stop.
   *
   * @param answer what was found: only of a limit can it be said what made it
   */
  public String sentence(Answer.Kind answer) {
    String much = Wording.share(Math.round(100 * share()) / 100.0);
    if (exhausted) {
      return resource.words() + " give first: " + much + " in use at the " + end(answer);
    }
    return "none of the resources that the target tells of is used up at the "
        + end(answer)
        + " ("
        + resource.words()
        + " come nearest with "
        + much
        + ")"
        + (answer == Answer.Kind.LIMIT ? ": look for a lock, a pool, a store or the network" : "");
  }

  private static String end(Answer.Kind answer) {
    return answer == Answer.Kind.LIMIT ? "limit" : "highest load that held";
  }

  private static double nearness(Resource resource, Usage usage) {
    return usage.share().orElse(0) / resource.exhaustedFrom();
  }
}
