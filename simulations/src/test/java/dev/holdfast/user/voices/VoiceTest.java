package dev.holdfast.user.voices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.file.FileDialect;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.user.accounts.Accounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who speaks in others' sessions, before a server whose every frame a test decides. */
final class VoiceTest {

  private static final String DIALECT =
      """
      session { request { path = "/login" }, take { token = "/token" } }
      connect { path = "/chat", headers { Authorization = "Bearer {{token}}" } }
      send { frame = "{{id}} {{text}}" }
      frames = [
        { when { "/op" = welcome }, is = greeting }
        { when { "/op" = ok }, is = ack, id = "/id" }
        { when { "/op" = no }, is = refused, id = "/id" }
        { when { "/op" = said }, is = message, text = "/text" }
      ]
      others { frame = "{{id}} {{text}}" }
      """;

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir private Path folder = Path.of("");

  private final ScriptedServer.Script script = new ScriptedServer.Script();
  private ScriptedServer server;

  @BeforeEach
  void open() throws IOException {
    server = ScriptedServer.open(script);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void aGreetingInThePacketThatAcceptsTheConnectionIsHeard() throws Exception {
    for (int i = 1; i <= 20; i++) {
      assertThat(say(voices(LONG, 1).to(0), "o-" + i)).isEqualTo(Voice.TAKEN);
    }
  }

  @Test
  void whatWaitsForTheConnectionIsSaidInOrder() throws Exception {
    Voice voice = voices(LONG, 1).to(0);
    List<String> ids = List.of("o-1", "o-2", "o-3", "o-4", "o-5");

    List<CompletableFuture<String>> said =
        ids.stream().map(id -> voice.say(Map.of(), id, "hi")).toList();

    for (CompletableFuture<String> each : said) {
      assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo(Voice.TAKEN);
    }
    assertThat(server.heard())
        .containsExactlyElementsOf(ids.stream().map(id -> id + " hi").toList());
  }

  @Test
  void aTokenThatIsRefusedIsForgotten() throws Exception {
    script.takesToken = connection -> connection != 2;
    script.answer = frame -> frame == 2 ? "close" : "{\"op\":\"ok\",\"id\":\"o-" + frame + "\"}";
    Voice voice = voices(LONG, 1).to(0);

    assertThat(say(voice, "o-1")).isEqualTo(Voice.TAKEN);
    assertThat(say(voice, "o-2")).isEqualTo("their connection was closed");
    assertThat(say(voice, "o-3")).startsWith("others could not connect");
    assertThat(say(voice, "o-3")).isEqualTo(Voice.TAKEN);
    assertThat(server.tokens()).containsExactly("t-1", "t-1", "t-2");
  }

  @Test
  void aConnectionThatNeverGreetedEndsBeforeTheNextOpens() throws Exception {
    script.greets = connection -> connection > 1;
    Voice voice = voices(SHORT, 1).to(0);

    assertThat(say(voice, "o-0")).isNotEqualTo(Voice.TAKEN);
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(say(voice, "o-" + next())).isEqualTo(Voice.TAKEN));

    await().atMost(LONG).untilAsserted(() -> assertThat(server.ended()).containsExactly(1));
  }

  @Test
  void aRefusalIsOfTheMessageThatItNames() throws Exception {
    script.answer =
        frame ->
            frame == 1
                ? "{\"op\":\"ok\",\"id\":\"o-1\"}"
                : frame == 3 ? "{\"op\":\"no\",\"id\":\"o-3\"}" : "";
    Voice voice = voices(LONG, 1).to(0);
    assertThat(say(voice, "o-1")).isEqualTo(Voice.TAKEN);

    CompletableFuture<String> first = voice.say(Map.of(), "o-2", "hi");
    CompletableFuture<String> second = voice.say(Map.of(), "o-3", "hi");

    assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("refused: o-3");
    assertThat(first).isNotDone();
  }

  @Test
  void aRefusalThatNamesNoneIsOfTheOnlyOneThatWaits() throws Exception {
    script.answer = frame -> frame == 2 ? "" : "{\"op\":\"no\",\"id\":\"full\"}";
    Voice voice = voices(Duration.ofSeconds(2), 1).to(0);
    assertThat(say(voice, "o-1")).isEqualTo("refused: full");

    CompletableFuture<String> first = voice.say(Map.of(), "o-2", "hi");
    CompletableFuture<String> second = voice.say(Map.of(), "o-3", "hi");

    assertThat(List.of(first.get(30, TimeUnit.SECONDS), second.get(30, TimeUnit.SECONDS)))
        .allSatisfy(outcome -> assertThat(outcome).startsWith("no acknowledgement"));
  }

  @Test
  void soManyUsersOverTimeHaveNoMoreVoicesThanThoseAtOnceNeed() throws IOException {
    Voices voices = voices(LONG, 501);

    assertThat(voices.to(100_000)).isSameAs(voices.to(0));
    assertThat(voices.to(100_001)).isSameAs(voices.to(1)).isNotSameAs(voices.to(0));
  }

  private int next() {
    return server.heard().size() + 1;
  }

  private static String say(Voice voice, String id) throws Exception {
    return voice.say(Map.of(), id, "hi").get(30, TimeUnit.SECONDS);
  }

  private Voices voices(Duration patience, int users) throws IOException {
    Dialect dialect = FileDialect.read(Files.writeString(folder.resolve("dialect.conf"), DIALECT));
    return new Voices(
        dialect,
        Target.parse(server.url()).orElseThrow(),
        ReachPlan.NOTHING,
        patience,
        Accounts.of(List.of()),
        "test",
        users);
  }
}
