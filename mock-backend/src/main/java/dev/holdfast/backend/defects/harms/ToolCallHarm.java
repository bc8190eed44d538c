package dev.holdfast.backend.defects.harms;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.ToolInvocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What can become of the list of tool calls. */
public final class ToolCallHarm {
  private ToolCallHarm() {}

  public static Optional<UnaryOperator<AgentContext>> losesOne(Victim victim) {
    List<ToolInvocation> calls = victim.context().toolCalls();
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    String lost = calls.get(victim.oneOf(calls.size())).id();
    return Optional.of(
        context ->
            with(
                context,
                context.toolCalls().stream().filter(call -> !call.id().equals(lost)).toList()));
  }

  public static Optional<UnaryOperator<AgentContext>> repeatsLast(Victim victim) {
    List<ToolInvocation> calls = victim.context().toolCalls();
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    ToolInvocation last = calls.get(calls.size() - 1);
    ToolInvocation again =
        new ToolInvocation(
            last.id() + "-again-" + victim.reconnection().number(),
            last.turn(),
            last.tool(),
            last.result(),
            victim.context().lastActivity());
    return Optional.of(
        context -> {
          List<ToolInvocation> longer = new ArrayList<>(context.toolCalls());
          longer.add(Math.min(calls.size(), longer.size()), again);
          return with(context, longer);
        });
  }

  public static Optional<UnaryOperator<AgentContext>> cutsResult(Victim victim) {
    List<ToolInvocation> calls = victim.context().toolCalls();
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    String cut = calls.get(victim.oneOf(calls.size())).id();
    return Optional.of(
        context ->
            with(
                context,
                context.toolCalls().stream()
                    .map(call -> call.id().equals(cut) ? halved(call) : call)
                    .toList()));
  }

  public static Optional<UnaryOperator<AgentContext>> reorders(Victim victim) {
    int calls = victim.context().toolCalls().size();
    if (calls < 2) {
      return Optional.empty();
    }
    int first = victim.oneOf(calls - 1);
    return Optional.of(
        context -> {
          List<ToolInvocation> swapped = new ArrayList<>(context.toolCalls());
          if (first + 1 < swapped.size()) {
            Collections.swap(swapped, first, first + 1);
          }
          return with(context, swapped);
        });
  }

  private static ToolInvocation halved(ToolInvocation call) {
    String half = call.result().substring(0, call.result().length() / 2);
    return new ToolInvocation(call.id(), call.turn(), call.tool(), half, call.timestamp());
  }

  private static AgentContext with(AgentContext context, List<ToolInvocation> calls) {
    return context.withParts(context.history(), context.memory(), context.workflow(), calls);
  }
}
