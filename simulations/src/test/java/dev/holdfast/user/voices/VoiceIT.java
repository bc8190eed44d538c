package dev.holdfast.user.voices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.file.FileDialect;
import dev.holdfast.fieldtargets.ArtemisBroker;
import dev.holdfast.plan.reach.Account;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.user.accounts.Accounts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who speaks in others' sessions, before a real broker. */
final class VoiceIT {

  private static final Dialect STOMP = FileDialect.read(Path.of("../dialects/stomp.conf"));
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<Account> ACCOUNTS =
      List.of(new Account("ann", Optional.of("x"), Map.of()));

  @TempDir private static Path server = Path.of("");

  @BeforeAll
  static void prepare() throws IOException, InterruptedException {
    assumeTrue(ArtemisBroker.prepared(server), "mvn is missing, or cannot fetch the broker");
  }

  @Test
  void whatTheBrokerConfirmsIsTakenIn() throws Exception {
    try (ArtemisBroker broker = ArtemisBroker.start(server)) {
      Voice voice = voices(broker.url(), ACCOUNTS, PATIENCE).to(7);

      assertThat(say(voice, "o-1")).isEqualTo(Voice.TAKEN);
      assertThat(say(voice, "o-2")).isEqualTo(Voice.TAKEN);
    }
  }

  @Test
  void whoLosesItsConnectionComesBack() throws Exception {
    Voice voice;
    int port;
    try (ArtemisBroker broker = ArtemisBroker.start(server)) {
      voice = voices(broker.url(), ACCOUNTS, PATIENCE).to(7);
      port = URI.create(broker.url()).getPort();
      assertThat(say(voice, "o-1")).isEqualTo(Voice.TAKEN);
    }

    assertThat(say(voice, "o-2")).isNotEqualTo(Voice.TAKEN);
    try (ArtemisBroker again = ArtemisBroker.start(server, port)) {
      assertThat(again.url()).isNotEmpty();
      assertThat(say(voice, "o-3")).isEqualTo(Voice.TAKEN);
    }
  }

  @Test
  void whereNobodyListensNothingIsTakenIn() throws Exception {
    Voice voice = voices("ws://127.0.0.1:9", ACCOUNTS, PATIENCE).to(7);

    assertThat(say(voice, "o-1")).isEqualTo("others could not connect: ConnectException");
  }

  @Test
  void whereNobodyAnswersPatienceEnds() throws Exception {
    try (ArtemisBroker broker = ArtemisBroker.start(server, "--mute")) {
      Voice voice = voices(broker.url(), ACCOUNTS, Duration.ofMillis(300)).to(7);

      assertThat(say(voice, "o-1")).isEqualTo("no acknowledgement within 300 ms");
    }
  }

  @Test
  void oneSpeaksForManyAndNeedsAnAccount() throws Exception {
    Voices voices = voices("ws://127.0.0.1:9", ACCOUNTS, PATIENCE);

    assertThat(voices.to(1)).isSameAs(voices.to(999)).isNotSameAs(voices.to(500));
    assertThat(say(voices.to(500), "o-1"))
        .isEqualTo("others could not connect: no account was left for them");
    assertThat(Voices.of(500)).isOne();
    assertThat(Voices.of(501)).isEqualTo(2);
  }

  private static String say(Voice voice, String id) throws Exception {
    return voice.say(Map.of("user", "bob"), id, "hello").get(30, TimeUnit.SECONDS);
  }

  private static Voices voices(String url, List<Account> accounts, Duration patience) {
    return new Voices(
        STOMP,
        Target.parse(url).orElseThrow(),
        ReachPlan.NOTHING,
        patience,
        Accounts.of(accounts),
        "test",
        1000);
  }
}
