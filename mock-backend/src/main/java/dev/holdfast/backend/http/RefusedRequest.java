package dev.holdfast.backend.http;

/** A request that cannot be understood: carries the answer. */
final class RefusedRequest extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  private RefusedRequest(Answer answer) {
    // Hostile input must not buy stack traces.
    super("refused", null, false, false);
    this.answer = answer;
  }

  static RefusedRequest invalidJson(String message) {
    return new RefusedRequest(Answer.refusal(400, "invalid_json", message));
  }

  static RefusedRequest invalidPayload(String message) {
    return new RefusedRequest(Answer.refusal(400, "invalid_payload", message));
  }

  Answer answer() {
    return answer;
  }
}
