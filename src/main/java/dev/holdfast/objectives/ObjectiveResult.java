package dev.holdfast.objectives;

/**
 * One promise, what it required and what was measured.
 *
 * @param id short and stable, such as {@code continuity} or {@code restore-brief-p999}
 * @param title one line a lead can read, such as {@code Sessions kept over reconnections}
 * @param required in words and numbers, such as {@code ≥ 99.9 % at 95 % confidence}
 * @param measured likewise, such as {@code 100 % of 22,000 (at least 99.986 %)}
 * @param status whether it is met
 * @param why what a reader should know of this standing, such as how many more reconnections are
 *     needed; empty if nothing
 * @param margin how much of what is allowed was used; {@link Margin#NONE} where there is no telling
 * @param explained whether the generator's own lateness can explain why it is not met
 * @param longer how many times as much must be measured to prove it, above 1; 1 where more would
 *     not help, or nobody can tell how much more
 */
public record ObjectiveResult(
    String id,
    String title,
    String required,
    String measured,
    Status status,
    String why,
    Margin margin,
    boolean explained,
    double longer) {

  /** A result that has no margin. */
  public ObjectiveResult(
      String id, String title, String required, String measured, Status status, String why) {
    this(id, title, required, measured, status, why, Margin.NONE, false, 1);
  }

  /** The same with that margin. */
  public ObjectiveResult with(Margin known) {
    return new ObjectiveResult(
        id, title, required, measured, status, why, known, explained, longer);
  }

  /** The same, proven by so many times as much. */
  public ObjectiveResult provenBy(double times) {
    return new ObjectiveResult(
        id, title, required, measured, status, why, margin, explained, times);
  }

  /** The same, but the generator's own lateness can explain it, as these words say. */
  public ObjectiveResult explainedBy(String words) {
    String all = why.isEmpty() ? words : why + "; " + words;
    return new ObjectiveResult(id, title, required, measured, status, all, margin, true, longer);
  }

  /** The four standings; only the first lets a run pass. */
  public enum Status {
    /** Measured, and as promised. */
    MET,
    /** Measured, and not as promised. */
    MISSED,
    /** As promised so far, but too little was measured to be sure. */
    NOT_PROVEN,
    /** Nothing was measured. */
    NOT_MEASURED
  }

  /** Whether this objective lets the run pass. */
  public boolean met() {
    return status == Status.MET;
  }

  /**
   * Why a run is not PASS by it; what was required stands beside each objective.
   *
   * @param told such as {@code missed}
   */
  public String reason(String told) {
    boolean missed = status() == Status.MISSED || why().isEmpty();
    String ground = missed ? measured() : why();
    String explained = missed && explained() ? "; " + why() : "";
    return title() + ": " + told + ", " + ground + explained;
  }
}
