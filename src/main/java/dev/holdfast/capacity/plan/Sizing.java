package dev.holdfast.capacity.plan;

import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.model.Usl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How many nodes bear what is asked for.
 *
 * <p>With all nodes up, each leaves the headroom free. With nodes lost, the others bear everything
 * up to their limit, and the users of the lost ones come back to them at once, on top of those who
 * reconnect anyway. Nodes of which a share σ of the work is done one after the other hold together
 * {@code n / (1 + σ(n−1))} times as much as one (Amdahl's law, as in {@link Usl}).
 */
final class Sizing {

  /** More than anybody plans for by hand; a share of contention may put a load out of all reach. */
  static final int MOST_NODES = 20_000;

  private final PlanRequest request;
  private final Map<LoadKind, NodeLimit> known;
  private final Collection<NodeLimit> limits;
  private final double contention;

  Sizing(PlanRequest request, Map<LoadKind, NodeLimit> limits, double contention) {
    this.request = request;
    this.known = limits;
    this.limits = limits.values();
    this.contention = contention;
  }

  /** The fewest nodes that bear everything; {@link #MOST_NODES} if none do. */
  int nodes() {
    return rules().stream().mapToInt(PlanRule::nodes).max().orElse(1);
  }

  /** Every rule, the one that needs most nodes first. */
  List<PlanRule> rules() {
    List<PlanRule> rules = new ArrayList<>();
    for (NodeLimit limit : limits) {
      if (demand(limit.kind(), MOST_NODES, 0) > 0) {
        rules.add(rule(limit, 0));
      }
      if (request.survive() > 0
          && demand(limit.kind(), request.survive() + 1, request.survive()) > 0) {
        rules.add(rule(limit, request.survive()));
      }
    }
    rules.sort(Comparator.comparingInt(PlanRule::nodes).reversed());
    return rules;
  }

  /** The most users that so many nodes bear under every rule. */
  long mostUsers(int nodes) {
    long low = 0;
    long high = 1;
    while (nodesFor(high) <= nodes && high < Long.MAX_VALUE / 4) {
      low = high;
      high *= 2;
    }
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (nodesFor(middle) <= nodes) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int nodesFor(long users) {
    return new Sizing(request.users(users), known, contention).nodes();
  }

  private PlanRule rule(NodeLimit limit, int lost) {
    int low = lost;
    int high = MOST_NODES;
    while (high - low > 1) {
      int middle = low + (high - low) / 2;
      if (bears(limit, middle, lost)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    String loss = lost == 0 ? "" : lost == 1 ? ", 1 node lost" : ", " + lost + " nodes lost";
    return new PlanRule(
        limit.kind().words() + loss, limit, lost, high, demand(limit.kind(), high, lost));
  }

  private boolean bears(NodeLimit limit, int nodes, int lost) {
    int up = nodes - lost;
    double together = up / (1 + contention * (up - 1));
    double free = lost == 0 ? 1 - request.headroom() : 1;
    return demand(limit.kind(), nodes, lost) <= limit.load() * free * together * (1 + 1e-12);
  }

  private double demand(LoadKind kind, int nodes, int lost) {
    double users = request.users();
    return switch (kind) {
      case SESSIONS -> users;
      case RECONNECTIONS ->
          users * request.reconnectShare() + users * lost / nodes / request.stormSeconds();
      case TURNS -> users * request.turnsPerUser();
    };
  }
}
