package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.fieldtargets.BackendProcess;
import dev.holdfast.fieldtargets.FieldRelay;
import dev.holdfast.fieldtargets.FieldTarget;
import dev.holdfast.fieldtargets.FieldTargets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Targets whose users exist already, with passwords or with tokens of their own. */
final class UsersFileIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int USERS = 12;

  /** A token for each user of the run, and more; the probe has the last. */
  private static final int TOKENS = 40;

  @TempDir Path folder;

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void usersComeWithTheirPasswordsWhichNobodyIsShown() throws Exception {
    Map<String, String> passwords = new TreeMap<>();
    for (int user = 0; user < USERS; user++) {
      passwords.put("ann-" + user, "swordfish-" + user);
    }
    GateProcess gate = gate(FieldTargets.knowingOnly(passwords), file("password", passwords));

    assertKept(gate);
    assertThat(gate.output()).doesNotContain("swordfish");
    for (Path each : recorded(gate)) {
      assertThat(Files.readString(each, StandardCharsets.ISO_8859_1))
          .as(each.toString())
          .doesNotContain("swordfish");
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aTargetThatKnowsNobodyOfTheFileIsToldOfAtTheStart() throws Exception {
    Map<String, String> passwords = Map.of("ann-0", "swordfish");
    GateProcess gate =
        gate(
            FieldTargets.knowingOnly(passwords),
            file("password", Map.of("ann-0", "wrong")),
            "holdfast.users=1");

    assertThat(gate.verdict().get("verdict").asText()).isEqualTo("INVALID");
    assertThat(gate.said()).contains("was answered 401", "holdfast.users-file");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void tokensThatWereIssuedBeforeAreUsedOnceEach() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, "--time-scale", "0.01")) {
      Map<String, String> tokens = new TreeMap<>();
      for (int user = 0; user < TOKENS; user++) {
        tokens.put("ben-" + user, token(backend.url(), "ben-" + user));
      }
      GateProcess gate = gate(backend, FieldTarget.SOUND, file("token", tokens));

      assertKept(gate);
      JudgedAgain.tellsAsTheRunDid(gate);
      assertThat(gate.output()).doesNotContain(tokens.get("ben-0"));
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void tooFewTokensForTheSessionsOfARunAreRefusedBeforeIt() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, "--time-scale", "0.01")) {
      Map<String, String> tokens = new TreeMap<>();
      for (int user = 0; user < USERS; user++) {
        tokens.put("ben-" + user, token(backend.url(), "ben-" + user));
      }
      GateProcess gate =
          gate(
              backend,
              FieldTarget.SOUND,
              file("token", tokens),
              "holdfast.scenarios=history,consistency");

      assertThat(gate.said())
          .contains("holdfast.users-file must be a file with a row for each of the 15 sessions");
    }
  }

  private static void assertKept(GateProcess gate) throws Exception {
    assertThat(gate.verdict().at("/continuity/kept").asLong())
        .as(gate.output())
        .isPositive()
        .isEqualTo(gate.verdict().at("/continuity/planned").asLong());
    assertThat(gate.verdict().get("anomalies")).allMatch(count -> count.asLong() == 0);
  }

  private GateProcess gate(FieldTarget target, Path users, String... further) throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, "--time-scale", "0.01")) {
      return gate(backend, target, users, further);
    }
  }

  private GateProcess gate(
      BackendProcess backend, FieldTarget target, Path users, String... further) throws Exception {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "holdfast.time-scale=0.01",
                "holdfast.users=" + USERS,
                "holdfast.ramp=2s",
                "holdfast.scenarios=history,memory",
                "holdfast.users-file=" + users));
    settings.addAll(List.of(further));
    try (FieldRelay relay = FieldRelay.start(backend.url(), target)) {
      settings.add("holdfast.target=" + relay.url());
      GateProcess gate = GateProcess.start(folder, SmallGate.with(settings.toArray(String[]::new)));
      gate.await(PATIENCE);
      return gate;
    }
  }

  private Path file(String column, Map<String, String> values) throws IOException {
    List<String> lines = new ArrayList<>(List.of("name," + column));
    values.forEach((name, value) -> lines.add(name + "," + value));
    return Files.write(folder.resolve("users.csv"), lines);
  }

  private static String token(String url, String user) throws Exception {
    URI asked = URI.create(url.replaceFirst("ws", "http").replaceFirst("/ws$", "/auth/sessions"));
    HttpRequest request =
        HttpRequest.newBuilder(asked)
            .POST(HttpRequest.BodyPublishers.ofString("{\"user_id\":\"" + user + "\"}"))
            .header("Content-Type", "application/json")
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    String body =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    return new ObjectMapper().readTree(body).get("session_token").asText();
  }

  private static List<Path> recorded(GateProcess gate) throws IOException {
    try (var all = Files.walk(gate.run())) {
      List<Path> texts =
          all.filter(Files::isRegularFile)
              .filter(each -> !each.toString().matches(".*\\.(gz|hlog|png|js|css)$"))
              .toList();
      assertThat(texts).hasSizeGreaterThan(5);
      return texts;
    }
  }
}
