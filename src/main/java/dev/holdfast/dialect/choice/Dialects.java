package dev.holdfast.dialect.choice;

import dev.holdfast.continuity.Oracle;
import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.continuity.model.Part;
import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.file.DialectFile;
import dev.holdfast.dialect.file.FileDialect;
import dev.holdfast.dialect.holdfast.NativeDialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** The dialects that are on the class path. */
public final class Dialects {

  private Dialects() {}

  /**
   * The dialect of that name, or the one that a file of that name describes.
   *
   * @throws IllegalArgumentException if there is none, or it contradicts itself
   */
  public static Dialect named(String name) {
    if (name.endsWith(FileDialect.SUFFIX)) {
      return DialectFile.read(Path.of(name));
    }
    Dialect own = new NativeDialect();
    if (own.name().equals(name)) {
      return own;
    }
    List<Dialect> known = known(own);
    return known.stream()
        .filter(dialect -> dialect.name().equals(name))
        .findFirst()
        .map(Dialects::consistent)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be a file that ends in .conf, or one of "
                        + known.stream().map(Dialect::name).collect(Collectors.joining(", "))
                        + "; another needs a jar with META-INF/services/"
                        + Dialect.class.getName()
                        + ", got: "
                        + name));
  }

  private static List<Dialect> known(Dialect own) {
    List<Dialect> known = new ArrayList<>(List.of(own));
    try {
      ServiceLoader.load(Dialect.class).forEach(known::add);
    } catch (ServiceConfigurationError e) {
      throw new IllegalArgumentException(
          "cannot be found: a dialect on the class path does not load: " + e.getMessage());
    }
    return known;
  }

  /** An oracle that judges what backends of that dialect tell. */
  public static Oracle oracle(Dialect dialect, ContinuityPolicy policy) {
    Set<Part> told = EnumSet.noneOf(Part.class);
    if (dialect.states(Capability.HISTORY)) {
      told.add(Part.HISTORY);
    }
    if (dialect.states(Capability.CONTEXT)) {
      told.add(Part.CONTEXT);
    }
    return new Oracle(
        dialect.states(Capability.STATUS) ? policy : policy.neverExpiring(),
        dialect.digests().orElse(null),
        told,
        dialect.deliveries().orElse(null),
        dialect.survives());
  }

  private static Dialect consistent(Dialect dialect) {
    if (dialect.states(Capability.SESSIONS) != dialect.tokens().isPresent()) {
      throw contradiction(dialect, Capability.SESSIONS, "a token service");
    }
    if (dialect.states(Capability.CHECK) != dialect.digests().isPresent()) {
      throw contradiction(dialect, Capability.CHECK, "digests");
    }
    boolean othersCan = dialect.othersByHttp().isPresent() || dialect.othersByFrame();
    if (dialect.states(Capability.OTHERS) != othersCan
        || dialect.states(Capability.OTHERS) != dialect.deliveries().isPresent()) {
      throw contradiction(dialect, Capability.OTHERS, "a way to speak and what is promised of it");
    }
    if (dialect.states(Capability.FRAME_ERRORS) != dialect.malformed().isPresent()) {
      throw contradiction(dialect, Capability.FRAME_ERRORS, "malformed frames");
    }
    return dialect;
  }

  private static IllegalArgumentException contradiction(
      Dialect dialect, Capability capability, String what) {
    return new IllegalArgumentException(
        "must state "
            + capability
            + " and have "
            + what
            + ", or neither, got: one of the two in "
            + dialect.getClass().getName());
  }
}
