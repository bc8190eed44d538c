package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.model.Workflow;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One thing done to a context of three turns at least, each under the name it must be found by. */
enum Damage {
  LOSE_A_MESSAGE(Anomaly.LOST_MESSAGE) {
    @Override
    Snapshot inflict(Snapshot good, Random random) {
      // The last messages are left to the other damages.
      return good.without(random.nextInt(good.history().size() - 4));
    }
  },
  DUPLICATE_A_MESSAGE(Anomaly.DUPLICATED_MESSAGE) {
    @Override
    Snapshot inflict(Snapshot good, Random random) {
      return good.withHistory(
          list -> {
            int at = random.nextInt(list.size() - 4);
            list.add(at, list.get(at));
            return list;
          });
    }
  },
  REORDER_TWO_MESSAGES(Anomaly.REORDERED_MESSAGE) {
    @Override
    Snapshot inflict(Snapshot good, Random random) {
      return good.withHistory(
          list -> {
            int last = list.size() - 1;
            Collections.swap(list, last - 1, last);
            return list;
          });
    }
  },
  CORRUPT_A_MESSAGE(Anomaly.CORRUPTED_MESSAGE) {
    @Override
    Snapshot inflict(Snapshot good, Random random) {
      int at = good.history().size() - 1;
      Message message = good.history().get(at);
      return good.withMessage(
          at,
          new Message(
              message.seq(),
              message.id(),
              message.role(),
              message.content() + "!",
              message.inReplyTo()));
    }
  },
  ADD_A_MESSAGE(Anomaly.UNEXPECTED_MESSAGE) {
    @Override
    Snapshot inflict(Snapshot good, Random random) {
      return good.adding(new Message(999, "nobody", Role.AGENT, "Did anybody ask?", null));
    }
  },
  LOSE_AN_ENTRY(Anomaly.LOST_MEMORY) {
    @Override
    Snapshot inflict(Snapshot good, Random random) {
      return good.withVariables(
          map -> {
            map.remove("last_turn");
            return map;
          });
    }
  },
  CHANGE_AN_ENTRY(Anomaly.LOST_MEMORY) {
    @Override
    Snapshot inflict(Snapshot good, Random random) {
      return good.withPreferences(
          map -> {
            map.put("last", "nothing like it");
            return map;
          });
    }
  },
  LOSE_A_STEP(Anomaly.LOST_WORKFLOW_STEP) {
    @Override
    Snapshot inflict(Snapshot good, Random random) {
      return good.withWorkflow(new Workflow(good.workflow().currentStep(), 5, List.of("no step")));
    }
  },
  LOSE_A_TOOL_CALL(Anomaly.LOST_TOOL_CALL) {
    @Override
    Snapshot inflict(Snapshot good, Random random) {
      return good.withCalls(
          calls -> {
            calls.remove(0);
            return calls;
          });
    }
  },
  REPEAT_A_TOOL_CALL(Anomaly.REPEATED_TOOL_CALL) {
    @Override
    Snapshot inflict(Snapshot good, Random random) {
      ToolCall last = good.calls().get(good.calls().size() - 1);
      return good.withCalls(
          calls -> {
            calls.add(new ToolCall("again", last.turn(), last.tool(), last.result()));
            return calls;
          });
    }
  },
  SHOW_ANOTHER_USER(Anomaly.FOREIGN_CONTEXT) {
    @Override
    Snapshot inflict(Snapshot good, Random random) {
      return good.withVariables(
          map -> {
            map.put("note", Talk.STRANGER.mark("mine alone", 3));
            return map;
          });
    }
  },
  TEAR(Anomaly.TORN_CONTEXT) {
    @Override
    Snapshot inflict(Snapshot good, Random random) {
      int step = good.workflow().currentStep() == 1 ? 5 : good.workflow().currentStep() - 1;
      List<String> all =
          List.of("intake", "usage_review", "cost_review", "analysis", "recommendations");
      return good.withWorkflow(new Workflow(step, 5, all.subList(step, 5)));
    }
  };

  static final Set<Anomaly> CONSEQUENCES_OF_FOREIGN =
      EnumSet.of(
          Anomaly.LOST_MESSAGE,
          Anomaly.UNEXPECTED_MESSAGE,
          Anomaly.REORDERED_MESSAGE,
          Anomaly.STALE_CONTEXT,
          Anomaly.TORN_CONTEXT,
          Anomaly.LOST_MEMORY,
          Anomaly.LOST_WORKFLOW_STEP,
          Anomaly.LOST_TOOL_CALL);

  private final Anomaly anomaly;

  Damage(Anomaly anomaly) {
    this.anomaly = anomaly;
  }

  Anomaly anomaly() {
    return anomaly;
  }

  abstract Snapshot inflict(Snapshot good, Random random);
}
