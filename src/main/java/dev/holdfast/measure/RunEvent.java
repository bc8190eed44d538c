package dev.holdfast.measure;

/** The names of things that are counted because they happened, whatever was judged. */
public final class RunEvent {

  /** The backend took in what another said. */
  public static final String OTHER_SPOKE = "other-spoke";

  /** The backend did not take in what another said; its detail is the answer. */
  public static final String OTHER_REFUSED = "other-refused";

  /** A return was told that its session could not be resumed, as the backend claims to tell. */
  public static final String TOLD_LOSS = "told-loss";

  /** A return found something gone with a part of the backend, which nobody claims to outlive. */
  public static final String LOST_WITH_BACKEND = "lost-with-backend";

  private RunEvent() {}
}
