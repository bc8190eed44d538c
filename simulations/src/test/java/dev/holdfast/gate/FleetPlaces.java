package dev.holdfast.gate;

import java.util.List;

/** Where the processes of a fleet run, as commands that run the rest of their line there. */
interface FleetPlaces {

  /** All beside the test. */
  FleetPlaces HERE =
      new FleetPlaces() {
        @Override
        public List<String> run() {
          return List.of();
        }

        @Override
        public List<String> injector(int index) {
          return List.of();
        }
      };

  /** Of the run, the exchange and the target. */
  List<String> run();

  /** Of an injector. */
  List<String> injector(int index);
}
