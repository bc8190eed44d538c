package dev.holdfast.bench;

import dev.holdfast.plan.LoadPlan;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tsung, as Debian has it, with the same exchange: its users are Erlang processes of one virtual
 * machine.
 *
 * @param gap for which users are away
 */
record TsungGenerator(LoadPlan load, Duration gap) implements Generator {

  @Override
  public String name() {
    return "Tsung";
  }

  @Override
  public ProcessBuilder against(URI target, Path own) throws IOException {
    List<UserFrames> users =
        IntStream.rangeClosed(1, load.users())
            .mapToObj(user -> UserFrames.of(user, load.cycles()))
            .toList();
    Path lines = own.resolve("users.txt");
    Files.write(lines, TsungScript.lines(users));
    Files.writeString(own.resolve("tsung.xml"), new TsungScript(load, gap, target, lines).xml());
    // Erlang's name service would outlive Tsung: one of this run alone, stopped after it.
    ProcessBuilder tsung =
        new ProcessBuilder(
            "sh", "-c", "tsung -n -f tsung.xml -l . start; ended=$?; epmd -kill; exit $ended");
    tsung.directory(own.toFile());
    tsung.environment().put("ERL_EPMD_ADDRESS", "127.0.0.1");
    tsung.environment().put("ERL_EPMD_PORT", String.valueOf(freePort()));
    tsung.environment().put("HOME", own.toString());
    return tsung;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
