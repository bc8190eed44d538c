package dev.holdfast.plan.soak;

import dev.holdfast.dialect.Capability;
import dev.holdfast.plan.Loss;
import dev.holdfast.settings.ConfigurationException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user of a soak does at one return: how the connection is lost, and for how long. There is
 * one for each loss that can befall a single user and leaves its way back free, and some that
 * differ by the time away only.
 *
 * @param id the name in configuration, such as {@code mid-turn}
 * @param stay where and how long
 * @param loss how
 */
public record Behaviour(String id, Stay stay, Loss loss) implements Comparable<Behaviour> {

  /** Where and how long a user is away. */
  public enum Stay {
    /** A brief gap. */
    BRIEF,
    /** A medium gap. */
    MEDIUM,
    /** An extended gap, after which the session starts clean. */
    EXTENDED,
    /** As long as a move takes, and back from another place. */
    MOVE,
    /** As long as a move takes, and back from the same place. */
    SAME_PLACE
  }

  /** A clean close and a brief gap. */
  public static final Behaviour BRIEF = new Behaviour("brief", Stay.BRIEF, Loss.CLOSE);

  /** All, in the order in which they are drawn from. */
  private static final List<Behaviour> ALL =
      Stream.of(
              Stream.of(
                  BRIEF,
                  new Behaviour("medium", Stay.MEDIUM, Loss.CLOSE),
                  new Behaviour("extended", Stay.EXTENDED, Loss.CLOSE),
                  new Behaviour("move", Stay.MOVE, Loss.CLOSE)),
              Loss.errorsOfClients().stream().map(Behaviour::by),
              Loss.strikes().stream().map(Behaviour::by))
          .flatMap(each -> each)
          .toList();

  /** All that there are. */
  public static List<Behaviour> all() {
    return ALL;
  }

  /** Whether it takes a fault of the network, rather than an act of the client. */
  public boolean isFault() {
    return loss.strike().isPresent();
  }

  /** What a backend must be able to tell or do for it to make sense. */
  public Set<Capability> needs() {
    EnumSet<Capability> needs = EnumSet.noneOf(Capability.class);
    needs.addAll(loss.needs());
    switch (stay) {
      // Only who is told that a session expired can tell an honest end from a loss.
      case MEDIUM, EXTENDED -> needs.add(Capability.STATUS);
      case BRIEF, MOVE, SAME_PLACE -> {}
    }
    return needs;
  }

  @Override
  public int compareTo(Behaviour other) {
    return Comparator.<Behaviour>comparingInt(ALL::indexOf).compare(this, other);
  }

  /**
   * The behaviour of that name.
   *
   * @throws ConfigurationException if there is none
   */
  public static Behaviour of(String id) {
    return ALL.stream()
        .filter(behaviour -> behaviour.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                ConfigurationException.refused(
                    "holdfast.soak.mix",
                    "a list of behaviours and weights such as brief:50,move:20; there are "
                        + ALL.stream().map(Behaviour::id).collect(Collectors.joining(", ")),
                    id));
  }

  private static Behaviour by(Loss loss) {
    // The field calls this one by what it looks like to the server.
    String id = loss == Loss.CLIENT_VANISHES ? "half-open" : loss.id();
    return new Behaviour(id, Stay.SAME_PLACE, loss);
  }
}
