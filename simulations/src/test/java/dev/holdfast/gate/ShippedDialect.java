package dev.holdfast.gate;

import dev.holdfast.fieldtargets.NodeBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The dialects that are shipped, each with the server that its file is tried against. */
enum ShippedDialect {
  PLAIN_JSON(Claim.NOTHING_OF_OTHERS, "plain-json.mjs"),
  GRAPHQL_TRANSPORT_WS(Claim.NOTHING_OF_OTHERS, "graphql.mjs"),
  SOCKET_IO(Claim.NOTHING_OF_OTHERS, "socket-io.mjs"),
  SOCKET_IO_RECOVERY(Claim.EXACTLY_ONCE, "socket-io.mjs", "--recovery", "120000"),
  ANY_CABLE(Claim.AT_LEAST_ONCE, "any-cable.mjs"),
  ACTION_CABLE(Claim.AT_MOST_ONCE, "any-cable.mjs"),
  CENTRIFUGO(Claim.EXACTLY_ONCE, "centrifugo.mjs"),
  PHOENIX(Claim.AT_MOST_ONCE, "phoenix.mjs"),
  DISCORD_GATEWAY(Claim.EXACTLY_ONCE, "discord-gateway.mjs"),
  MATTERMOST(Claim.EXACTLY_ONCE, "mattermost.mjs"),
  SIGNALR(Claim.AT_MOST_ONCE, "signalr.mjs"),
  SIGNALR_STATEFUL(Claim.EXACTLY_ONCE, "signalr.mjs", "--stateful"),
  OPENAI_REALTIME(Claim.NOTHING_OF_OTHERS, "openai-realtime.mjs");

  private final Claim claim;
  private final String server;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
  private final List<String> settings;

  ShippedDialect(Claim claim, String server, String... settings) {
    this.claim = claim;
    this.server = server;
    this.settings = List.of(settings);
  }

  /** What a dialect claims of that which others say. */
  enum Claim {
    NOTHING_OF_OTHERS,
    AT_MOST_ONCE,
    AT_LEAST_ONCE,
    EXACTLY_ONCE
  }

  /** Its file. */
  Path file() {
    return Path.of("../dialects", id() + ".conf");
  }

  /** Its page. */
  Path page() {
    return Path.of("../docs/dialects", id() + ".md");
  }

  private String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Claim claim() {
    return claim;
  }

  /** Starts its server. */
  NodeBackend start(Path folder, String... further) throws IOException {
    List<String> all = new ArrayList<>(settings);
    all.addAll(Arrays.asList(further));
    return NodeBackend.of(server, folder, all.toArray(String[]::new));
  }

  /** The defects that its claims rule out. */
  List<WireDefect> defects() {
    return Arrays.stream(WireDefect.values())
        .filter(defect -> defect.breaks(claim) && !isLibrarys(defect))
        .toList();
  }

  /** What the Socket.IO library does itself cannot be seeded in an application on top of it. */
  private boolean isLibrarys(WireDefect defect) {
    return this == SOCKET_IO_RECOVERY
        && (defect == WireDefect.SKIPS || defect == WireDefect.GIVES_UP);
  }
}
