package dev.holdfast.run.context;

import static io.gatling.javaapi.http.HttpDsl.http;

import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.steps.connection.SourceAddress;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;

/**
 * WebSocket and HTTP as a client of a session backend speaks them; no call to anyone but the
 * target.
 */
public final class LoadProtocol {

  private static final int PUSHES_KEPT = 1_000;

  private LoadProtocol() {}

  /** That of users of any run of that plan. */
  public static HttpProtocolBuilder of(RunPlan plan) {
    HttpProtocolBuilder protocol =
        http.disableWarmUp()
            .disableCaching()
            .headers(plan.reach().headers())
            .wsUnmatchedInboundMessageBufferSize(PUSHES_KEPT)
            .wsAutoReplyTextFrame(SpokenDialect.of(plan)::pong);
    Optional<KeyManagerFactory> identity = plan.target().flatMap(target -> target.tls().identity());
    return SourceAddress.movable(
        // Connections that users share show no certificate.
        identity.isPresent()
            ? protocol.perUserKeyManagerFactory(user -> identity.get())
            : protocol.shareConnections(),
        sourceAddresses(plan));
  }

  private static List<String> sourceAddresses(RunPlan plan) {
    boolean reached = plan.target().map(Target::isReachedFromLoopback).orElse(true);
    return reached ? plan.load().sourceAddresses() : List.of();
  }
}
