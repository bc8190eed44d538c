package dev.holdfast.capacity.plan;

import dev.holdfast.capacity.LoadKind;
import dev.holdfast.wording.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a plan says beyond what was measured, and what it takes for granted. */
final class PlanCaveats {

  private final CapacityRun run;
  private final PlanRequest request;
  private final Map<LoadKind, NodeLimit> limits;

  PlanCaveats(CapacityRun run, PlanRequest request, Map<LoadKind, NodeLimit> limits) {
    this.run = run;
    this.request = request;
    this.limits = limits;
  }

  List<String> extrapolations(CapacityPlan.Nodes nodes) {
    List<String> all = new ArrayList<>();
    TestBed bed = run.testBed();
    if (nodes.extrapolated()) {
      all.add(beyondNodes(nodes));
    }
    double most = sessions().load() * bed.targetNodes();
    if (request.users() > most) {
      all.add(
          say(
              "%s users from %s that were measured: %s times as many",
              Wording.count(request.users()),
              Wording.number(most),
              Wording.number(request.users() / most)));
    }
    if (request.survive() > 0) {
      all.add(
          say(
              "the loss of %d %s was calculated, not tried: %s of the users back within %s",
              request.survive(),
              request.survive() == 1 ? "node" : "nodes",
              Wording.shareUp(1.0 * request.survive() / nodes.nodes()),
              Wording.millis(1_000 * request.stormSeconds())));
    }
    limits.values().forEach(limit -> extrapolated(all, limit));
    unknown(all, LoadKind.RECONNECTIONS, request.reconnectShare() > 0 || request.survive() > 0);
    unknown(all, LoadKind.TURNS, request.turnsPerUser() > 0);
    if (bed.timeScale() != 1) {
      all.add(
          say(
              "gaps were shortened to %s of their length: what sessions cost while their users are"
                  + " away was measured over a shorter time",
              Wording.share(bed.timeScale())));
    }
    return all;
  }

  private String beyondNodes(CapacityPlan.Nodes nodes) {
    NodeContention contention = request.nodeContention();
    String become =
        nodes.high() >= Sizing.MOST_NODES
            ? "more than any number of nodes"
            : Wording.count(nodes.high());
    return contention.isMeasured()
        ? say(
            "%s nodes from measurements of %s: by them nodes do %s of their work one after the"
                + " other (%s to %s); with the most the %s become %s",
            Wording.count(nodes.nodes()),
            contention.nodesInWords(),
            Wording.shareUp(contention.likely()),
            Wording.shareUp(contention.least()),
            Wording.shareUp(contention.most()),
            Wording.count(nodes.nodes()),
            become)
        : say(
            "%s nodes from a measurement of %s: contention between nodes was not"
                + " measured. With %s of their work one after the other the %s become %s",
            Wording.count(nodes.nodes()),
            Wording.count(run.testBed().targetNodes()),
            Wording.shareUp(contention.most()),
            Wording.count(nodes.nodes()),
            become);
  }

  List<String> assumptions() {
    List<String> all = new ArrayList<>();
    all.add("users are spread evenly over the nodes, also those that come back");
    all.add(
        say(
            "users of a lost node come back evenly over %s; faster if clients do not back off"
                + " with jitter",
            Wording.millis(1_000 * request.stormSeconds())));
    all.add(
        "sessions, reconnections and turns each have a limit of their own: one was raised while the"
            + " others were as recorded");
    all.add("nodes are like the one that was measured, in hardware and in settings");
    all.add("what nodes share (a store, a load balancer) is not the limit");
    if (run.testBed().together()) {
      all.add(
          "target and generator shared one machine, and so its processors: a machine of its own"
              + " holds no less");
    }
    if (request.reconnectShare() == 0) {
      all.add("nobody reconnects but users of lost nodes");
    }
    if (request.turnsPerUser() == 0) {
      all.add("users converse as often as the measured ones: turns were not planned for");
    }
    if (request.growth() > 0) {
      all.add(say("users grow by %s every month", Wording.share(request.growth())));
    }
    return all;
  }

  private void extrapolated(List<String> all, NodeLimit limit) {
    switch (limit.source()) {
      case AT_LEAST ->
          all.add(
              say(
                  "the limit of %s was not reached: a node holds at least %s, so fewer nodes may"
                      + " do",
                  limit.kind().words(), Wording.number(limit.load())));
      case SEEN_BESIDE ->
          all.add(
              say(
                  "%s were not searched: a node held %s beside another load, and may hold more;"
                      + " rules on them may ask for too many nodes",
                  limit.kind().words(), Wording.number(limit.load())));
      case LIMIT -> {}
    }
  }

  private void unknown(List<String> all, LoadKind kind, boolean asked) {
    if (asked && !limits.containsKey(kind)) {
      all.add(
          say(
              "%s were neither searched nor seen: no rule asks for nodes to bear them, so more"
                  + " nodes may be needed",
              kind.words()));
    }
  }

  private NodeLimit sessions() {
    @Nullable NodeLimit sessions = limits.get(LoadKind.SESSIONS);
    if (sessions == null) {
      throw new IllegalStateException("a plan has a limit of sessions");
    }
    return sessions;
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
