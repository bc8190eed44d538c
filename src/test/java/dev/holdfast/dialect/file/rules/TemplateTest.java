package dev.holdfast.dialect.file.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The holes of texts, and the groups of patterns. */
class TemplateTest {

  private static final Map<String, String> VALUES =
      Map.of("seq", "41", "name", "a\"b", "lastEventId", "e1", "last_id", "e2", "/cursor", "c");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{seq}} | 41",
        "{{seq+1}} | 42",
        "{{json seq+1}} | '\"42\"'",
        "{{offset+1?0}} | 0",
        "{{json name}} | '\"a\\\"b\"'",
        "{{json nothing}} | null",
        "{{name+1}} | 'a\"b'",
        "x{{#lastEventId}}-{{lastEventId}}{{/lastEventId}} | x-e1",
        "x{{#last_id}}-{{last_id}}{{/last_id}} | x-e2",
        "x{{#/cursor}}-{{/cursor}}{{/cursor}} | x-c",
        "x{{#nothing}}-{{/nothing}} | x",
        "{{#seq}}{{#nothing}}a{{/nothing}}b{{/seq}} | b",
        "{{^seq}}a{{/seq}}{{^nothing}}b{{/nothing}} | b",
        "{{#json}}[{{json name}},{{seq}}]{{/json}} | '\"[\\\"a\\\\\\\"b\\\",41]\"'",
        "{{#seq}}{{#json}}{{#nothing}}a{{/nothing}}{{/json}}{{/seq}} | '\"\"'"
      })
  void areFilledOrLeftOut(String template, String text) {
    String source =
        template.contains("#/cursor") ? "x{{#/cursor}}-{{/cursor?}}{{//cursor}}" : template;
    assertThat(Template.of(source).with(VALUES::get)).isEqualTo(text);
  }

  @Test
  void groupsAreFoundWhateverStandsAroundThem() {
    Incoming message = new Incoming("ack(7)");
    Pattern pattern = Pattern.compile("ack[(](?<n>\\d+)[)]");
    var matcher = pattern.matcher(message.text());
    assertThat(matcher.matches()).isTrue();
    message.matched(matcher);

    assertThat(message.group("n")).isEqualTo("7");
    assertThat(message.group("1")).isEqualTo("7");
    assertThat(message.group("m")).isNull();
    assertThat(Groups.has(pattern, "2")).isFalse();
  }

  @Test
  void stompBodiesAreAsLongAsTheirHeadersSay() {
    var frames =
        new StompFrames(
                "MESSAGE\r\ncontent-length:4\r\na:x\\\\ny\r\n\r\né\0\n\0\n\nRECEIPT\nreceipt-id:1\n\n\0")
            .read();

    assertThat(frames).hasSize(2);
    assertThat(frames.get(0).json().at("/body").asText()).isEqualTo("é\0\n");
    assertThat(frames.get(0).json().at("/headers/a").asText()).isEqualTo("x\\ny");
    assertThat(frames.get(1).json().at("/headers/receipt-id").asText()).isEqualTo("1");
  }
}
