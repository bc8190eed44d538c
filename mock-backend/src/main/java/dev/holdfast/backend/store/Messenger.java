package dev.holdfast.backend.store;

import java.util.function.Consumer;

/** Tells the other backends that share a storage what concerns connections of theirs. */
public interface Messenger {

  /** Nobody else shares the storage. */
  Messenger ALONE =
      new Messenger() {
        @Override
        public boolean tell(String node, String message) {
          return false;
        }

        @Override
        public void tellAll(String message) {}

        @Override
        public void listen(String node, Consumer<String> hearer, Runnable again) {}
      };

  /**
   * Tells one backend.
   *
   * @return whether it is there to hear it
   */
  boolean tell(String node, String message);

  /** Tells all backends, this one included. */
  void tellAll(String message);

  /**
   * Listens for what is told to this backend, on a thread that may wait.
   *
   * @param node this backend's name
   * @param again called when the way had been lost and is there again: messages may be missing
   */
  void listen(String node, Consumer<String> hearer, Runnable again);
}
