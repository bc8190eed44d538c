package dev.holdfast.faults;

import io.netty.handler.codec.http.HttpResponseStatus;

/** A request to the control interface that is refused. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient HttpResponseStatus status;

  public ApiException(HttpResponseStatus status, String message) {
    super(message);
    this.status = status;
  }

  public static ApiException notFound(String what) {
    return new ApiException(HttpResponseStatus.NOT_FOUND, what + " not found");
  }

  public static ApiException exists(String what) {
    return new ApiException(HttpResponseStatus.CONFLICT, what + " already exists");
  }

  public HttpResponseStatus status() {
    return status;
  }
}
