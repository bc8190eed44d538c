package dev.holdfast.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be done to one user's connections. Only {@link #awaitApplied} waits. */
public final class UserFaults {

  private final Users users;
  private final String key;

  public UserFaults(Users users, String key) {
    this.users = users;
    this.key = key;
  }

  /**
   * Does faults to the user's newest connection, now; cuts are armed for the next frame that has
   * the place.
   *
   * @return whether there is a connection
   * @throws IllegalArgumentException if one acts on a handshake
   */
  public boolean inject(Fault... faults) {
    return inject(injections(faults));
  }

  /** The same with particulars. */
  public boolean inject(List<Injection> injections) {
    for (Injection injection : injections) {
      if (injection.fault().actsOnHandshake()) {
        throw new IllegalArgumentException(
            injection.fault().id()
                + " acts on a handshake: plan it for the next connection of the user");
      }
    }
    Optional<Link> newest = users.newest(key);
    newest.ifPresent(link -> injections.forEach(each -> run(link, each)));
    return newest.isPresent();
  }

  /** The same with the particulars of one fault. */
  public boolean inject(Injection injection) {
    return inject(List.of(injection));
  }

  private static void run(Link link, Injection injection) {
    link.run(() -> link.faults().inject(injection));
  }

  /**
   * Plans faults for the user's next connection; called again, for the one after it. Those that act
   * on an open connection act as soon as the upgrade has been answered with 101.
   */
  public void planNext(Fault... faults) {
    planNext(injections(faults));
  }

  /** The same with particulars; an empty list leaves that connection alone. */
  public void planNext(List<Injection> injections) {
    users.plan(key, List.copyOf(injections));
  }

  /** The same with the particulars of one fault. */
  public void planNext(Injection injection) {
    planNext(List.of(injection));
  }

  /**
   * Takes all faults off all the user's connections and forgets what is planned. What a black hole
   * held arrives now; what is half-open gets RST, as it would once a packet came through again.
   *
   * @return how many connections there were
   */
  public int heal() {
    users.forgetPlans(key);
    List<Link> links = users.links(key);
    links.forEach(link -> link.run(link.faults()::heal));
    return links.size();
  }

  /** How many connections of the user there are, on either side of the proxy. */
  public int connections() {
    return users.links(key).size();
  }

  /**
   * Waits until all that was asked for before is in force for every byte that comes after. Needed
   * only where the next byte must meet the fault; never call it on an event loop.
   *
   * @throws IllegalStateException if that takes longer than 10 s
   */
  public void awaitApplied() {
    users.links(key).forEach(link -> Loops.await(link.settled(), "applying a fault"));
  }

  private static List<Injection> injections(Fault... faults) {
    return Arrays.stream(faults).map(Injection::of).toList();
  }
}
