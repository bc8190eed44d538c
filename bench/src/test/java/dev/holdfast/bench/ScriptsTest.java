package dev.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.plan.LoadPlan;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.settings.Configuration;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ScriptsTest {

  private static final int RETURNS = 8;
  private final LoadPlan load = RunPlan.of(Configuration.load()).load();

  @Test
  void tsungDoesOnceForEachReturnWhatTheGateDoes() throws Exception {
    Document script = tsung();

    assertThat(load.cycles()).isEqualTo(RETURNS);
    assertThat(count(script, "match")).isEqualTo(3 * RETURNS);
    NodeList requests = script.getElementsByTagName("websocket");
    assertThat(ofType(requests, "connect")).isEqualTo(1 + RETURNS);
    assertThat(ofType(requests, "close")).isEqualTo(RETURNS);
    // Three established, 100 notes, a large one; then three questions and a turn.
    assertThat(ofType(requests, "message")).isEqualTo(3 + 100 + 1 + 4 * RETURNS);
  }

  @Test
  void aLineOfTsungHasAFieldForEachVariable() throws Exception {
    List<UserFrames> users =
        IntStream.rangeClosed(1, 200).mapToObj(user -> UserFrames.of(user, RETURNS)).toList();

    int variables = count(tsung(), "var");
    assertThat(users).anyMatch(UserFrames::many).anyMatch(user -> user.large().isPresent());
    assertThat(TsungScript.lines(users))
        .hasSize(200)
        .allMatch(line -> line.split("@@", -1).length == variables);
  }

  @Test
  void aTextThatTsungWouldReadAsSeveralFieldsIsRefused() {
    UserFrames user = new UserFrames(List.of("a@@b"), false, Optional.empty(), List.of());

    assertThatThrownBy(() -> TsungScript.lines(List.of(user)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a@@b");
  }

  @Test
  void whoHasSaidMoreGoesOnCounting() {
    UserFrames many = first(UserFrames::many);
    UserFrames large = first(user -> user.large().isPresent());

    assertThat(many.further().get(0)).contains("\"m-104\"");
    assertThat(UserFrames.notes().get(0)).contains("\"m-4\"");
    assertThat(large.large().orElseThrow()).contains("\"m-4\"").hasSizeGreaterThan(70_000);
    assertThat(large.further().get(0)).contains("\"m-5\"");
  }

  private static UserFrames first(Predicate<UserFrames> kind) {
    return IntStream.rangeClosed(1, 500)
        .mapToObj(user -> UserFrames.of(user, 1))
        .filter(kind)
        .findFirst()
        .orElseThrow();
  }

  private Document tsung() throws Exception {
    String xml =
        new TsungScript(
                load,
                Duration.ofMillis(20),
                URI.create("ws://127.0.0.1:8080/ws"),
                Path.of("users.txt"))
            .xml();
    var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    parser.setEntityResolver((id, system) -> new InputSource(new StringReader("")));
    return parser.parse(new InputSource(new StringReader(xml)));
  }

  private static int count(Document script, String element) {
    return script.getElementsByTagName(element).getLength();
  }

  private static long ofType(NodeList requests, String type) {
    return IntStream.range(0, requests.getLength())
        .mapToObj(i -> requests.item(i).getAttributes().getNamedItem("type").getNodeValue())
        .filter(type::equals)
        .count();
  }
}
