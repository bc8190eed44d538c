package dev.holdfast.steps.connection;

import static io.gatling.javaapi.core.CoreDsl.InputStreamBody;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.holdfast.dialect.HttpCall;
import dev.holdfast.dialect.HttpEndpoint;
import dev.holdfast.user.RunContext;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;

/** Requests that a session makes over HTTP, beside its connection, as its dialect has them. */
public final class HttpRequests {

  private static final int SUCCESS = 200;
  private static final int BEYOND_SUCCESS = 300;

  private HttpRequests() {}

  /**
   * A request that waits as long as an answer may take.
   *
   * @param name in Gatling's report
   * @param attribute of the session that holds its {@link HttpCall}
   */
  public static HttpRequestActionBuilder of(
      RunContext runContext, String name, HttpEndpoint how, String attribute) {
    HttpRequestActionBuilder request =
        http(name)
            .httpRequest(
                how.method(),
                session -> runContext.target().http(call(session, attribute).path()).toString())
            .requestTimeout(runContext.plan().patience().answer());
    for (String header : how.headers()) {
      request =
          request.header(
              header, session -> call(session, attribute).headers().getOrDefault(header, ""));
    }
    return how.hasBody() ? once(request, session -> call(session, attribute).body()) : request;
  }

  /**
   * A request with a body that is sent once. Gatling repeats a request whose connection ends before
   * an answer, if an earlier request used it: what was taken in and not answered would be said
   * twice. It repeats none whose body is a stream that was read.
   */
  public static HttpRequestActionBuilder once(
      HttpRequestActionBuilder request, Function<Session, String> body) {
    return request
        // Told, or it would go out in chunks, which not every server takes.
        .header("Content-Length", session -> String.valueOf(bytes(body, session).length))
        .body(InputStreamBody(session -> new ByteArrayInputStream(bytes(body, session))));
  }

  private static byte[] bytes(Function<Session, String> body, Session session) {
    return body.apply(session).getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a status says that the request was taken. */
  public static boolean isSuccess(int status) {
    return status >= SUCCESS && status < BEYOND_SUCCESS;
  }

  private static HttpCall call(Session session, String attribute) {
    return Objects.requireNonNull(session.<HttpCall>get(attribute));
  }
}
