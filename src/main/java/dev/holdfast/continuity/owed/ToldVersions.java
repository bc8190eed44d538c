package dev.holdfast.continuity.owed;

/**
 * The versions that one reconnection told; -1 where it told none.
 *
 * @param greeting of the greeting
 * @param checked of the cheap check
 * @param history of the history
 * @param context of the context
 */
public record ToldVersions(long greeting, long checked, long history, long context) {

  public static ToldVersions of(RestoredContext restored) {
    return new ToldVersions(
        restored.greeting() == null ? -1 : restored.greeting().version(),
        restored.checked() == null ? -1 : restored.checked().version(),
        restored.history() == null ? -1 : restored.history().version(),
        restored.context() == null ? -1 : restored.context().version());
  }
}
