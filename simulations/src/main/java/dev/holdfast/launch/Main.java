package dev.holdfast.launch;

import dev.holdfast.cli.Holdfast;
import picocli.CommandLine;

/** {@code bin/holdfast}: all commands of the command line, and those that need the load. */
public final class Main {

  private Main() {}

  /** The process's entry. */
  public static void main(String[] arguments) {
    System.exit(Holdfast.executeInTerminal(commandLine(), arguments));
  }

  static CommandLine commandLine() {
    return Holdfast.commandLine()
        .addSubcommand(new RunCommand())
        .addSubcommand(new InjectorCommand())
        .addSubcommand(new FleetCommand())
        .addSubcommand(new InitCommand());
  }
}
