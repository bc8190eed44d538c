package dev.holdfast.backend.protocol;

import org.jspecify.annotations.Nullable;

/** A client frame that cannot be accepted; the connection stays open. */
public final class FrameException extends Exception {
  private final ErrorCode code;
  private final @Nullable String frameId;

  /**
   * A refusal.
   *
   * @param code why
   * @param frameId the frame's id, if it could be read
   * @param message one line for the client; never quotes what it sent
   */
  public FrameException(ErrorCode code, @Nullable String frameId, String message) {
    super(message);
    this.code = code;
    this.frameId = frameId;
  }

  /** Why. */
  public ErrorCode code() {
    return code;
  }

  /** The refused frame's id, or null if none could be read. */
  public @Nullable String frameId() {
    return frameId;
  }

  /** One line for the client. */
  public String text() {
    String message = getMessage();
    return message == null ? code.id() : message;
  }
}
