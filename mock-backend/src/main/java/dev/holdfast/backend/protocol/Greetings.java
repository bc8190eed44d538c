package dev.holdfast.backend.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.backend.context.GapLength;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The frames with which a connection begins and ends. */
public final class Greetings {
  private Greetings() {}

  /** The first frame of every connection. */
  public record ConnectionEstablished(
      String sessionId,
      String connectionId,
      boolean sessionRecognized,
      boolean contextAvailable,
      boolean locationChanged,
      long version)
      implements ServerFrame {
    @Override
    public String type() {
      return "connection_established";
    }

    @Override
    public void writePayload(JsonGenerator json) throws IOException {
      json.writeStringField("session_id", sessionId);
      json.writeStringField("connection_id", connectionId);
      json.writeBooleanField("session_recognized", sessionRecognized);
      // Nobody gets this far without a verified token.
      json.writeBooleanField("security_checks_passed", true);
      json.writeBooleanField("context_available", contextAvailable);
      json.writeBooleanField("location_change_detected", locationChanged);
      json.writeNumberField("version", version);
    }
  }

  /** The second frame of every connection but a session's first. */
  public record ContextStatus(
      boolean preserved,
      double preservationRate,
      GapLength gapClass,
      @Nullable String warning,
      boolean expired)
      implements ServerFrame {
    @Override
    public String type() {
      return "context_status";
    }

    @Override
    public void writePayload(JsonGenerator json) throws IOException {
      json.writeBooleanField("context_preserved", preserved);
      json.writeNumberField("preservation_rate", preservationRate);
      json.writeStringField("disconnection_type", gapClass.id());
      if (warning != null) {
        json.writeStringField("warning", warning);
      }
      json.writeBooleanField("context_expired", expired);
      json.writeBooleanField("clean_session_started", expired);
    }
  }

  /** The server is about to go away; {@code restartSeconds} is an estimate. */
  public record ServerShutdown(String reason, long restartSeconds, String message)
      implements ServerFrame {
    @Override
    public String type() {
      return "server_shutdown";
    }

    @Override
    public void writePayload(JsonGenerator json) throws IOException {
      json.writeStringField("reason", reason);
      json.writeNumberField("estimated_restart_time", restartSeconds);
      json.writeStringField("message", message);
    }
  }
}
