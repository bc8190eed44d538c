package dev.holdfast.dialect.file.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a list was told before is not read again, and everything else is. */
class KnownItemsTest {

  private static final Expression PLACE = Expression.of("/1/items");

  private final KnownItems known = new KnownItems(PLACE, 0);

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }

  private static String item(int number, String text) {
    return quoted("{'id':'m-" + number + "','nested':{'a':[1,{}]},'text':'" + text + "'}");
  }

  private static List<String> some(int count) {
    List<String> items = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      items.add(item(number, "Wörd\\n " + number));
    }
    return items;
  }

  private static String document(int number, String between, List<String> items) {
    return quoted("['history',{'n':" + number + ",'items':[" + between)
        + String.join("," + between, items)
        + quoted(between + "],'version':" + items.size() + "}]");
  }

  private static JsonNode read(KnownItems known, String text) {
    JsonNode document = known.apply(text);
    if (PLACE.node(document) != null) {
      known.told();
    }
    return document;
  }

  private JsonNode items(String text) {
    return read(known, text).at("/1/items");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n  "})
  void itemsThatWereToldBeforeAreTheSameNodesHoweverTheyAreParted(String between) {
    JsonNode first = items(document(9, between, some(4)));
    JsonNode second = items(document(10, between, some(6)));

    assertThat(second).hasSize(6);
    for (int at = 0; at < 4; at++) {
      assertThat(second.get(at)).isSameAs(first.get(at));
    }
    assertThat(items(document(11, between, some(6))).get(5)).isSameAs(second.get(5));
  }

  @Test
  void anItemThatChangedIsReadAndThoseBehindItAsWell() {
    JsonNode first = items(document(1, "", some(5)));
    List<String> changed = some(5);
    changed.set(2, item(3, "other"));

    JsonNode second = items(document(1, "", changed));

    assertThat(second.get(1)).isSameAs(first.get(1));
    assertThat(second.get(2).get("text").asText()).isEqualTo("other");
    assertThat(second.get(4)).isEqualTo(first.get(4)).isNotSameAs(first.get(4));
  }

  @Test
  void aPlaceThatIsTheWholeDocumentIsKnownAsWell() {
    KnownItems list = new KnownItems(Expression.of(""), 0);
    String text = "[" + String.join(", ", some(3)) + "]";
    JsonNode first = list.apply(text);
    list.told();

    JsonNode second = list.apply("[" + String.join(", ", some(5)) + "]");

    assertThat(second).hasSize(5);
    assertThat(second.get(2)).isSameAs(first.get(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "},],'version'",
        "},,{'id'",
        "}, ],'version'",
        "}],'items':[],'version'",
        "}],'items':[{'id':'x'}],'version'",
        "}],'more':[1],'version'",
        "}}],'version'",
        "}]],'version'",
        "},7],'version'",
        "}]",
        "}",
        "}],'version':2}],'more'"
      })
  void whatFollowsTheKnownItemsIsReadAsStrictlyAsEver(String end) {
    String told = document(1, "", some(4));
    String other = told.replace("}],\"version\"", quoted(end)).replace("\"n\":1", "\"n\":22");
    read(known, told);

    assertThat(read(known, other)).isEqualTo(Json.read(other));
    String next = document(3, "", some(5));
    assertThat(read(known, next)).isEqualTo(Json.read(next));
  }

  @Test
  void anItemOfTheSameTextElsewhereIsNotTakenForTheBeginningOfTheList() {
    read(known, document(1, "", some(4)));
    String other =
        quoted("['history',{'first':[" + some(1).get(0) + "],'items':[" + some(2).get(1) + "]}]");

    assertThat(known.apply(other)).isEqualTo(Json.read(other));
  }

  @Property(tries = 2000)
  void whateverComesIsReadAsByOneWhoKnowsNothing(@ForAll long seed) {
    Random random = new Random(seed);
    KnownItems knowing = new KnownItems(PLACE, 0);
    String between = random.nextBoolean() ? "" : " ";
    for (int number = 0; number < 6; number++) {
      String text = harmed(document(number, between, shuffled(random)), random);
      assertThat(read(knowing, text)).isEqualTo(Json.read(text));
    }
  }

  private static List<String> shuffled(Random random) {
    List<String> items = some(random.nextInt(8));
    if (!items.isEmpty() && random.nextInt(3) == 0) {
      items.remove(random.nextInt(items.size()));
    }
    if (!items.isEmpty() && random.nextInt(3) == 0) {
      items.add(items.get(random.nextInt(items.size())));
    }
    return items;
  }

  private static String harmed(String text, Random random) {
    int at = random.nextInt(text.length());
    return switch (random.nextInt(5)) {
      case 0 -> text.substring(0, at) + text.substring(at + 1);
      case 1 -> text.substring(0, at) + ",]}{[\" x".charAt(random.nextInt(8)) + text.substring(at);
      case 2 -> text.substring(0, at);
      default -> text;
    };
  }
}
