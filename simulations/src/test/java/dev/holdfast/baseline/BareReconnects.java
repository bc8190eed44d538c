package dev.holdfast.baseline;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
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
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/**
 * The scenario {@code history} as one would write it in Gatling alone: the same sessions, connects,
 * sends and awaited answers, checked by JSON path; no ledger, no oracle, no figures but Gatling's.
 *
 * <p>Run by hand against a target, beside the release gate: see docs/performance.md.
 */
public final class BareReconnects extends Simulation {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

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
            .exec(ws("ask for history").sendText(request("get_conversation_history")))
            .exec(
                ws("ask for context")
                    .sendText(request("get_agent_context"))
                    .await(PATIENCE)
                    .on(
                        ws.checkTextMessage("history")
                            .matching(jsonPath("$.type").is("conversation_history"))
                            .check(jsonPath("$.payload.history[0].id").exists()),
                        ws.checkTextMessage("context")
                            .matching(jsonPath("$.type").is("agent_context"))
                            .check(jsonPath("$.payload.version").exists())))
            .exec(turn());
    setUp(
            scenario("bare")
                .exec(session -> session.set("user", session.userId()))
                .exec(
                    http("open session")
                        .post(target.http("/auth/sessions").toString())
                        .header("Content-Type", "application/json")
                        .body(StringBody("{\"user_id\":\"user-#{user}\"}"))
                        .check(jsonPath("$.session_token").saveAs("token")))
                .exec(session -> session.set("turn", 0))
                .exec(connect("connect", "connection_established"))
                .exec(turn(), turn(), turn())
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
            .on(ws.checkTextMessage(welcome).matching(jsonPath("$.type").is(welcome))));
  }

  private static ChainBuilder turn() {
    return exec(session -> session.set("turn", session.getInt("turn") + 1))
        .exec(
            ws("turn")
                .sendText(
                    "{\"type\":\"user_message\",\"id\":\"f-#{turn}\",\"payload\":{\"message_id\":\"m-#{turn}\","
                        + "\"content\":\"What would caching save us a month? (#{turn})\"}}")
                .await(PATIENCE)
                .on(
                    ws.checkTextMessage("answer")
                        .matching(jsonPath("$.type").is("agent_response"))
                        .check(jsonPath("$.payload.content").exists())));
  }

  private static String request(String type) {
    return "{\"type\":\"" + type + "\",\"id\":\"f-#{turn}-" + type + "\",\"payload\":{}}";
  }
}
