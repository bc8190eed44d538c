package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.evidence.EvidenceFile;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.promises.PromisedRun;
import dev.holdfast.settings.Configuration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Runs whose settings hold secrets. */
class SecretRunTest {

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(strings = {"judge", "report"})
  void aSoakWithACommandAndAWebhookSecretIsRead(String command) {
    Properties own = new Properties();
    own.setProperty("holdfast.users", "1");
    own.setProperty("holdfast.soak.events", "command@1s");
    own.setProperty("holdfast.soak.command", "echo swordfish");
    own.setProperty("holdfast.webhook.url", "https://example.org/hook");
    own.setProperty("holdfast.webhook.secret", "0123456789abcdef0123456789abcdef");
    RunPlan plan = RunPlan.of(Configuration.loadFor("soak", own, Map.of()));
    Path folder = root.resolve("soak-1");
    RunIdentity identity = RecordedRuns.identity(folder, PromisedRun.SOAK, plan);
    RecordedRuns.record(folder, identity, 10, 0, 4_000);
    EvidenceFile.create(folder, identity, trouble -> {}).close();
    StringWriter err = new StringWriter();
    CommandLine line = Holdfast.commandLine();
    line.setOut(new PrintWriter(new StringWriter()));
    line.setErr(new PrintWriter(err));

    int exit = line.execute(command, folder.toString());

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isNotEqualTo(2);
    assertThat(folder.resolve("run.json"))
        .content()
        .doesNotContain("swordfish", "0123456789abcdef");
  }
}
