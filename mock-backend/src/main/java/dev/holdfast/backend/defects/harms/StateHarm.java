package dev.holdfast.backend.defects.harms;

import dev.holdfast.backend.agent.AgentScript;
import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.AgentMemory;
import dev.holdfast.backend.context.ScalarValue;
import dev.holdfast.backend.context.WorkflowState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What can become of memory, workflow, tool calls, or the whole. */
public final class StateHarm {
  private static final AgentScript SCRIPT = new AgentScript();

  private StateHarm() {}

  public static Optional<UnaryOperator<AgentContext>> losesMemory(Victim victim) {
    AgentMemory memory = victim.context().memory();
    List<String> keys = new ArrayList<>(new TreeSet<>(memory.preferences().keySet()));
    int preferences = keys.size();
    keys.addAll(new TreeSet<>(memory.variables().keySet()));
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    int picked = victim.oneOf(keys.size());
    String key = keys.get(picked);
    return Optional.of(
        context ->
            with(
                context,
                picked < preferences
                    ? new AgentMemory(
                        without(context.memory().preferences(), key), context.memory().variables())
                    : new AgentMemory(
                        context.memory().preferences(),
                        without(context.memory().variables(), key))));
  }

  public static Optional<UnaryOperator<AgentContext>> losesStep(Victim victim) {
    if (victim.context().workflow().currentStep() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        untilTurn(
            victim,
            context -> {
              WorkflowState now = context.workflow();
              return with(
                  context,
                  new WorkflowState(now.currentStep() - 1, now.totalSteps(), now.pendingSteps()));
            }));
  }

  /**
   * Memory of this version, workflow of the turn before; both were shown, so two turns at least.
   */
  public static Optional<UnaryOperator<AgentContext>> tears(Victim victim) {
    long turns = victim.context().turns();
    if (turns < 2) {
      return Optional.empty();
    }
    WorkflowState before = SCRIPT.workflowAfter(turns - 1);
    return Optional.of(untilTurn(victim, context -> with(context, before)));
  }

  public static Optional<UnaryOperator<AgentContext>> empties(Victim victim) {
    if (victim.context().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        HistoryHarm.untilCommit(
            victim,
            context ->
                context.withParts(List.of(), AgentMemory.EMPTY, WorkflowState.FRESH, List.of())));
  }

  public static Optional<UnaryOperator<AgentContext>> isStale(Victim victim) {
    return victim
        .past()
        .beforeLastTurn(victim.context())
        .map(older -> HistoryHarm.untilCommit(victim, context -> older));
  }

  public static Optional<UnaryOperator<AgentContext>> wasNotSaved(Victim victim) {
    AgentContext now = victim.context();
    return victim
        .past()
        .atLastArrival(now.sessionId())
        .filter(saved -> saved.revision().incarnation() == now.revision().incarnation())
        .filter(saved -> saved.version() < now.version())
        .map(saved -> HistoryHarm.untilCommit(victim, context -> saved));
  }

  /** What the session had before it expired. */
  public static Optional<UnaryOperator<AgentContext>> revives(Victim victim) {
    return victim
        .past()
        .beforeExpiry(victim.context())
        .map(
            old ->
                HistoryHarm.untilCommit(
                    victim,
                    context ->
                        context.withParts(
                            old.history(), old.memory(), old.workflow(), old.toolCalls())));
  }

  /** The context of a stranger: nothing, at version 0. */
  public static Optional<UnaryOperator<AgentContext>> isAStrangers(Victim victim) {
    if (victim.context().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        HistoryHarm.untilCommit(
            victim,
            context ->
                AgentContext.clean(
                    context.sessionId(),
                    context.userId(),
                    context.revision().incarnation(),
                    context.lastActivity())));
  }

  private static UnaryOperator<AgentContext> untilTurn(
      Victim victim, UnaryOperator<AgentContext> harm) {
    return context -> context.turns() == victim.context().turns() ? harm.apply(context) : context;
  }

  private static Map<String, ScalarValue> without(Map<String, ScalarValue> entries, String key) {
    Map<String, ScalarValue> fewer = new HashMap<>(entries);
    fewer.remove(key);
    return fewer;
  }

  private static AgentContext with(AgentContext context, AgentMemory memory) {
    return context.withParts(context.history(), memory, context.workflow(), context.toolCalls());
  }

  private static AgentContext with(AgentContext context, WorkflowState workflow) {
    return context.withParts(context.history(), context.memory(), workflow, context.toolCalls());
  }
}
