package dev.holdfast.backend;

import dev.holdfast.backend.defects.NearestName;
import java.util.List;
import picocli.CommandLine;

/** Tells what is wrong with a command line in one line, and what was most likely meant. */
final class CommandErrors {
  private CommandErrors() {}

  static String oneLine(CommandLine.ParameterException wrong) {
    String message = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
    if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
      List<String> names =
          wrong.getCommandLine().getCommandSpec().options().stream()
              .map(CommandLine.Model.OptionSpec::longestName)
              .toList();
      String typed = unmatched.getUnmatched().get(0).split("=", 2)[0];
      return "unknown option '" + typed + "'; the nearest is " + NearestName.to(typed, names);
    }
    return message;
  }
}
