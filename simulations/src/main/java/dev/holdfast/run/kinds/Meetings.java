package dev.holdfast.run.kinds;

/**
 * Points of a run at which all users stand still, those of other injectors too. What is done there
 * may block: never on an event loop.
 */
public interface Meetings {

  /**
   * One process does something once the users of all have come; returns when it is done.
   *
   * @param point its name, the same for nothing else in the run
   */
  void byOne(String point, Runnable then);

  /** The same, done by each process for itself, at one instant. */
  void byEach(String point, Runnable then);

  /** All users are in this process. */
  Meetings ALONE =
      new Meetings() {
        @Override
        public void byOne(String point, Runnable then) {
          then.run();
        }

        @Override
        public void byEach(String point, Runnable then) {
          then.run();
        }
      };
}
