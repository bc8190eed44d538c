package dev.holdfast.cli;

import java.io.Console;

/** Whether a person reads what is printed. */
public final class Terminal {

  private Terminal() {}

  /**
   * Whether the process is connected to a terminal.
   *
   * <p>Before Java 22 there is a console only then; since, there always is one, and it tells.
   */
  @SuppressWarnings("SystemConsoleNull")
  public static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return Runtime.version().feature() < 22;
    }
  }
}
