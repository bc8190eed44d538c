package dev.holdfast.backend.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.backend.mailbox.Letter;
import dev.holdfast.backend.mailbox.Mail;
import dev.holdfast.backend.mailbox.MailboxLimits;
import dev.holdfast.backend.mailbox.MailboxState;
import dev.holdfast.backend.mailbox.Overflow;
import dev.holdfast.backend.mailbox.Priority;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** {@code /admin/mailbox/{session_id}}: others leave notifications for a session. */
final class MailResources {
  private static final int ACCEPTED = 202;
  private static final int CONFLICT = 409;

  private final Mail mail;

  MailResources(Mail mail) {
    this.mail = mail;
  }

  /** The mailbox of a session; what is asked of one that nobody has is not found. */
  HttpResource of(String sessionId) {
    return new HttpResource.Several(
        List.of(
            new HttpResource.Get(
                () -> mail.knows(sessionId) ? state(sessionId) : HttpAnswer.notFound()),
            HttpResource.post(
                (body, request) ->
                    mail.knows(sessionId) ? left(sessionId, body) : HttpAnswer.notFound()),
            HttpResource.put(
                (body, request) ->
                    mail.knows(sessionId) ? limited(sessionId, body) : HttpAnswer.notFound())));
  }

  private HttpAnswer left(String sessionId, JsonBody body) throws RefusedRequest {
    Letter letter;
    try {
      letter =
          new Letter(
              body.text("message_id"),
              body.text("content"),
              named("priority", body, Priority::of, Priority.NORMAL),
              body.number("ttl_ms"));
    } catch (IllegalArgumentException e) {
      throw RefusedRequest.invalidPayload(String.valueOf(e.getMessage()));
    }
    OptionalInt queued = mail.leave(sessionId, letter);
    return queued.isEmpty()
        ? HttpAnswer.refusal(CONFLICT, "mailbox_full", "the mailbox takes no more")
        : HttpAnswer.json(
            ACCEPTED, JsonNodeFactory.instance.objectNode().put("queued", queued.getAsInt()));
  }

  private HttpAnswer limited(String sessionId, JsonBody body) throws RefusedRequest {
    MailboxLimits before = mail.state(sessionId).limits();
    try {
      long capacity = body.number("capacity").orElse(before.capacity());
      mail.limit(
          sessionId,
          new MailboxLimits(
              (int) Math.max(0, Math.min(Integer.MAX_VALUE, capacity)),
              named("overflow", body, Overflow::of, before.overflow()),
              body.number("ttl_ms").orElse(before.ttlMillis())));
    } catch (IllegalArgumentException e) {
      throw RefusedRequest.invalidPayload(String.valueOf(e.getMessage()));
    }
    return state(sessionId);
  }

  private HttpAnswer state(String sessionId) {
    MailboxState state = mail.state(sessionId);
    return HttpAnswer.json(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("queued", state.queued())
            .put("capacity", state.limits().capacity())
            .put("overflow", state.limits().overflow().id())
            .put("ttl_ms", state.limits().ttlMillis()));
  }

  /** What was named, or what holds if nothing was. */
  private static <T> T named(
      String key, JsonBody body, Function<String, Optional<T>> known, T otherwise)
      throws RefusedRequest {
    Optional<String> name = body.optionalText(key);
    if (name.isEmpty()) {
      return otherwise;
    }
    return known
        .apply(name.get())
        .orElseThrow(
            () -> RefusedRequest.invalidPayload(key + " must be one that docs/protocol.md names"));
  }
}
