package dev.holdfast.dialect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.continuity.model.DeliveryClaims.Guarantee;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.choice.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MqttFileTest {

  private static final Path SHIPPED = Path.of("../dialects/mqtt.conf");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"0, AT_MOST_ONCE", "1, AT_LEAST_ONCE", "2, EXACTLY_ONCE"})
  void theQualityOfServiceSaysWhatIsClaimed(int level, Guarantee guarantee) throws IOException {
    DeliveryClaims claims = read("mqtt { qos = " + level + " }").deliveries().orElseThrow();

    assertThat(claims.guarantee()).isEqualTo(guarantee);
    assertThat(claims.ordered()).isTrue();
    assertThat(claims.toldByGreeting()).isTrue();
    assertThat(claims.window()).contains(Duration.ofMinutes(15));
  }

  @Test
  void theShippedFileSaysWhatIsTakenWithoutAWord() throws IOException {
    Dialect shipped = Dialects.named(SHIPPED.toString());
    Dialect silent = read("mqtt {}");

    assertThat(shipped.deliveries()).isEqualTo(silent.deliveries());
    assertThat(shipped.keepAliveEvery()).isEqualTo(silent.keepAliveEvery());
    assertThat(shipped.keepAliveEvery()).contains(Duration.ofSeconds(5));
    assertThat(topic(shipped).replaceFirst("-.*", ""))
        .isEqualTo(topic(silent).replaceFirst("-.*", ""))
        .isEqualTo("holdfast/to/ann");
  }

  @Test
  void sessionsOfAnEarlierRunAreOthers() {
    Dialect one = Dialects.named(SHIPPED.toString());

    assertThat(topic(one)).isEqualTo(topic(one));
    assertThat(topic(one)).isNotEqualTo(topic(Dialects.named(SHIPPED.toString())));
  }

  @Test
  void whatItTakesFromTheEnvironmentMayBeMissingWhereARunIsJudgedAgain() throws IOException {
    Path file =
        Files.writeString(folder.resolve("kept.conf"), "mqtt { user-name = ${NOBODY_HAS_THIS} }");

    assertThatThrownBy(() -> DialectFile.read(file)).isInstanceOf(IllegalArgumentException.class);
    assertThat(DialectFile.readKept(file).deliveries()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mqtt { qos = 3 } | my.conf:1: mqtt.qos must be 0, 1 or 2, got: 3",
        "mqtt { keep-alive = 1s } | my.conf:1: mqtt keep-alive must be from 2s to 65535s",
        "mqtt { keep-alive = 2500ms } | my.conf:1: mqtt keep-alive must be from 2s to 65535s",
        "mqtt { keep-alive = 20h } | my.conf:1: mqtt keep-alive must be from 2s to 65535s",
        "mqtt { keep-alive = soon } | my.conf:1: mqtt.keep-alive must be a duration such as 30s",
        "mqtt { session-expiry = 0s } | my.conf:1: mqtt session-expiry must be from 1s",
        "mqtt { session-expiry = 30000d } | my.conf:1: mqtt session-expiry must be from 1s",
        "mqtt { to = chat } | my.conf:1: mqtt.to must be a text that names user, got: chat",
        "mqtt { to = \"chat/+\" } | my.conf:1: mqtt.to must be a topic without wildcards",
        "mqtt { from = \"{{usr}}\" } | my.conf:1: mqtt.from must name what is known",
        "mqtt { client = x } | my.conf:1: mqtt.client is no key of a dialect, the nearest is mqtt.client-id",
        "mqtt { client-id = x } | my.conf:1: mqtt.client-id must be a text that names user, got: x",
        "mqtt = yes | my.conf:1: mqtt must be a section",
        "mqtt {}, send { frame = x } | my.conf:1: a dialect must have no other section beside mqtt",
      })
  void aMistakeIsToldWithItsPlace(String file, String told) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told);
  }

  private Dialect read(String text) throws IOException {
    return DialectFile.read(Files.writeString(folder.resolve("my.conf"), text));
  }

  private static String topic(Dialect dialect) {
    DialectSession session = dialect.begin();
    session.granted(SessionGrant.known("ann", "secret"));
    return String.valueOf(session.address().get("topic"));
  }
}
