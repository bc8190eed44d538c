package dev.holdfast.user;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;

/**
 * How much of a context came back in a return, in characters: an idle session must not grow. Where
 * the history is all that comes back, only its messages count, since a frame or a page may hold
 * what others go on saying in it.
 */
final class RestoredSize {

  private final boolean messagesAlone;
  private long characters;

  RestoredSize(Dialect dialect) {
    this.messagesAlone = !dialect.states(Capability.CONTEXT);
  }

  /** A return begins. */
  void begin() {
    characters = 0;
  }

  /**
   * Something came back.
   *
   * @param length of the frame or page that it came in, in characters
   */
  void add(ServerEvent event, int length) {
    if (event instanceof ServerEvent.History history && messagesAlone) {
      characters += history.messages().stream().mapToLong(each -> each.content().length()).sum();
    } else if (event instanceof ServerEvent.History || event instanceof ServerEvent.Context) {
      characters += length;
    }
  }

  long characters() {
    return characters;
  }
}
