package dev.holdfast.backend.http;

import org.eclipse.jetty.server.Request;

/** What answers one method on one path. */
sealed interface Resource {
  /** The method it answers. */
  String method();

  /** A resource that is read; {@code HEAD} too. */
  record Get(Reading reading) implements Resource {
    @Override
    public String method() {
      return "GET";
    }
  }

  /** Something that is done, without a body. */
  record Do(Reading reading) implements Resource {
    @Override
    public String method() {
      return "POST";
    }
  }

  /** Something that is done with a body. */
  record Post(Writing writing) implements Resource {
    @Override
    public String method() {
      return "POST";
    }
  }

  /** Answers without a body. */
  interface Reading {
    Answer answer();
  }

  /** Answers a body. */
  interface Writing {
    Answer answer(JsonBody body, Request request) throws RefusedRequest;
  }

  /** The methods that it allows, as {@code Allow} says them. */
  default String allow() {
    return method().equals("GET") ? "GET, HEAD" : method();
  }

  default boolean allows(String asked) {
    return asked.equals(method()) || (asked.equals("HEAD") && method().equals("GET"));
  }
}
