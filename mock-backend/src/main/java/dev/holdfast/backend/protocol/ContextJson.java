package dev.holdfast.backend.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.backend.context.AgentMemory;
import dev.holdfast.backend.context.ScalarValue;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.context.ToolInvocation;
import dev.holdfast.backend.context.WorkflowState;
import java.io.IOException;
import java.util.Map;

/** The parts of a context as JSON. */
final class ContextJson {
  private ContextJson() {}

  static void message(JsonGenerator json, StoredMessage message) throws IOException {
    json.writeStartObject();
    json.writeNumberField("seq", message.seq());
    json.writeStringField("id", message.id());
    json.writeStringField("role", message.role().id());
    json.writeStringField("content", message.content());
    json.writeStringField("timestamp", message.timestamp().toString());
    if (message.inReplyTo() != null) {
      json.writeStringField("in_reply_to", message.inReplyTo());
    }
    if (message.toolCalls() > 0) {
      json.writeNumberField("tool_calls", message.toolCalls());
    }
    json.writeEndObject();
  }

  /** Writes {@code user_preferences} and {@code variables} into the open object. */
  static void memory(JsonGenerator json, AgentMemory memory) throws IOException {
    scalars(json, "user_preferences", memory.preferences());
    scalars(json, "variables", memory.variables());
  }

  static void workflow(JsonGenerator json, WorkflowState workflow) throws IOException {
    json.writeObjectFieldStart("workflow_state");
    json.writeNumberField("current_step", workflow.currentStep());
    json.writeNumberField("total_steps", workflow.totalSteps());
    json.writeArrayFieldStart("pending_steps");
    for (String step : workflow.pendingSteps()) {
      json.writeString(step);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static void toolCall(JsonGenerator json, ToolInvocation call) throws IOException {
    json.writeStartObject();
    toolCallFields(json, call);
    json.writeStringField("timestamp", call.timestamp().toString());
    json.writeEndObject();
  }

  static void toolCallFields(JsonGenerator json, ToolInvocation call) throws IOException {
    json.writeStringField("tool_call_id", call.id());
    json.writeStringField("turn", call.turn());
    json.writeStringField("tool", call.tool());
    json.writeStringField("result", call.result());
  }

  private static void scalars(JsonGenerator json, String name, Map<String, ScalarValue> entries)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, ScalarValue> entry : WireDigests.sorted(entries)) {
      json.writeFieldName(entry.getKey());
      if (entry.getValue().quoted()) {
        json.writeString(entry.getValue().text());
      } else {
        // Written as it was read, so that a number keeps its digits.
        json.writeRawValue(entry.getValue().text());
      }
    }
    json.writeEndObject();
  }
}
