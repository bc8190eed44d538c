package dev.holdfast.capacity.plan;

/**
 * One thing that a number of nodes must bear.
 *
 * @param words what, such as {@code concurrent sessions, 1 node lost}
 * @param limit the load that each node holds
 * @param lost how many nodes are lost in it; the others bear it without headroom
 * @param nodes the fewest that bear it
 * @param demand what there is to bear with that many nodes, in the limit's unit, all nodes together
 */
public record PlanRule(String words, NodeLimit limit, int lost, int nodes, double demand) {}
