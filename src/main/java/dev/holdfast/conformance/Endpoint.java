package dev.holdfast.conformance;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.HttpCall;
import dev.holdfast.dialect.HttpEndpoint;
import dev.holdfast.dialect.Received;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.TokenService;
import dev.holdfast.dialect.UserMessage;
import dev.holdfast.http.PlainHttp;
import dev.holdfast.plan.reach.Account;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.plan.reach.Target;
import java.io.IOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A target as one client with cookies of its own reaches it. */
final class Endpoint {

  private final Target target;
  private final ReachPlan reach;
  private final Dialect dialect;
  private final Duration patience;
  private final HttpClient client;

  Endpoint(Target target, ReachPlan reach, Dialect dialect, Duration patience) {
    this.target = target;
    this.reach = reach;
    this.dialect = dialect;
    this.patience = patience;
    this.client = PlainHttp.client(target.tls().context(), patience, new CookieManager());
  }

  Dialect dialect() {
    return dialect;
  }

  Duration patience() {
    return patience;
  }

  /**
   * A session of its own for a user, with a token that lives as long as the target wishes.
   *
   * @param userId where the target knows no accounts
   * @param account which of the accounts that it knows, from 0
   * @throws UnmetException also where there is no such account, and no session can be opened
   */
  SessionGrant open(String userId, int account) throws UnmetException, InterruptedException {
    Account as =
        account < reach.accounts().size()
            ? reach.accounts().get(account)
            : new Account(userId, Optional.empty(), Map.of());
    if (as.token().isPresent()) {
      return SessionGrant.known(as.name(), as.token().get());
    }
    UnmetException.unless(
        dialect.tokens().isPresent(),
        ReachPlan.USERS_FILE
            + " must have at least "
            + (account + 1)
            + " rows with a token, since the dialect opens no sessions, got: "
            + reach.accounts().size());
    return grant(
            post(
                tokens().sessionPath(),
                tokens().sessionRequest(as.name(), as.credentials(), OptionalLong.empty())))
        .of(as.name());
  }

  TokenService tokens() {
    return dialect.tokens().orElseThrow();
  }

  /** The history of a session, page by page. */
  ServerEvent.History history(DialectSession session) throws UnmetException, InterruptedException {
    HttpEndpoint how = dialect.historyByHttp().orElseThrow();
    Optional<HttpCall> next = Optional.of(session.historyRequest());
    while (next.isPresent()) {
      HttpResponse<String> answer = answer(how, next.get(), "of the history");
      for (ServerEvent event : session.readHistory(answer.body()).events()) {
        if (event instanceof ServerEvent.History history) {
          return history;
        }
        if (event instanceof ServerEvent.Unreadable unreadable) {
          throw new UnmetException(
              how.method()
                  + " of the history was answered "
                  + answer.statusCode()
                  + ": "
                  + unreadable.reason());
        }
      }
      next = session.nextPage();
    }
    throw new UnmetException("the pages of the history ended without one");
  }

  /** A user says something over HTTP; what the answer says. */
  Received say(DialectSession session, UserMessage message)
      throws UnmetException, InterruptedException {
    return session.readSaid(
        answer(dialect.messagesByHttp().orElseThrow(), session.sayRequest(message), "of a message")
            .body());
  }

  /** Another says something in a session. */
  void speak(DialectSession session, String id, String text)
      throws UnmetException, InterruptedException {
    HttpResponse<String> unused =
        answer(
            dialect.othersByHttp().orElseThrow(),
            session.othersRequest(id, text),
            "of what another says");
  }

  private HttpResponse<String> answer(HttpEndpoint how, HttpCall call, String what)
      throws UnmetException, InterruptedException {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(target.http(call.path()))
              .timeout(patience)
              .method(
                  how.method(),
                  how.hasBody()
                      ? HttpRequest.BodyPublishers.ofString(call.body())
                      : HttpRequest.BodyPublishers.noBody());
      reach.headers().forEach(request::header);
      call.headers().forEach(request::header);
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      UnmetException.unless(
          answer.statusCode() / 100 == 2,
          how.method() + " " + what + " was answered " + answer.statusCode());
      return answer;
    } catch (IOException | IllegalArgumentException e) {
      throw new UnmetException(how.method() + " " + what + ": " + Line.told(e));
    }
  }

  /** A new pair of tokens. */
  SessionGrant refresh(SessionGrant grant) throws UnmetException, InterruptedException {
    return grant(post(tokens().refreshPath(), tokens().refreshRequest(grant.refreshToken())));
  }

  /** The answer to a request. */
  HttpResponse<String> post(String path, String body) throws UnmetException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.http(path))
            .timeout(patience)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    reach.headers().forEach(request::header);
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UnmetException("POST " + path + ": " + Line.told(e));
    }
  }

  /** Opens a connection; one that the target does not know any more begins anew. */
  Line connect(DialectSession session, String token) throws UnmetException, InterruptedException {
    negotiate(session, token);
    try {
      return Line.open(client, target, reach, dialect, session, token, patience);
    } catch (RefusedException e) {
      if (!session.beginsAnew(e.status())) {
        throw e;
      }
      negotiate(session, token);
      return Line.open(client, target, reach, dialect, session, token, patience);
    }
  }

  private void negotiate(DialectSession session, String token)
      throws UnmetException, InterruptedException {
    Optional<HttpCall> call = session.negotiation(token);
    if (call.isEmpty()) {
      return;
    }
    String answer =
        answer(dialect.negotiation().orElseThrow(), call.get(), "of a negotiation").body();
    for (ServerEvent event : session.negotiated(answer).events()) {
      if (event instanceof ServerEvent.Unreadable unreadable) {
        throw new UnmetException(unreadable.reason());
      }
    }
  }

  /** The status with which a connection is refused. */
  int refusalOf(String token) throws UnmetException, InterruptedException {
    return Line.refusal(client, target, reach, dialect, dialect.begin(), token, patience);
  }

  private SessionGrant grant(HttpResponse<String> answer) throws UnmetException {
    try {
      return tokens().readSession(answer.body());
    } catch (IllegalArgumentException e) {
      throw new UnmetException(
          "POST "
              + answer.uri().getPath()
              + " was answered "
              + answer.statusCode()
              + (answer.statusCode() / 100 == 2 ? ": " + e.getMessage() : ""));
    }
  }
}
