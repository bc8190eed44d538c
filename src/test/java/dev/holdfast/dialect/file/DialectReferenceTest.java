package dev.holdfast.dialect.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written of dialect files is what is read of them. */
class DialectReferenceTest {

  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void thePageHasEveryKey() throws IOException {
    assertThat(Files.readString(DOCS.resolve("dialects.md")))
        .as("put DialectReference.markdown() into docs/dialects.md")
        .contains(DialectReference.markdown());
  }

  @Test
  void theSchemaIsThatOfTheKeys() throws IOException {
    assertThat(Files.readString(DOCS.resolve("dialect.schema.json")))
        .as("put DialectReference.schema() into docs/dialect.schema.json")
        .isEqualTo(DialectReference.schema());
  }

  @Test
  void theShippedDialectsAreOfTheSchemasKeysAndRead() throws IOException {
    JsonNode schema = new ObjectMapper().readTree(DialectReference.schema());
    try (Stream<Path> files = Files.list(Path.of("..", "dialects"))) {
      List<Path> shipped = files.filter(file -> file.toString().endsWith(".conf")).toList();
      assertThat(shipped).hasSizeGreaterThan(2);
      for (Path file : shipped) {
        assertThat(DialectFile.read(file).capabilities()).isNotEmpty();
        String json =
            ConfigFactory.parseFile(file.toFile()).root().render(ConfigRenderOptions.concise());
        assertKnown(file.toString(), new ObjectMapper().readTree(json), schema);
      }
    }
  }

  private static void assertKnown(String at, JsonNode value, JsonNode schema) {
    JsonNode properties = schema.get("properties");
    value
        .properties()
        .forEach(
            entry -> {
              String place = at + "." + entry.getKey();
              if (properties != null) {
                assertThat(properties.has(entry.getKey())).as(place).isTrue();
                assertKnown(place, entry.getValue(), properties.get(entry.getKey()));
              }
            });
  }
}
