package dev.holdfast.faults;

import io.netty.handler.codec.http.HttpResponseStatus;

/** A request to the control interface that is refused. */
final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient HttpResponseStatus status;

  ApiException(HttpResponseStatus status, String message) {
    super(message);
    this.status = status;
  }

  static ApiException notFound(String what) {
    return new ApiException(HttpResponseStatus.NOT_FOUND, what + " not found");
  }

  static ApiException exists(String what) {
    return new ApiException(HttpResponseStatus.CONFLICT, what + " already exists");
  }

  HttpResponseStatus status() {
    return status;
  }
}
