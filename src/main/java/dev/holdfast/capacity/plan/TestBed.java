package dev.holdfast.capacity.plan;

/**
 * What the figures were measured on: nothing measured on one machine is true of another.
 *
 * @param system such as {@code Linux 6.1, OpenJDK 17}
 * @param processors of the machine that the target ran on; 0 where unknown
 * @param memoryBytes of that machine; 0 where unknown
 * @param targetNodes how many nodes, or processes, of the target shared the load; at least 1
 * @param generators how many generator processes made the load; at least 1
 * @param together whether target and generator shared the machine, so that each took from the other
 * @param timeScale what gaps and retention were multiplied with; 1 against a real target
 */
public record TestBed(
    String system,
    int processors,
    long memoryBytes,
    int targetNodes,
    int generators,
    boolean together,
    double timeScale) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is outside its range
   */
  public TestBed {
    if (targetNodes < 1 || generators < 1 || !(timeScale > 0)) {
      throw new IllegalArgumentException(
          "a test-bed needs a target node, a generator and a time scale above 0, got: "
              + targetNodes
              + ", "
              + generators
              + ", "
              + timeScale);
    }
  }
}
