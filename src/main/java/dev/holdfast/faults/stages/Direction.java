package dev.holdfast.faults.stages;

/** Which way bytes go through the proxy. */
public enum Direction {
  /** From the client to the server. */
  UPSTREAM("upstream"),
  /** From the server to the client. */
  DOWNSTREAM("downstream");

  private final String id;

  Direction(String id) {
    this.id = id;
  }

  /** The name on the wire of the control interface. */
  public String id() {
    return id;
  }

  /**
   * The direction of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Direction of(String id) {
    for (Direction direction : values()) {
      if (direction.id.equals(id)) {
        return direction;
      }
    }
    throw new IllegalArgumentException("stream must be upstream or downstream, got: " + id);
  }
}
