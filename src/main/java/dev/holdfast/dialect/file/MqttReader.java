package dev.holdfast.dialect.file;

import com.typesafe.config.Config;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.file.rules.Template;
import dev.holdfast.dialect.mqtt.MqttDialect;
import dev.holdfast.dialect.mqtt.MqttNames;
import dev.holdfast.dialect.mqtt.MqttPromise;
import java.time.Duration;
import java.util.Set;

/** Reads a file of a broker of MQTT. */
final class MqttReader {

  /** The section by which such a file is known. */
  static final String SECTION = "mqtt";

  private static final Set<String> KNOWN = Set.of("user", "run");
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);
  private static final Duration EXPIRY = Duration.ofMinutes(15);

  private MqttReader() {}

  static Dialect read(String name, Config file) {
    Section root = Section.of(name, file);
    if (file.root().size() > 1) {
      throw root.refused("must have no other section beside " + SECTION);
    }
    Section mqtt =
        root.section(SECTION).orElseThrow(() -> root.refused("must have a section " + SECTION));
    mqtt.allow(DialectEntry.MQTT.names());
    return MqttDialect.of(name, promise(mqtt), names(mqtt));
  }

  private static MqttPromise promise(Section mqtt) {
    String level = mqtt.optionalText("qos").orElse("1");
    if (!level.matches("[012]")) {
      throw mqtt.refused("qos", "0, 1 or 2", level);
    }
    try {
      return new MqttPromise(
          Integer.parseInt(level),
          mqtt.duration("keep-alive").orElse(KEEP_ALIVE),
          mqtt.duration("session-expiry").orElse(EXPIRY));
    } catch (IllegalArgumentException e) {
      throw mqtt.refused(String.valueOf(e.getMessage()));
    }
  }

  private static MqttNames names(Section mqtt) {
    return new MqttNames(
        named(mqtt, "path", ""),
        ofUser(mqtt, "client-id", "{{user}}-{{run}}"),
        named(mqtt, "user-name", "{{user}}"),
        topic(mqtt, "to", "holdfast/to/{{user}}-{{run}}"),
        topic(mqtt, "from", "holdfast/from/{{user}}-{{run}}"));
  }

  private static Template topic(Section mqtt, String key, String otherwise) {
    String topic = mqtt.optionalText(key).orElse(otherwise);
    if (topic.isEmpty() || topic.contains("+") || topic.contains("#")) {
      throw mqtt.refused(key, "a topic without wildcards", topic);
    }
    return ofUser(mqtt, key, otherwise);
  }

  /** Two users that share one would be one client, or hear each other. */
  private static Template ofUser(Section mqtt, String key, String otherwise) {
    Template name = named(mqtt, key, otherwise);
    if (!name.names().contains("user")) {
      throw mqtt.refused(key, "a text that names user", mqtt.text(key));
    }
    return name;
  }

  private static Template named(Section mqtt, String key, String otherwise) {
    return mqtt.has(key) ? Texts.template(mqtt, key, KNOWN) : Template.of(otherwise);
  }
}
