package dev.holdfast.run.kinds;

import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.settings.ConfigurationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a dialect can tell of what a run was asked for.
 *
 * @param dialect that is spoken
 * @param say is told what is left out, and why
 */
public record Tellable(Dialect dialect, Consumer<String> say) {

  /**
   * Those of which it can tell.
   *
   * @param key of the configuration that asks for them
   * @param needs what each needs of a dialect
   * @param id of each
   * @throws ConfigurationException if it can tell of none
   */
  <T extends Comparable<T>> Set<T> of(
      String key, Set<T> wanted, Function<T, Set<Capability>> needs, Function<T, String> id) {
    Set<T> left = new TreeSet<>(wanted);
    left.removeIf(each -> !dialect.capabilities().containsAll(needs.apply(each)));
    if (left.isEmpty()) {
      throw ConfigurationException.refused(
          key, "what the dialect " + dialect.name() + " can tell", ids(wanted, id));
    }
    for (T each : new TreeSet<>(wanted)) {
      if (!left.contains(each)) {
        say.accept(
            "left out: "
                + id.apply(each)
                + ": the dialect "
                + dialect.name()
                + " has no "
                + missing(needs.apply(each)));
      }
    }
    return left;
  }

  private String missing(Set<Capability> needed) {
    return Arrays.stream(Capability.values())
        .filter(each -> needed.contains(each) && !dialect.states(each))
        .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }

  private static <T> String ids(Collection<T> wanted, Function<T, String> id) {
    return wanted.stream().sorted().map(id).collect(Collectors.joining(","));
  }
}
