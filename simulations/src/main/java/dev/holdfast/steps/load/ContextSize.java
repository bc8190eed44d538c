package dev.holdfast.steps.load;

import static io.gatling.javaapi.core.CoreDsl.exec;

import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import java.util.concurrent.atomic.LongAdder;

/**
 * The size of all contexts as they came back the first and the last time. Shared by all virtual
 * users.
 */
public final class ContextSize {

  private final LongAdder first = new LongAdder();
  private final LongAdder last = new LongAdder();

  /**
   * Takes the size of what just came back into account, where it was the first or the last planned
   * return.
   */
  public ChainBuilder weigh() {
    return exec(
        session -> {
          VirtualUser user = VirtualUser.of(session);
          if (user.reconnectPlan().cycle() == 1) {
            first.add(user.restoredCharacters());
          } else if (!user.reconnectPlan().hasMore()) {
            last.add(user.restoredCharacters());
          }
          return session;
        });
  }

  /** Characters that came back the first time. */
  public long first() {
    return first.sum();
  }

  /** Characters that came back the last time. */
  public long last() {
    return last.sum();
  }
}
