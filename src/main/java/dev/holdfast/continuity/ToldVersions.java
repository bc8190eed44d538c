package dev.holdfast.continuity;

/**
 * The versions that one reconnection told; -1 where it told none.
 *
 * @param greeting of the greeting
 * @param checked of the cheap check
 * @param history of the history
 * @param context of the context
 */
record ToldVersions(long greeting, long checked, long history, long context) {

  static ToldVersions of(RestoredContext restored) {
    return new ToldVersions(
        restored.greeting() == null ? -1 : restored.greeting().version(),
        restored.checked() == null ? -1 : restored.checked().version(),
        restored.history() == null ? -1 : restored.history().version(),
        restored.context() == null ? -1 : restored.context().version());
  }
}
