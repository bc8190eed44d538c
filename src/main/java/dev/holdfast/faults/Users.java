package dev.holdfast.faults;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final AtomicInteger planned = new AtomicInteger();
  private final int mostPlanned;

  /**
   * Nobody yet.
   *
   * @param mostPlanned for how many connections that have not come faults may be planned; at least
   *     1
   */
  Users(int mostPlanned) {
    this.mostPlanned = mostPlanned;
  }

  /** Notes a new connection and takes what is planned for it. */
  List<Injection> arrived(String key, Link link) {
    List<Injection> plan = new ArrayList<>();
    users.compute(
        key,
        (unused, known) -> {
          User user = known == null ? User.NONE : known;
          List<Link> links = new ArrayList<>(user.links());
          links.add(link);
          if (user.plans().isEmpty()) {
            return new User(List.copyOf(links), List.of());
          }
          planned.decrementAndGet();
          plan.addAll(user.plans().get(0));
          return new User(List.copyOf(links), user.plans().subList(1, user.plans().size()));
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

  /**
   * Plans for the first connection to come that nothing is planned for yet.
   *
   * @throws ApiException if too much is planned for connections that do not come
   */
  void plan(String key, List<Injection> plan) {
    if (planned.incrementAndGet() > mostPlanned) {
      planned.decrementAndGet();
      throw new ApiException(
          HttpResponseStatus.CONFLICT,
          "faults are planned for " + mostPlanned + " connections that have not come: heal users");
    }
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
    users.computeIfPresent(
        key,
        (unused, user) -> {
          planned.addAndGet(-user.plans().size());
          return new User(user.links(), List.of()).orNothing();
        });
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
