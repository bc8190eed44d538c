package dev.holdfast.bench;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.ws;

import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.settings.Configuration;
import dev.holdfast.talk.Talk;
import dev.holdfast.talk.Topic;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.WsFrameCheck;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The scenario {@code history} as one would write it in Gatling alone: the same users, who connect,
 * say, and wait for the same, checked by JSON path; no ledger, no oracle, no figures but Gatling's.
 */
public final class BareReconnects extends Simulation {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int NOTES_AT_ONCE = 10;

  private final RunPlan plan = RunPlan.of(Configuration.load());
  private final Target target = plan.target().orElseThrow();

  /** Built by Gatling. */
  public BareReconnects() {
    Duration gap = plan.load().scaled(plan.gaps().history());
    ChainBuilder cycle =
        exec(pause(plan.load().pace().minus(gap)))
            .exec(ws("close").close())
            .exec(pause(gap))
            .exec(connect("reconnect", "context_status"))
            .exec(askForAll())
            .exec(answered(BareReconnects::further));
    setUp(
            scenario("bare")
                .exec(session -> session.set("user", session.userId()).set("said", 0))
                .exec(
                    http("open session")
                        .post(target.http("/auth/sessions").toString())
                        .header("Content-Type", "application/json")
                        .body(StringBody("{\"user_id\":\"user-#{user}\"}"))
                        .check(jsonPath("$.session_token").saveAs("token")))
                .exec(connect("connect", "connection_established"))
                .exec(established())
                .exec(repeat(plan.load().cycles()).on(cycle))
                .exec(ws("close").close())
                .injectOpen(rampUsers(plan.load().users()).during(plan.load().ramp().toSeconds())))
        .protocols(http.disableWarmUp().disableCaching().shareConnections());
  }

  private ChainBuilder connect(String name, String welcome) {
    return exec(
        ws(name)
            .connect(target.socket().toString())
            .header("Authorization", "Bearer #{token}")
            .await(PATIENCE)
            .on(typed(welcome)));
  }

  /** All that the gate asks for, in its order. */
  private static ChainBuilder askForAll() {
    return exec(ws("ask for history").sendText(request("get_conversation_history")))
        .exec(ws("ask for context").sendText(request("get_agent_context")))
        .exec(
            ws("ask for check")
                .sendText(request("context_check"))
                .await(PATIENCE)
                .on(
                    typed("conversation_history")
                        .check(jsonPath("$.payload.history[0].id").exists()),
                    typed("agent_context").check(jsonPath("$.payload.version").exists()),
                    typed("context_check_result").check(jsonPath("$.payload.version").exists())));
  }

  private ChainBuilder established() {
    ChainBuilder many =
        exec(
            IntStream.range(1, NOTES_AT_ONCE)
                .<ChainBuilder>mapToObj(
                    i -> next(BareReconnects::note).exec(ws("note").sendText("#{frame}")))
                .toList());
    return answered(user -> user.talk().established(0))
        .exec(answered(user -> user.talk().established(1)))
        .exec(kept(user -> user.talk().established(2)))
        .exec(
            doIf((Session session) -> talk(session).leavesMany())
                .then(repeat(Talk.MANY / NOTES_AT_ONCE).on(many.exec(kept(BareReconnects::note)))))
        .exec(
            doIf((Session session) -> talk(session).large().isPresent())
                .then(kept(user -> user.talk().large().orElseThrow())));
  }

  private static ChainBuilder answered(Function<Said, Topic> topic) {
    return next(topic)
        .exec(
            ws("turn")
                .sendText("#{frame}")
                .await(PATIENCE)
                .on(typed("agent_response").check(jsonPath("$.payload.content").exists())));
  }

  private static ChainBuilder kept(Function<Said, Topic> topic) {
    return next(topic)
        .exec(ws("note").sendText("#{frame}").await(PATIENCE).on(typed("message_ack")));
  }

  private static ChainBuilder next(Function<Said, Topic> topic) {
    return exec(
        session -> {
          int said = session.getInt("said");
          Topic next = topic.apply(new Said(talk(session), said));
          return session.set("said", said + 1).set("frame", UserFrames.frame(said, next));
        });
  }

  /**
   * How far a user has come.
   *
   * @param messages that it has said
   */
  private record Said(Talk talk, int messages) {}

  private static Topic further(Said user) {
    return user.talk().further(user.messages());
  }

  private static Topic note(Said user) {
    return user.talk().note(user.messages());
  }

  private static Talk talk(Session session) {
    return UserFrames.talk(Math.toIntExact(session.userId()));
  }

  private static WsFrameCheck.Text typed(String type) {
    return ws.checkTextMessage(type).matching(jsonPath("$.type").is(type));
  }

  private static String request(String type) {
    return UserFrames.request(type, "#{said}");
  }
}
