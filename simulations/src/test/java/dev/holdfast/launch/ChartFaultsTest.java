package dev.holdfast.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts with one fault each, which must be seen. */
final class ChartFaultsTest {

  @TempDir Path folder;

  @Test
  void aMisspeltVariable() throws IOException {
    assertThat(fleet("templates/_settings.tpl", "\"fleet.run\"", "\"fleet.runs\""))
        .anyMatch(said -> said.startsWith("HOLDFAST_FLEET_RUNS is not a key of Holdfast"));
  }

  @Test
  void aValueThatMakesNoSense() throws IOException {
    assertThat(fleet("templates/_settings.tpl", "\"live.port\" \"8089\"", "\"live.port\" \"no\""))
        .anyMatch(said -> said.contains("holdfast.live.port"));
  }

  @Test
  void anotherNumberOfInjectors() throws IOException {
    assertThat(
            fleet(
                "templates/_jobs.tpl",
                "completions: {{ int .root.Values.injectors }}",
                "completions: 4"))
        .containsExactly("injectors: 3 are told, 4 complete, 3 at the same time");
  }

  @Test
  void fewerInjectorsAtATimeThanInAll() throws IOException {
    assertThat(
            fleet(
                "templates/_jobs.tpl",
                "parallelism: {{ int .root.Values.injectors }}",
                "parallelism: 2"))
        .containsExactly("injectors: 3 are told, 3 complete, 2 at the same time");
  }

  @Test
  void injectorsWithoutAnIndex() throws IOException {
    assertThat(fleet("templates/_settings.tpl", "name: JOB_COMPLETION_INDEX", "name: JOB_INDEX"))
        .anyMatch(said -> said.startsWith("holdfast.fleet.index must be 0 to 2"));
  }

  @Test
  void injectorsThatAllHaveTheSameIndex() throws IOException {
    assertThat(
            fleet(
                "templates/_settings.tpl",
                "  valueFrom: { fieldRef: { fieldPath: \"metadata.annotations"
                    + "['batch.kubernetes.io/job-completion-index']\" } }",
                "  value: \"0\""))
        .contains("the pod of index 1 takes itself for another");
  }

  @Test
  void injectorsThatAreToldSomethingElse() throws IOException {
    assertThat(
            fleet(
                "templates/_settings.tpl",
                "{{- range $key, $value := include \"holdfast.settings\" .root | fromJson }}",
                "{{- if eq .part \"injector\" }}\n- { name: HOLDFAST_SEED, value: \"7\" }\n{{- end }}\n"
                    + "{{- range $key, $value := include \"holdfast.settings\" .root | fromJson }}"))
        .containsExactly("run and injectors are told different things: {}, {HOLDFAST_SEED=7}");
  }

  @Test
  void aFileThatNobodyMounts() throws IOException {
    Path values = ChartValues.with(folder, "secrets: {users: mine}");
    Manifests manifests =
        Chart.in(folder)
            .with(
                "templates/_pod.tpl",
                "- { name: users, mountPath: /etc/holdfast/users, readOnly: true }",
                "")
            .rendered("nightly", values);

    assertThat(FleetRules.broken(manifests))
        .contains("nothing is mounted at HOLDFAST_USERS_FILE=/etc/holdfast/users/users.csv");
  }

  @Test
  void aCommandThatHoldfastDoesNotHave() throws IOException {
    assertThat(fleet("templates/_pod.tpl", "(list \"injector\")", "(list \"inject\")"))
        .anyMatch(said -> said.startsWith("injector: Unmatched argument"));
    assertThat(fleet("templates/_pod.tpl", "\"--heap\"", "\"--memory\""))
        .anyMatch(said -> said.startsWith("injector: Unknown option"));
  }

  @Test
  void aSecretInAVariable() throws IOException {
    assertThat(
            fleet("templates/_settings.tpl", "\"live.on\" \"true\"", "\"reach.headers\" \"A: b\""))
        .contains("secret, and everybody may see it: HOLDFAST_REACH_HEADERS");
  }

  @Test
  void injectorsThatShareANode() throws IOException {
    assertThat(fleet("templates/_pod.tpl", "kubernetes.io/hostname", "topology.kubernetes.io/zone"))
        .anyMatch(said -> said.startsWith("two injectors may share a node"));
  }

  @Test
  void aFieldThatKubernetesDoesNotKnow() throws IOException {
    assertThat(cluster("templates/_jobs.tpl", "podReplacementPolicy:", "podReplacementPolice:"))
        .anyMatch(said -> said.contains("`podReplacementPolice`"))
        .anyMatch(said -> said.startsWith("a pod that failed would be started again"));
  }

  @Test
  void aFieldThatKubernetesNeeds() throws IOException {
    assertThat(
            cluster(
                "templates/networkpolicy.yaml",
                "podSelector:\n    matchLabels",
                "x: 1\n  y:\n    matchLabels"))
        .anyMatch(said -> said.contains("networking.k8s.io/v1 NetworkPolicy: The "));
  }

  @Test
  void aMountWithoutAVolume() throws IOException {
    assertThat(
            cluster("templates/_pod.tpl", "- { name: tmp, mountPath", "- { name: temp, mountPath"))
        .contains("no volume is called temp");
  }

  @Test
  void aPodThatMayDoTooMuch() throws IOException {
    assertThat(
            cluster(
                "templates/_pod.tpl",
                "readOnlyRootFilesystem: true",
                "readOnlyRootFilesystem: false"))
        .anyMatch(said -> said.startsWith("run may do too much"))
        .anyMatch(said -> said.startsWith("injector may do too much"));
  }

  @Test
  void aRunThatIsStartedAgain() throws IOException {
    assertThat(cluster("templates/_jobs.tpl", "backoffLimit: 0", "backoffLimit: 6"))
        .contains("a pod that failed would be started again: 6");
  }

  private List<String> fleet(String file, String right, String wrong) throws IOException {
    return FleetRules.broken(faulty(file, right, wrong));
  }

  private List<String> cluster(String file, String right, String wrong) throws IOException {
    return KubernetesRules.broken(faulty(file, right, wrong));
  }

  private Manifests faulty(String file, String right, String wrong) throws IOException {
    return Chart.in(folder)
        .with(file, right, wrong)
        .rendered("nightly", ChartValues.with(folder, ""));
  }
}
