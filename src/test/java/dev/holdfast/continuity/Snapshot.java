package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.model.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The context of a server at one version, and ways to damage a copy of it. */
public record Snapshot(
    List<Message> history, Memory memory, Workflow workflow, List<ToolCall> calls, long version) {

  public static final Snapshot FRESH =
      new Snapshot(List.of(), Memory.EMPTY, new Workflow(0, 5, List.of()), List.of(), 0);

  public Snapshot {
    history = List.copyOf(history);
    calls = List.copyOf(calls);
  }

  public Snapshot withHistory(UnaryOperator<List<Message>> change) {
    return new Snapshot(change.apply(new ArrayList<>(history)), memory, workflow, calls, version);
  }

  public Snapshot withCalls(UnaryOperator<List<ToolCall>> change) {
    return new Snapshot(history, memory, workflow, change.apply(new ArrayList<>(calls)), version);
  }

  public Snapshot withMemory(Memory other) {
    return new Snapshot(history, other, workflow, calls, version);
  }

  Snapshot withVariables(UnaryOperator<Map<String, String>> change) {
    return withMemory(
        new Memory(memory.preferences(), change.apply(new TreeMap<>(memory.variables()))));
  }

  public Snapshot withPreferences(UnaryOperator<Map<String, String>> change) {
    return withMemory(
        new Memory(change.apply(new TreeMap<>(memory.preferences())), memory.variables()));
  }

  public Snapshot withWorkflow(Workflow other) {
    return new Snapshot(history, memory, other, calls, version);
  }

  Snapshot withVersion(long other) {
    return new Snapshot(history, memory, workflow, calls, other);
  }

  public Snapshot without(int message) {
    return withHistory(
        list -> {
          list.remove(message);
          return list;
        });
  }

  public Snapshot withMessage(int at, Message message) {
    return withHistory(
        list -> {
          list.set(at, message);
          return list;
        });
  }

  public Snapshot adding(Message message) {
    return withHistory(
        list -> {
          list.add(message);
          return list;
        });
  }

  ServerEvent.History historyEvent() {
    return new ServerEvent.History(history, version);
  }

  public ServerEvent.Context contextEvent(String session) {
    return new ServerEvent.Context(session, memory, workflow, calls, version);
  }
}
