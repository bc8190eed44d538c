package dev.holdfast.conformance;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Tag;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.TokenStatus;
import dev.holdfast.dialect.UserMessage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules of the native protocol, in an order in which each can rest on those before it. */
final class Walk implements Rules {

  private static final int UNAUTHORIZED = 401;
  private static final Memory WISHES =
      new Memory(Map.of("focus", "cost"), Map.of("budget_limit", "1000"));

  private final Supplier<Endpoint> endpoints;

  /** Of the first user, with the cookies that its balancer knows it by. */
  private final Endpoint mine;

  private final Dialect dialect;
  private final byte[] secret;
  private final String run;
  private @Nullable SessionGrant issued;
  private @Nullable Visitor visitor;
  private String first = "";
  private String firstText = "";

  /**
   * A walk.
   *
   * @param endpoints makes one client each
   * @param secret marks texts; at least 16 bytes
   * @param run tells this walk's users from those of any other
   */
  Walk(Supplier<Endpoint> endpoints, Dialect dialect, byte[] secret, String run) {
    this.endpoints = endpoints;
    this.mine = endpoints.get();
    this.dialect = dialect;
    this.secret = secret.clone();
    this.run = run;
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule("a session is issued to a user", true, this::issue),
        new Rule("its token opens a connection, which is greeted as new", true, this::arrive),
        new Rule("a token that says nothing is refused with 401", false, () -> refused("nonsense")),
        new Rule("a token with another signature is refused with 401", false, this::forged),
        new Rule("a ping is answered", false, () -> me().ping()),
        new Rule("a message is acknowledged", true, this::acknowledged),
        new Rule("it is answered, and the answer is what was streamed", true, this::answered),
        new Rule("the history holds both, in order", true, this::historyHolds),
        new Rule("the context holds what was to be remembered", true, this::contextHolds),
        new Rule("the cheap check agrees with both", false, this::checkAgrees),
        new Rule("the same message again is done once", false, this::once),
        new Rule("another text under a known id is refused", false, this::conflict),
        new Rule("a broken frame is refused, and the connection stays", false, this::broken),
        new Rule("a note that wants no answer gets an ack and none", false, this::note),
        new Rule("after a goodbye, all is there again", false, () -> me().comeBack(true)),
        new Rule(
            "after a loss without a word, all is there again", false, () -> me().comeBack(false)),
        new Rule("a newer connection takes over, and the older is told", false, this::takeover),
        new Rule("another user sees nothing of it", false, this::apart),
        new Rule("a token is renewed, and the old one opens nothing", false, this::renewed),
        new Rule("a new token is taken on the open connection", false, this::brought),
        new Rule("what a token is worth is told", false, () -> worth(true)),
        new Rule("a revoked token ends its connection and opens nothing", false, this::revoked));
  }

  private void issue() throws UnmetException, InterruptedException {
    issued = mine.open("check-" + run + "-1", 0);
  }

  private void arrive() throws UnmetException, InterruptedException {
    visitor = Visitor.arrive(mine, Tag.of(secret, 1), Objects.requireNonNull(issued));
    ServerEvent.Established greeting = me().greeting();
    UnmetException.unless(
        !greeting.recognised(), "session_recognized is true before anything was said");
  }

  private void refused(String token) throws UnmetException, InterruptedException {
    int status = mine.refusalOf(token);
    UnmetException.unless(status == UNAUTHORIZED, "it was answered " + status);
  }

  private void forged() throws UnmetException, InterruptedException {
    String token = me().grant().sessionToken();
    UnmetException.unless(token.contains("."), "the token has no signature to change");
    refused(mine.tokens().forgeries(token).get(0));
  }

  private void acknowledged() throws UnmetException, InterruptedException {
    first = me().say("Where can we save money?", WISHES, true);
    ServerEvent.Acked ack = me().await(ServerEvent.Acked.class, "message_ack");
    UnmetException.unless(ack.messageId().equals(first), "the ack is of " + ack.messageId());
    firstText = me().ledger().history().get(0).content();
  }

  private void answered() throws UnmetException, InterruptedException {
    ServerEvent.Answered answer = me().await(ServerEvent.Answered.class, "answer");
    UnmetException.unless(answer.turn().equals(first), "the answer is to " + answer.turn());
    UnmetException.unless(me().ledger().idle(), "a turn is still open");
  }

  private void historyHolds() throws UnmetException, InterruptedException {
    int messages = me().history().messages().size();
    UnmetException.unless(messages == 2, "it holds " + messages + " messages");
  }

  private void contextHolds() throws UnmetException, InterruptedException {
    Memory memory = me().context().memory();
    UnmetException.unless(
        Objects.equals(memory.preferences().get("focus"), "cost"),
        "the preference focus is " + memory.preferences().get("focus"));
    UnmetException.unless(
        memory.variables().containsKey("budget_limit"), "the variable budget_limit is not there");
  }

  private void checkAgrees() throws UnmetException, InterruptedException {
    ServerEvent.Checked told = me().check();
    UnmetException.unless(
        me().ledger().agrees(told, dialect.digests().orElseThrow()),
        "a digest or count is another");
  }

  private void once() throws UnmetException, InterruptedException {
    me().say(first, firstText, WISHES, true);
    ServerEvent.Acked again = me().await(ServerEvent.Acked.class, "ack of the repetition");
    UnmetException.unless(again.messageId().equals(first), "the ack is of " + again.messageId());
    int messages = me().history().messages().size();
    UnmetException.unless(messages == 2, "the history then holds " + messages + " messages");
  }

  private void conflict() throws UnmetException, InterruptedException {
    me().line()
        .send(me().session().say(new UserMessage(first, "Something else.", Memory.EMPTY, true)));
    ServerEvent.Refused unused = me().await(ServerEvent.Refused.class, "error");
    int messages = me().history().messages().size();
    UnmetException.unless(messages == 2, "the history then holds " + messages + " messages");
  }

  private void broken() throws UnmetException, InterruptedException {
    me().line().send(dialect.malformed().orElseThrow().broken().get(0));
    ServerEvent.Refused unused = me().await(ServerEvent.Refused.class, "error");
    me().ping();
  }

  private void note() throws UnmetException, InterruptedException {
    String id = me().say("Only to be kept.", Memory.EMPTY, false);
    ServerEvent.Acked ack = me().await(ServerEvent.Acked.class, "message_ack");
    UnmetException.unless(ack.messageId().equals(id), "the ack is of " + ack.messageId());
    me().ping();
    int messages = me().history().messages().size();
    UnmetException.unless(messages == 3, "the history then holds " + messages + " messages");
  }

  private void takeover() throws UnmetException, InterruptedException {
    OptionalInt code = me().takeOver().awaitClose();
    OptionalInt promised = dialect.takeoverCloseCode();
    UnmetException.unless(code.isPresent(), "the older connection stays open");
    UnmetException.unless(
        promised.isEmpty() || promised.equals(code),
        "the older connection was closed with " + code.orElse(0));
  }

  private void apart() throws UnmetException, InterruptedException {
    Endpoint elsewhere = endpoints.get();
    SessionGrant grant = elsewhere.open("check-" + run + "-2", 1);
    UnmetException.unless(
        !grant.sessionId().equals(me().grant().sessionId()), "both have one session");
    try (Visitor other = Visitor.arrive(elsewhere, Tag.of(secret, 2), grant)) {
      ServerEvent.Established unused = other.greeting();
      int messages = other.history().messages().size();
      UnmetException.unless(messages == 0, "its history holds " + messages + " messages");
      Memory memory = other.context().memory();
      UnmetException.unless(memory.size() == 0, "its memory holds " + memory.size() + " entries");
    }
  }

  private void renewed() throws UnmetException, InterruptedException {
    SessionGrant before = me().grant();
    SessionGrant after = mine.refresh(before);
    UnmetException.unless(
        after.sessionId().equals(before.sessionId()), "the new token is of another session");
    me().take(after);
    refused(before.sessionToken());
  }

  private void brought() throws UnmetException, InterruptedException {
    me().line().send(me().session().tokenRefresh(me().grant().sessionToken()));
    ServerEvent.TokenAccepted unused =
        me().await(ServerEvent.TokenAccepted.class, "word that the token is taken");
  }

  private void worth(boolean active) throws UnmetException, InterruptedException {
    String token = me().grant().sessionToken();
    var answer = mine.post(mine.tokens().introspectPath(), mine.tokens().introspectRequest(token));
    try {
      TokenStatus status = mine.tokens().readTokenStatus(answer.body());
      UnmetException.unless(status.active() == active, "active is " + status.active());
    } catch (IllegalArgumentException e) {
      throw new UnmetException("it was answered " + answer.statusCode());
    }
  }

  private void revoked() throws UnmetException, InterruptedException {
    String token = me().grant().sessionToken();
    var answer = mine.post(mine.tokens().revokePath(), mine.tokens().revokeRequest(token));
    UnmetException.unless(
        answer.statusCode() / 100 == 2, "the revocation was answered " + answer.statusCode());
    OptionalInt code = me().line().awaitClose();
    OptionalInt promised = dialect.revokedCloseCode();
    UnmetException.unless(code.isPresent(), "the connection of its session stays open");
    UnmetException.unless(
        promised.isEmpty() || promised.equals(code),
        "the connection of its session was closed with " + code.orElse(0));
    refused(token);
    worth(false);
  }

  @Override
  public void settle() throws InterruptedException {
    if (visitor != null) {
      try {
        visitor.settle();
      } catch (UnmetException e) {
        // The connection is gone, which the next rule will say.
      }
    }
  }

  private Visitor me() {
    return Objects.requireNonNull(visitor, "tried before anybody arrived");
  }

  @Override
  public void close() {
    if (visitor != null) {
      visitor.close();
    }
  }
}
