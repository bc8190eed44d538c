package dev.holdfast.faults.api;

import dev.holdfast.exposition.MetricLine;
import dev.holdfast.faults.Fault;
import dev.holdfast.faults.Relay;
import dev.holdfast.faults.stages.Direction;
import java.util.Collection;

/**
 * What the proxies have carried and done, in the text format of Prometheus; bytes under Toxiproxy's
 * own names.
 */
final class ApiMetrics {

  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private ApiMetrics() {}

  static String text(Collection<Relay> relays) {
    StringBuilder text = new StringBuilder();
    text.append("# TYPE toxiproxy_proxy_received_bytes_total counter\n");
    for (Relay relay : relays) {
      for (Direction direction : Direction.values()) {
        bytes(text, "received", relay, direction, relay.traffic().received(direction).sum());
      }
    }
    text.append("# TYPE toxiproxy_proxy_sent_bytes_total counter\n");
    for (Relay relay : relays) {
      for (Direction direction : Direction.values()) {
        bytes(text, "sent", relay, direction, relay.traffic().sent(direction).sum());
      }
    }
    text.append("# TYPE holdfast_proxy_connections gauge\n");
    for (Relay relay : relays) {
      text.append(
          MetricLine.of("holdfast_proxy_connections")
              .with("proxy", relay.name())
              .value(relay.connections()));
    }
    text.append("# TYPE holdfast_proxy_faults_total counter\n");
    for (Relay relay : relays) {
      for (Fault fault : Fault.values()) {
        text.append(
            MetricLine.of("holdfast_proxy_faults_total")
                .with("proxy", relay.name())
                .with("fault", fault.id())
                .value(relay.traffic().faults(fault).sum()));
      }
    }
    return text.toString();
  }

  private static void bytes(
      StringBuilder text, String what, Relay relay, Direction direction, long value) {
    text.append(
        MetricLine.of("toxiproxy_proxy_" + what + "_bytes_total")
            .with("direction", direction.id())
            .with("proxy", relay.name())
            .with("listener", relay.listen().getHostString() + ":" + relay.listen().getPort())
            .with("upstream", relay.target())
            .value(value));
  }
}
