package dev.holdfast.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses from which connections on loopback are open now, as the kernel lists them. */
final class SourcesInUse {

  /**
   * Local and remote address, reversed and hexadecimal, perhaps within one of version 6, and the
   * state of an open connection.
   */
  private static final Pattern OPEN_ON_LOOPBACK =
      Pattern.compile(
          "\\d+: (?:0{16}FFFF0{4})?([0-9A-F]{6}7F):[0-9A-F]{4}"
              + " (?:0{16}FFFF0{4})?0100007F:[0-9A-F]{4} 01 .*");

  private static final String EVERYONES = "0100007F";

  private SourcesInUse() {}

  /** All of 127.0.0.0/8 but 127.0.0.1, which is everyone's. */
  static Set<String> onLoopback() throws IOException {
    Set<String> sources = new HashSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        Matcher open = OPEN_ON_LOOPBACK.matcher(line.strip());
        if (open.matches() && !open.group(1).equals(EVERYONES)) {
          sources.add(open.group(1));
        }
      }
    }
    return sources;
  }
}
