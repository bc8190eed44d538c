package dev.holdfast.backend.http;

import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Request;

/** What answers on one path. */
sealed interface HttpResource {
  /** The methods that it allows, as {@code Allow} says them. */
  String allow();

  /** What answers that method; this itself unless it is {@link Several}. */
  default HttpResource by(String method) {
    return this;
  }

  /** Whether it answers that method. */
  boolean allows(String method);

  /** A resource that is read; {@code HEAD} too. */
  record Get(Reading reading) implements HttpResource {
    @Override
    public String allow() {
      return "GET, HEAD";
    }

    @Override
    public boolean allows(String method) {
      return method.equals("GET") || method.equals("HEAD");
    }
  }

  /** Something that is done, without a body. */
  record Do(Reading reading) implements HttpResource {
    @Override
    public String allow() {
      return "POST";
    }

    @Override
    public boolean allows(String method) {
      return method.equals("POST");
    }
  }

  /**
   * Something that is done with a body.
   *
   * @param allow the one method
   */
  record Send(String allow, Writing writing) implements HttpResource {
    @Override
    public boolean allows(String method) {
      return method.equals(allow);
    }
  }

  /** Several methods on one path. */
  record Several(List<HttpResource> each) implements HttpResource {
    @Override
    public String allow() {
      return each.stream().map(HttpResource::allow).collect(Collectors.joining(", "));
    }

    @Override
    public boolean allows(String method) {
      return each.stream().anyMatch(one -> one.allows(method));
    }

    @Override
    public HttpResource by(String method) {
      return each.stream().filter(one -> one.allows(method)).findFirst().orElse(this);
    }
  }

  /** Answers a body that is posted. */
  static HttpResource post(Writing writing) {
    return new Send("POST", writing);
  }

  /** Answers a body that is put. */
  static HttpResource put(Writing writing) {
    return new Send("PUT", writing);
  }

  /** Answers without a body. */
  interface Reading {
    HttpAnswer answer();
  }

  /** Answers a body. */
  interface Writing {
    HttpAnswer answer(JsonBody body, Request request) throws RefusedRequest;
  }
}
