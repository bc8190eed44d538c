package dev.holdfast.dialect.holdfast;

import static dev.holdfast.dialect.holdfast.JsonCursor.required;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Origin;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.model.Workflow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads memory, workflow and tool calls, and the two frames that carry them. */
final class NativeContext {

  private NativeContext() {}

  static ServerEvent answered(JsonCursor json) throws IOException {
    String turn = null;
    String id = null;
    Long seq = null;
    String content = null;
    Long version = null;
    Remembered remembered = new Remembered();
    while (json.next()) {
      switch (json.key()) {
        case "turn" -> turn = json.text();
        case "message_id" -> id = json.text();
        case "seq" -> seq = json.integer();
        case "content" -> content = json.text();
        case "version" -> version = json.integer();
        case "agent_memory" -> remembered.read(json);
        case "workflow_state" -> remembered.workflow = workflow(json);
        default -> json.skip();
      }
    }
    return new ServerEvent.Answered(
        required("turn", turn),
        new Message(
            required("seq", seq),
            required("message_id", id),
            Role.AGENT,
            required("content", content),
            turn),
        required("version", version),
        remembered.memory(),
        required("workflow_state", remembered.workflow));
  }

  static ServerEvent context(JsonCursor json) throws IOException {
    Parts parts = new Parts();
    Long version = null;
    while (json.next()) {
      switch (json.key()) {
        case "context" -> parts.read(json);
        case "version" -> version = json.integer();
        default -> json.skip();
      }
    }
    return new ServerEvent.Context(
        required("context.session_id", parts.session),
        new Origin(parts.user, parts.createdAt),
        parts.remembered.memory(),
        required("workflow_state", parts.remembered.workflow),
        required("tool_call_history", parts.calls),
        required("version", version));
  }

  private static Workflow workflow(JsonCursor json) throws IOException {
    json.enter();
    Integer current = null;
    Integer total = null;
    List<String> pending = null;
    while (json.next()) {
      switch (json.key()) {
        case "current_step" -> current = json.smallInteger();
        case "total_steps" -> total = json.smallInteger();
        case "pending_steps" -> {
          json.enterArray();
          pending = new ArrayList<>();
          while (json.nextElement()) {
            pending.add(json.text());
          }
        }
        default -> json.skip();
      }
    }
    return new Workflow(
        required("current_step", current),
        required("total_steps", total),
        required("pending_steps", pending));
  }

  /** The object {@code agent_memory}, which within a context also holds the workflow. */
  private static final class Remembered {
    private @Nullable Map<String, String> preferences;
    private @Nullable Map<String, String> variables;
    private @Nullable Workflow workflow;

    void read(JsonCursor json) throws IOException {
      json.enter();
      while (json.next()) {
        switch (json.key()) {
          case "user_preferences" -> preferences = json.scalars();
          case "variables" -> variables = json.scalars();
          case "workflow_state" -> workflow = workflow(json);
          default -> json.skip();
        }
      }
    }

    Memory memory() {
      return new Memory(
          required("user_preferences", preferences), required("variables", variables));
    }
  }

  /** The object {@code context}. */
  private static final class Parts {
    private final Remembered remembered = new Remembered();
    private @Nullable String session;
    private String user = Origin.UNTOLD.userId();
    private long createdAt = Origin.UNTOLD.createdAt();
    private @Nullable List<ToolCall> calls;

    void read(JsonCursor json) throws IOException {
      json.enter();
      while (json.next()) {
        switch (json.key()) {
          case "session_id" -> session = json.text();
          case "user_id" -> user = json.text();
          case "created_at" -> createdAt = json.millis();
          case "agent_memory" -> remembered.read(json);
          case "tool_call_history" -> calls = toolCalls(json);
          default -> json.skip();
        }
      }
    }

    private static List<ToolCall> toolCalls(JsonCursor json) throws IOException {
      json.enterArray();
      List<ToolCall> calls = new ArrayList<>();
      while (json.nextElement()) {
        json.enter();
        CallFields call = new CallFields();
        while (json.next()) {
          call.read(json);
        }
        calls.add(call.toolCall());
      }
      return calls;
    }
  }

  /** The fields of a tool call. */
  static final class CallFields {
    private @Nullable String id;
    private @Nullable String turn;
    private @Nullable String tool;
    private @Nullable String result;

    void read(JsonCursor json) throws IOException {
      switch (json.key()) {
        case "tool_call_id" -> id = json.text();
        case "turn" -> turn = json.text();
        case "tool" -> tool = json.text();
        case "result" -> result = json.text();
        default -> json.skip();
      }
    }

    ToolCall toolCall() {
      return new ToolCall(
          required("tool_call_id", id),
          required("turn", turn),
          required("tool", tool),
          required("result", result));
    }
  }
}
