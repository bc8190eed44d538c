package io.gatling.app.printing;

import java.io.PrintStream;

/** Stands for a class of Gatling, by its package. */
public final class OfGatling {

  private OfGatling() {}

  /** Prints as Gatling does. */
  public static void print(PrintStream out, String text) {
    out.println(text);
  }

  /** Calls what a simulation has given to Gatling. */
  public static void call(Runnable simulations) {
    simulations.run();
  }
}
