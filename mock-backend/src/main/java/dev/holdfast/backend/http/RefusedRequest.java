package dev.holdfast.backend.http;

/** A request that cannot be understood: carries the answer. */
final class RefusedRequest extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient HttpAnswer answer;

  private RefusedRequest(HttpAnswer answer) {
    // Hostile input must not buy stack traces.
    super("refused", null, false, false);
    this.answer = answer;
  }

  static RefusedRequest invalidJson(String message) {
    return new RefusedRequest(HttpAnswer.refusal(400, "invalid_json", message));
  }

  static RefusedRequest invalidPayload(String message) {
    return new RefusedRequest(HttpAnswer.refusal(400, "invalid_payload", message));
  }

  HttpAnswer answer() {
    return answer;
  }
}
