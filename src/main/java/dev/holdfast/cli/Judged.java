package dev.holdfast.cli;

import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.file.FileDialect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What runs with a dialect judge, and what they do not, in words. */
final class Judged {

  private Judged() {}

  static List<String> of(Dialect dialect) {
    List<String> lines = new ArrayList<>();
    lines.add("told or done, and used by runs: " + named(dialect::states));
    String absent = named(each -> !dialect.states(each));
    if (!absent.isEmpty()) {
      lines.add("not told, so not judged: " + absent);
    }
    if (dialect.messagesByHttp().isPresent()) {
      lines.add("messages go over HTTP, straight to the target");
    }
    dialect
        .keepAliveEvery()
        .ifPresent(
            every -> lines.add("clients send a keep-alive every " + every.toMillis() + " ms"));
    if (dialect instanceof FileDialect file && !file.unjudgedClaims().isEmpty()) {
      lines.add("claimed, and judged by nothing yet: " + String.join(", ", file.unjudgedClaims()));
    }
    lines.add(outlived(dialect.survives()));
    return lines;
  }

  private static String outlived(Set<Outage> survived) {
    List<String> judged = new ArrayList<>();
    List<String> counted = new ArrayList<>();
    (survived.contains(Outage.NODE) ? judged : counted).add("loss of a node");
    (survived.contains(Outage.RESTART) ? judged : counted).add("restart of the backend");
    return (judged.isEmpty()
            ? ""
            : String.join(" and ", judged)
                + ": judged in soaks that cause one (holdfast.soak.events)")
        + (judged.isEmpty() || counted.isEmpty() ? "" : "; ")
        + (counted.isEmpty()
            ? ""
            : String.join(" and ", counted)
                + ": not claimed to be outlived, so what is lost is only counted");
  }

  private static String named(Predicate<Capability> wanted) {
    return Arrays.stream(Capability.values())
        .filter(wanted)
        .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }
}
