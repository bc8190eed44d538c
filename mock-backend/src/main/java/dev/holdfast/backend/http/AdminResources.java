package dev.holdfast.backend.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backend.auth.audit.AuditEvent;
import dev.holdfast.backend.auth.audit.AuditLog;
import java.util.Optional;

/** {@code /admin/…}: for whoever runs the backend, from its own machine only. */
final class AdminResources {
  private static final String SESSIONS = "/admin/sessions/";
  private static final String MAILBOX = "/admin/mailbox/";
  private static final int LATEST = 1_000;

  private final BackendState state;
  private final Optional<AuditLog> audit;

  AdminResources(BackendState state, Optional<AuditLog> audit) {
    this.state = state;
    this.audit = audit;
  }

  Optional<HttpResource> at(String path) {
    if (path.startsWith(SESSIONS)) {
      String sessionId = path.substring(SESSIONS.length());
      return Optional.of(new HttpResource.Get(() -> session(sessionId)));
    }
    if (path.startsWith(MAILBOX)) {
      return Optional.of(new MailResources(state.mail()).of(path.substring(MAILBOX.length())));
    }
    return switch (path) {
      case "/admin/gc" -> Optional.of(new HttpResource.Do(AdminResources::collect));
      case "/admin/forget" -> Optional.of(new HttpResource.Do(this::forget));
      case "/admin/drain" -> Optional.of(new HttpResource.Do(this::drain));
      case "/admin/audit" -> Optional.of(new HttpResource.Get(this::events));
      default -> Optional.empty();
    };
  }

  private HttpAnswer session(String sessionId) {
    return state.session(sessionId).map(AdminResources::view).orElseGet(HttpAnswer::notFound);
  }

  private static HttpAnswer view(SessionView view) {
    return HttpAnswer.json(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("session_id", view.sessionId())
            .put("connected", view.connected())
            .put("version", view.version())
            .put("messages", view.messages())
            .put("tool_calls", view.toolCalls())
            .put("connections_seen", view.connectionsSeen()));
  }

  private HttpAnswer drain() {
    state.drain();
    return HttpAnswer.json(202, JsonNodeFactory.instance.objectNode().put("status", "draining"));
  }

  private HttpAnswer forget() {
    return HttpAnswer.json(
        200, JsonNodeFactory.instance.objectNode().put("sessions_left", state.forgetAway()));
  }

  private static HttpAnswer collect() {
    System.gc();
    // The first finds what is only weakly reachable, the second frees what that released.
    System.gc();
    // Not what is in use by now: other threads have taken megabytes since, to allocate from.
    long live = (long) HeapAfterCollection.bytes();
    return HttpAnswer.json(200, JsonNodeFactory.instance.objectNode().put("heap_used_bytes", live));
  }

  private HttpAnswer events() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode events = answer.putArray("events");
    audit.ifPresent(log -> log.latest(LATEST).forEach(event -> events.add(node(event))));
    return HttpAnswer.json(200, answer);
  }

  private static ObjectNode node(AuditEvent event) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", event.type().code())
        .put("severity", event.severity().name())
        .put("at", event.at().toString())
        .put("source_ip", event.sourceIp())
        .put("user_id", event.userId())
        .put("token_fingerprint", event.fingerprint())
        .put("reason", event.reason());
  }
}
