package dev.holdfast.run.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.run.exchange.Subjects.Said;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExchangeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private NatsProcess server;
  private Exchange run;
  private Exchange injector;

  @BeforeEach
  void start() throws Exception {
    server = Nats.start(folder);
    run = Exchange.open(Nats.plan(server.url()), "run", PATIENCE, failures::add);
    injector = Exchange.open(Nats.plan(server.url()), "injector-0", PATIENCE, failures::add);
    run.rooms().make(2);
  }

  @AfterEach
  void end() {
    if (server != null) {
      injector.close();
      run.close();
      server.close();
    }
  }

  @Test
  void anIndexIsClaimedOnce() throws Exception {
    assertThat(injector.claim(1, "first", PATIENCE)).isTrue();
    assertThat(injector.claim(1, "second", PATIENCE)).isFalse();
    assertThat(injector.claim(1, "first", PATIENCE)).as("an answer that was lost").isTrue();
    assertThat(injector.claim(0, "second", PATIENCE)).isTrue();
  }

  @Test
  void aPasswordInTheAddressIsNotShownWhereNobodyAnswers() {
    assertThatThrownBy(
            () ->
                Exchange.open(
                    Nats.plan("nats://ann:s3cret@127.0.0.1:1"),
                    "run",
                    Duration.ZERO,
                    failures::add))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageNotContaining("s3cret");
  }

  /** Soon enough to ask again: the client itself looks for such questions each 5 s. */
  @Test
  void aQuestionThatNobodyAnswersFailsInTheTimeThatItWasGiven() {
    CountDownLatch heard = new CountDownLatch(1);
    injector.hear("question", question -> heard.countDown());
    await().atMost(PATIENCE).until(() -> asked() && heard.getCount() == 0);
    long began = System.nanoTime();

    assertThatThrownBy(
            () -> run.ask("question", new byte[0], Duration.ofMillis(100)).get(3, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
  }

  private boolean asked() {
    run.tell("question", new byte[0]);
    return true;
  }

  /**
   * The stream of a long run must not fill its exchange, and nothing is lost or doubled by that.
   */
  @Test
  @SuppressWarnings("try") // the reader reads until it is closed
  void whatWasReadIsForgottenAndWhatIsSaidAfterItComesOnce() throws Exception {
    List<String> said = new ArrayList<>();
    List<String> heard = new CopyOnWriteArrayList<>();
    try (StreamReader reader =
            run.read(line -> heard.add(text(line.message())), Duration.ofMillis(50));
        OrderedPublisher spans =
            injector.outbox(injector.names().said(Said.SPAN, 0), failures::add)) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                said.add("span " + said.size());
                spans.say(bytes(said.get(said.size() - 1)));
                return spans.isSaid(PATIENCE) && run.rooms().firstKept() > 1;
              });
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).isEqualTo(said));
      assertThat(failures).isEmpty();
    }
  }

  @Test
  void aRunThatBeginsForgetsWhatOneOfItsNameLeft() throws Exception {
    assertThat(injector.claim(1, "of another run", PATIENCE)).isTrue();
    run.rooms().make(2);
    assertThat(injector.claim(1, "of this run", PATIENCE)).isTrue();
  }

  @Test
  void whatIsSaidIsReadOnceAndInOrderAlthoughTheExchangeIsKilled() throws Exception {
    List<String> read = new CopyOnWriteArrayList<>();
    List<String> wanted = IntStream.range(0, 300).mapToObj(String::valueOf).toList();
    StreamReader reader = run.read(line -> read.add(text(line.message())));
    try (OrderedPublisher outbox = injector.outbox(run.names().said(Said.SPAN, 0), failures::add)) {
      wanted.subList(0, 150).forEach(each -> outbox.say(bytes(each)));
      await().atMost(PATIENCE).until(() -> read.size() > 20);
      server.kill();
      wanted.subList(150, 300).forEach(each -> outbox.say(bytes(each)));
      server.startAgain();

      assertThat(outbox.isSaid(PATIENCE)).isTrue();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(read).isEqualTo(wanted));
    } finally {
      reader.close();
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void whoeverSpeaksUnderAnothersSubjectIsFound() throws Exception {
    String subject = run.names().said(Said.SPAN, 0);
    try (OrderedPublisher own = injector.outbox(subject, failures::add);
        OrderedPublisher foreign = run.outbox(subject, ignored -> {})) {
      own.say(bytes("1"));
      assertThat(own.isSaid(PATIENCE)).isTrue();
      foreign.say(bytes("forged"));
      assertThat(foreign.isSaid(PATIENCE)).isTrue();
      own.say(bytes("2"));
      await().atMost(PATIENCE).until(() -> !failures.isEmpty());
    }
    assertThat(failures).first().asString().contains("does not go on");
  }

  @Test
  void filesComeHomeAsTheyWere() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "x".repeat(1_000_000));
    Path empty = Files.createFile(folder.resolve("b.txt"));
    Path home = Files.createDirectory(folder.resolve("home"));
    Map<String, String> sent = injector.files(1).send(List.of(file, empty), PATIENCE);
    assertThat(run.files(1).fetch(home, PATIENCE)).isEqualTo(sent).hasSize(2);
    assertThat(home.resolve("a.txt")).hasSameBinaryContentAs(file);
    assertThat(home.resolve("b.txt")).isEmptyFile();
  }

  @Test
  void questionsAreAnswered() throws Exception {
    injector.answer("hf.test.clock.0", question -> bytes("tick " + text(question)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(run.ask("hf.test.clock.0", bytes("1"), Duration.ofSeconds(1)).get())
                    .asString()
                    .isEqualTo("tick 1"));
  }

  @Test
  void anExchangeThatDoesNotAnswerIsToldWithWhatToDo() {
    assertThatThrownBy(
            () ->
                Exchange.open(
                    Nats.plan("nats://127.0.0.1:1"), "run", Duration.ofMillis(500), failures::add))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("cannot be reached: start it, or correct holdfast.exchange");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
