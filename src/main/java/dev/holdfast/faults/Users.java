package dev.holdfast.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Who is connected through a proxy, and what is planned for their next connections. */
final class Users {

  private record User(List<Link> links, List<List<Injection>> plans) {

    static final User NONE = new User(List.of(), List.of());

    @Nullable User orNothing() {
      return links.isEmpty() && plans.isEmpty() ? null : this;
    }
  }

  private final ConcurrentMap<String, User> users = new ConcurrentHashMap<>();

  /** Notes a new connection and takes what is planned for it. */
  List<Injection> arrived(String key, Link link) {
    List<Injection> plan = new ArrayList<>();
    users.compute(
        key,
        (unused, known) -> {
          User user = known == null ? User.NONE : known;
          List<Link> links = new ArrayList<>(user.links());
          links.add(link);
          boolean planned = !user.plans().isEmpty();
          plan.addAll(planned ? user.plans().get(0) : List.of());
          return new User(
              List.copyOf(links),
              planned ? user.plans().subList(1, user.plans().size()) : List.of());
        });
    return plan;
  }

  void left(String key, Link link) {
    users.computeIfPresent(
        key,
        (unused, user) ->
            new User(user.links().stream().filter(each -> each != link).toList(), user.plans())
                .orNothing());
  }

  /** Plans for the first connection to come that nothing is planned for yet. */
  void plan(String key, List<Injection> plan) {
    users.compute(
        key,
        (unused, known) -> {
          User user = known == null ? User.NONE : known;
          List<List<Injection>> plans = new ArrayList<>(user.plans());
          plans.add(plan);
          return new User(user.links(), List.copyOf(plans));
        });
  }

  void forgetPlans(String key) {
    users.computeIfPresent(key, (unused, user) -> new User(user.links(), List.of()).orNothing());
  }

  /** All connections of a user, oldest first. */
  List<Link> links(String key) {
    User user = users.get(key);
    return user == null ? List.of() : user.links();
  }

  Optional<Link> newest(String key) {
    List<Link> links = links(key);
    return links.isEmpty() ? Optional.empty() : Optional.of(links.get(links.size() - 1));
  }
}
