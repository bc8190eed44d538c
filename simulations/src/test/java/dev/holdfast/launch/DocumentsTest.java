package dev.holdfast.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.settings.Configuration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What documents name is there: pages, commands, settings. */
class DocumentsTest {

  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern COMMAND =
      Pattern.compile("(?:`(?:bin/)?holdfast|holdfast-cli\\.jar) ([a-z]+(?: [a-z]+(?![\\w./-]))*)");
  private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w+(?:IT|Test)\\b");
  private static final Pattern SETTING = Pattern.compile("-D(holdfast\\.[a-z0-9.-]*[a-z0-9])=");
  private static final Pattern BLOCK =
      Pattern.compile("(?m)^ *```sh\\n(.*?)^ *```", Pattern.DOTALL);
  private static final String HELD = "commands-in-documents.txt";

  @Test
  void everyLinkLeadsToAFileAndEveryAnchorToAHeading() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path document : documents()) {
      for (String link : found(LINK, Files.readString(document))) {
        if (!link.matches("(?:https?|mailto):.*") && !leadsSomewhere(document, link)) {
          dead.add(TOP.relativize(document) + " → " + link);
        }
      }
    }

    assertThat(dead).isEmpty();
  }

  @Test
  void everyCommandOfHoldfastExists() throws IOException {
    List<String> unknown = new ArrayList<>();
    for (Path document : documents()) {
      unknownCommands(Files.readString(document))
          .forEach(command -> unknown.add(TOP.relativize(document) + ": holdfast " + command));
    }

    assertThat(unknown).isEmpty();
  }

  @Test
  void aCommandThatIsNotThereIsSeenHoweverDeepItStands() {
    assertThat(unknownCommands("`holdfast nonsense`, `holdfast dialect nonsense --target x`"))
        .containsExactly("nonsense", "dialect nonsense");
    assertThat(unknownCommands("java -jar src/target/holdfast-cli.jar dialect nonsense"))
        .containsExactly("dialect nonsense");
    assertThat(unknownCommands("`bin/holdfast run gate`, `holdfast dialect check my.conf`"))
        .isEmpty();
  }

  @Test
  void everySettingIsAKey() throws IOException {
    Set<String> keys = Configuration.load(new Properties(), Map.of()).redacted().keySet();
    List<String> unknown = new ArrayList<>();
    for (Path document : documents()) {
      for (String setting : found(SETTING, Files.readString(document))) {
        if (!keys.contains(setting)) {
          unknown.add(TOP.relativize(document) + ": " + setting);
        }
      }
    }

    assertThat(unknown).isEmpty();
  }

  @Test
  void everyTestThatHoldsALineIsThere() throws IOException {
    assertThat(missingTests(bars())).isEmpty();
    assertThat(missingTests(List.of("as above", "DistributionIT, and NobodyWroteItIT runs it")))
        .containsExactly("NobodyWroteItIT");
  }

  @Test
  void thePagesOfTheDialectsAreDocumentsToo() throws IOException {
    assertThat(documents())
        .contains(TOP.resolve("docs/dialects/phoenix.md"))
        .noneMatch(document -> document.toString().contains("node_modules"));
  }

  /** A command that nobody runs, and of which nobody says why, rots. */
  @Test
  void everyLineOfAShellIsHeldByATestOrHasAReason() throws IOException {
    List<String> held = held();
    Set<String> loose = new TreeSet<>();
    Set<String> needed = new TreeSet<>();
    for (Path document : documents()) {
      for (String block : found(BLOCK, Files.readString(document))) {
        block
            .lines()
            .map(line -> line.strip().replaceAll("\\s+#.*", ""))
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .forEach(
                line ->
                    held.stream()
                        .filter(line::equals)
                        .findFirst()
                        .ifPresentOrElse(
                            needed::add, () -> loose.add(TOP.relativize(document) + ": " + line)));
      }
    }

    assertThat(loose).as("name each in " + HELD).isEmpty();
    assertThat(held).as("no document has these any longer").allMatch(needed::contains);
  }

  /** Whole lines; what stands after the bar says who holds them. */
  private static List<String> held() throws IOException {
    return lines().map(parts -> parts[0].strip()).toList();
  }

  private static List<String> bars() throws IOException {
    return lines().map(parts -> parts[parts.length - 1]).toList();
  }

  private static Stream<String[]> lines() throws IOException {
    try (var text = DocumentsTest.class.getResourceAsStream(HELD)) {
      return new String(Objects.requireNonNull(text, HELD).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" \\| ", -1));
    }
  }

  private static List<String> missingTests(List<String> bars) throws IOException {
    Set<String> there = new TreeSet<>();
    for (String module : List.of("", "mock-backend", "simulations")) {
      try (Stream<Path> files = Files.walk(TOP.resolve(module).resolve("src/test/java"))) {
        files.forEach(file -> there.add(file.getFileName().toString()));
      }
    }
    return bars.stream()
        .flatMap(bar -> found(TEST, bar).stream())
        .filter(test -> !there.contains(test + ".java"))
        .toList();
  }

  private static List<String> unknownCommands(String text) {
    return found(COMMAND, text).stream().filter(command -> !isThere(command)).toList();
  }

  /** Below a command that has none of its own, words are what it is given. */
  private static boolean isThere(String command) {
    CommandLine line = Main.commandLine();
    for (String word : command.split(" ", -1)) {
      if (line.getSubcommands().isEmpty()) {
        return true;
      }
      CommandLine next = line.getSubcommands().get(word);
      if (next == null) {
        return false;
      }
      line = next;
    }
    return true;
  }

  private static boolean leadsSomewhere(Path document, String link) throws IOException {
    String file = link.replaceAll("#.*", "");
    Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    String anchor = link.contains("#") ? link.replaceAll(".*#", "") : "";
    return anchor.isEmpty() || headings(Files.readString(target)).contains(anchor);
  }

  /** As GitHub names them. */
  private static List<String> headings(String text) {
    return text.lines()
        .filter(line -> line.matches("#{1,6} .*"))
        .map(line -> line.replaceAll("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(DocumentsTest::firstGroup).toList();
  }

  private static String firstGroup(MatchResult match) {
    for (int group = 1; group <= match.groupCount(); group++) {
      if (match.group(group) != null) {
        return match.group(group);
      }
    }
    return match.group();
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(TOP.resolve("docs"));
        Stream<Path> top = Files.list(TOP)) {
      List<Path> all =
          Stream.concat(docs, top)
              .filter(file -> file.toString().endsWith(".md"))
              .filter(file -> !file.toString().contains("node_modules"))
              .sorted()
              .toList();
      assertThat(all).hasSizeGreaterThan(30);
      return all;
    }
  }
}
