package dev.holdfast.backend.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.context.ToolInvocation;
import java.io.IOException;

/** The frames in which the agent answers. */
public final class TurnFrames {
  private TurnFrames() {}

  /**
   * A piece of an answer; {@code number} counts from 0 within the turn, {@code last} says whether
   * it ends the answer.
   */
  public record AgentChunk(String turn, int number, String data, boolean last)
      implements ServerFrame {
    @Override
    public String type() {
      return "agent_chunk";
    }

    @Override
    public void writePayload(JsonGenerator json) throws IOException {
      json.writeStringField("turn", turn);
      json.writeNumberField("sequence_num", number);
      json.writeStringField("data", data);
      json.writeBooleanField("last", last);
    }
  }

  /** A tool was executed. */
  public record ToolCalled(ToolInvocation call, long version) implements ServerFrame {
    @Override
    public String type() {
      return "tool_call";
    }

    @Override
    public void writePayload(JsonGenerator json) throws IOException {
      ContextJson.toolCallFields(json, call);
      json.writeNumberField("version", version);
    }
  }

  /** A turn is complete; memory and workflow are those of the context after it. */
  public record AgentResponse(String turn, StoredMessage answer, AgentContext after)
      implements ServerFrame {
    @Override
    public String type() {
      return "agent_response";
    }

    @Override
    public void writePayload(JsonGenerator json) throws IOException {
      json.writeStringField("turn", turn);
      json.writeStringField("message_id", answer.id());
      json.writeNumberField("seq", answer.seq());
      json.writeStringField("content", answer.content());
      json.writeNumberField("version", after.version());
      json.writeObjectFieldStart("agent_memory");
      ContextJson.memory(json, after.memory());
      json.writeEndObject();
      ContextJson.workflow(json, after.workflow());
    }
  }
}
