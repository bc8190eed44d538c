package dev.holdfast.faults.api;

import io.netty.handler.codec.http.HttpResponseStatus;

/** What the control interface answers. */
record ApiAnswer(HttpResponseStatus status, String contentType, String body) {

  static ApiAnswer json(HttpResponseStatus status, Object body) {
    return new ApiAnswer(status, "application/json", body.toString());
  }

  static ApiAnswer ok(Object body) {
    return json(HttpResponseStatus.OK, body);
  }

  static ApiAnswer nothing() {
    return new ApiAnswer(HttpResponseStatus.NO_CONTENT, "application/json", "");
  }
}
