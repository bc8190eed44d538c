package dev.holdfast.steps;

import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Capability;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.VirtualUser;

/** The check that stands for history and context, where it agrees with what is owed. */
final class CheapCheck {

  private CheapCheck() {}

  /** Whether it can stand for all that is to come back. */
  static boolean maySuffice(VirtualUser user) {
    RunContext runContext = user.runContext();
    return user.isReturning()
        && runContext.dialect().states(Capability.CHECK)
        && !user.reconnectPlan().fetchesAll()
        && user.ledger().checkable()
        && runContext.plan().policy().classOf(user.returnAttempt().planned().gap())
            == GapClass.BRIEF;
  }

  /** It came: if it is that of what is owed, nothing more is fetched. */
  static void take(VirtualUser user) {
    ServerEvent.Checked checked = user.returnAttempt().checked();
    if (checked != null && user.ledger().agrees(checked, user.runContext().digests())) {
      user.returnAttempt().checkSuffices();
    } else {
      user.note("✗ the check tells of something else: fetching all");
    }
  }
}
