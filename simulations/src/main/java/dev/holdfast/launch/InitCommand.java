package dev.holdfast.launch;

import dev.holdfast.plan.reach.Target;
import dev.holdfast.run.context.Release;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast init}: writes a project of a team's own that runs as it is. */
@Command(
    name = "init",
    description = "Writes a Maven project with settings, a simulation and a CI workflow of yours.",
    sortOptions = false)
final class InitCommand implements Callable<Integer> {

  /** Each file of the project, by the name of its template. */
  private static final Map<String, String> FILES = files();

  @Parameters(index = "0", paramLabel = "FOLDER", description = "made if it is not there")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private Path folder;

  @Option(
      names = "--target",
      paramLabel = "<url>",
      defaultValue = "",
      description = "your backend, such as wss://staging.example.org/ws; else the mock backend")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private String target;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Optional<Target> given = Target.parse(target);
    if (given.isPresent() && given.get().socket().getRawQuery() != null) {
      throw new IllegalArgumentException(
          "--target must be without a query, which may hold a secret: give the whole URL as"
              + " HOLDFAST_TARGET in the environment");
    }
    List<Path> there =
        FILES.values().stream().map(folder::resolve).filter(Files::exists).sorted().toList();
    if (!there.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing was written: " + there.get(0) + " is there already; give another folder");
    }
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path to = folder.resolve(file.getValue());
      Files.createDirectories(to.toAbsolutePath().getParent());
      Files.writeString(to, filled(template(file.getKey())));
    }
    spec.commandLine().getOut().println("written: " + folder + ". Next: cd " + folder);
    spec.commandLine().getOut().println("and: mvn gatling:test");
    return 0;
  }

  private String filled(String template) {
    return template.replace("@version@", Release.version()).replace("@target@", target);
  }

  private static String template(String name) {
    try (InputStream in = InitCommand.class.getResourceAsStream("project/" + name)) {
      if (in == null) {
        throw new IllegalStateException("this build lacks the template " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml.txt", "pom.xml");
    files.put("holdfast.conf.txt", "holdfast.conf");
    files.put("readme.txt", "README.md");
    files.put("gitignore.txt", ".gitignore");
    files.put("workflow.txt", ".github/workflows/holdfast.yml");
    files.put("simulation.txt", "src/test/java/CommuterSimulation.java");
    // Of this project's own build, which says as little around a run.
    files.put("console.bsh", "config/maven/console.bsh");
    files.put("maven.config", ".mvn/maven.config");
    files.put("jvm.config.txt", ".mvn/jvm.config");
    return files;
  }
}
