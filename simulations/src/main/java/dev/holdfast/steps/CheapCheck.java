package dev.holdfast.steps;

import dev.holdfast.continuity.GapClass;
import dev.holdfast.continuity.ServerEvent;

/** The check that stands for history and context, where it agrees with what is owed. */
final class CheapCheck {

  private CheapCheck() {}

  /** Whether it can stand for all that is to come back. */
  static boolean maySuffice(VirtualUser user) {
    Bench bench = user.bench();
    return user.isReturning()
        && bench.dialect().tellsCheck()
        && !user.itinerary().fetchesAll()
        && user.ledger().checkable()
        && bench.plan().policy().classOf(user.homecoming().planned().gap()) == GapClass.BRIEF;
  }

  /** It came: if it is that of what is owed, nothing more is fetched. */
  static void take(VirtualUser user) {
    ServerEvent.Checked checked = user.homecoming().checked();
    if (checked != null && user.ledger().agrees(checked, user.bench().digests())) {
      user.homecoming().checkSuffices();
    } else {
      user.note("✗ the check tells of something else: fetching all");
    }
  }
}
