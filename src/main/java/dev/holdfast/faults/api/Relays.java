package dev.holdfast.faults.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.faults.ApiException;
import dev.holdfast.faults.Loops;
import dev.holdfast.faults.ProxySettings;
import dev.holdfast.faults.Relay;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The named proxies of one process. Its methods wait for the network. */
final class Relays implements AutoCloseable {

  private final Map<String, Relay> relays = new TreeMap<>();
  private final ProxySettings settings;
  private final Loops loops;

  Relays(ProxySettings settings, Loops loops) {
    this.settings = settings;
    this.loops = loops;
  }

  synchronized Collection<Relay> all() {
    return List.copyOf(relays.values());
  }

  synchronized Relay get(String name) {
    Relay relay = relays.get(name);
    if (relay == null) {
      throw ApiException.notFound("proxy");
    }
    return relay;
  }

  /** A new proxy, from Toxiproxy's JSON. */
  synchronized Relay create(JsonNode json) {
    String name = required(json, "name");
    String target = required(json, "upstream");
    if (name.contains("/")) {
      throw new IllegalArgumentException("name must not contain a slash, got: " + name);
    }
    if (relays.containsKey(name)) {
      throw ApiException.exists("proxy");
    }
    InetSocketAddress at = address(json.path("listen").asText("127.0.0.1:0"));
    Relay relay = new Relay(name, settings.listen(at.getHostString(), at.getPort()), target, loops);
    if (json.path("enabled").asBoolean(true)) {
      relay.enable();
    }
    relays.put(name, relay);
    return relay;
  }

  /** Creates a proxy, or moves the one of that name if it leads elsewhere. */
  synchronized Relay populate(JsonNode json) {
    Relay there = relays.get(required(json, "name"));
    return there == null ? create(json) : update(there, json);
  }

  synchronized Relay update(Relay relay, JsonNode json) {
    InetSocketAddress listen =
        json.has("listen") ? address(json.get("listen").asText()) : relay.listen();
    String target = json.path("upstream").asText(relay.target());
    // Port 0 asks for any, and it has one.
    boolean samePlace =
        listen.getPort() == 0 || listen.equals(relay.listen()) || !json.has("listen");
    if (!samePlace || !target.equals(relay.target())) {
      relay.move(samePlace ? relay.listen() : listen, target);
    }
    if (json.path("enabled").asBoolean(relay.isEnabled())) {
      relay.enable();
    } else {
      relay.disable();
    }
    return relay;
  }

  synchronized void delete(String name) {
    get(name).close();
    relays.remove(name);
  }

  /** Enables all, and takes all toxics off. */
  synchronized void reset() {
    for (Relay relay : relays.values()) {
      relay.enable();
      relay.toxics().forEach(toxic -> relay.remove(toxic.name()));
    }
  }

  @Override
  public synchronized void close() {
    relays.values().forEach(Relay::close);
  }

  private static String required(JsonNode json, String field) {
    String value = json.path(field).asText("");
    if (value.isBlank()) {
      throw new IllegalArgumentException("missing required field: " + field);
    }
    return value;
  }

  private static InetSocketAddress address(String listen) {
    int colon = listen.lastIndexOf(':');
    String port = listen.substring(colon + 1);
    if (colon < 0 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
      throw new IllegalArgumentException("listen must be host:port, got: " + listen);
    }
    String host = listen.substring(0, colon).replaceAll("[\\[\\]]", "");
    return new InetSocketAddress(host.isEmpty() ? "0.0.0.0" : host, Integer.parseInt(port));
  }
}
