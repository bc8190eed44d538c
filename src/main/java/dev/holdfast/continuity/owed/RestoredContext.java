package dev.holdfast.continuity.owed;

import dev.holdfast.continuity.model.Part;
import dev.holdfast.continuity.model.ServerEvent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server said of the context on a new connection; of what it said several times, the last.
 *
 * @param greeting the greeting; null if none came
 * @param status what it says it kept; null if it says nothing
 * @param history the conversation history; null if none came
 * @param context memory, workflow and tool calls; null if none came
 * @param checked the cheap check; null if none came
 */
public record RestoredContext(
    ServerEvent.@Nullable Established greeting,
    ServerEvent.@Nullable Status status,
    ServerEvent.@Nullable History history,
    ServerEvent.@Nullable Context context,
    ServerEvent.@Nullable Checked checked) {

  /** Sorts out the events of a reconnection. */
  public static RestoredContext of(List<ServerEvent> events) {
    return new RestoredContext(
        last(events, ServerEvent.Established.class),
        last(events, ServerEvent.Status.class),
        last(events, ServerEvent.History.class),
        last(events, ServerEvent.Context.class),
        last(events, ServerEvent.Checked.class));
  }

  /** Whether the server warned of a loss. */
  public boolean warned() {
    return status != null && status.warning() != null && !status.warning().isBlank();
  }

  /** Whether each of these parts is there. */
  public boolean has(Set<Part> parts) {
    return (history != null || !parts.contains(Part.HISTORY))
        && (context != null || !parts.contains(Part.CONTEXT));
  }

  private static <E extends ServerEvent> @Nullable E last(List<ServerEvent> events, Class<E> kind) {
    for (int at = events.size() - 1; at >= 0; at--) {
      ServerEvent event = events.get(at);
      if (kind.isInstance(event)) {
        return kind.cast(event);
      }
    }
    return null;
  }
}
