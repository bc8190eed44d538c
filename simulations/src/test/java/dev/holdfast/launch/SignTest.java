package dev.holdfast.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a release signs is what its tag holds. */
class SignTest {

  private static final Path SCRIPT = Path.of("../deploy/release/sign");

  @TempDir Path top;

  @BeforeEach
  void aReleaseThatWasBuilt() throws Exception {
    Files.createDirectories(top.resolve("deploy/release"));
    Files.copy(SCRIPT, top.resolve("deploy/release/sign"));
    for (String module : List.of("src", "mock-backend", "simulations")) {
      Files.createDirectories(top.resolve(module).resolve("target"));
    }
    // Nobody's key is at hand; that it was asked for is enough.
    Path gpg = Files.createDirectories(top.resolve("bin")).resolve("gpg");
    Files.writeString(gpg, "#!/bin/sh\necho signature > SHA256SUMS.asc\n");
    assertThat(gpg.toFile().setExecutable(true)).isTrue();
    run("git", "init", "-q");
    run("git", "add", "deploy");
    run("git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "Release");
  }

  @Test
  void aTaggedCommitIsSigned() throws Exception {
    run("git", "tag", "v0.2.0");
    built("holdfast-0.2.0.jar");
    built("holdfast-cli.jar");

    assertThat(sign()).contains("signed: ");
    assertThat(top.resolve("target/release/SHA256SUMS"))
        .content()
        .contains("holdfast-0.2.0.jar", "holdfast-cli.jar");
    assertThat(top.resolve("target/release/SHA256SUMS.asc")).exists();
  }

  @Test
  void aCommitWithoutATagIsRefused() throws Exception {
    built("holdfast-0.2.0.jar");

    assertThat(sign()).contains("sign: HEAD is no release");
  }

  @Test
  void aChangeThatIsNotCommittedIsRefused() throws Exception {
    run("git", "tag", "v0.2.0");
    built("holdfast-0.2.0.jar");
    Files.writeString(top.resolve("deploy/release/sign"), "\n", StandardOpenOption.APPEND);

    assertThat(sign()).contains("sign: there are changes that v0.2.0 does not hold");
  }

  @Test
  void aSnapshotAndAnotherVersionAreRefused() throws Exception {
    run("git", "tag", "v0.2.0");
    built("holdfast-0.1.9.jar");

    assertThat(sign()).contains("sign: nothing of version 0.2.0 was built");

    built("holdfast-0.2.0-SNAPSHOT.jar");

    assertThat(sign()).contains("sign: a SNAPSHOT was built");
    assertThat(top.resolve("target/release/SHA256SUMS")).doesNotExist();
  }

  private void built(String jar) throws IOException {
    Files.writeString(top.resolve("src/target").resolve(jar), jar);
  }

  private String sign() throws Exception {
    return run("bash", "deploy/release/sign");
  }

  private String run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(top.toFile()).redirectErrorStream(true);
    builder.environment().merge("PATH", top.resolve("bin") + ":", (path, bin) -> bin + path);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said;
  }
}
