package dev.holdfast.dialect.file;

import static dev.holdfast.dialect.file.DialectFiles.SMALL;
import static dev.holdfast.dialect.file.DialectFiles.events;
import static dev.holdfast.dialect.file.DialectFiles.item;
import static dev.holdfast.dialect.file.DialectFiles.message;
import static dev.holdfast.dialect.file.DialectFiles.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.DialectSession;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a dialect file makes of the histories that a backend tells. */
class FileHistoryTest {

  @Test
  void aHistoryIsRead() {
    DialectSession session = session(DialectFiles.of(SMALL));

    assertThat(
            events(
                session,
                "{\"op\":\"history\",\"items\":[{\"id\":\"m-1\",\"text\":\"a\"},"
                    + "{\"id\":2,\"text\":\"b\"}]}"))
        .containsExactly(new ServerEvent.History(List.of(item("m-1", "a"), item("2", "b")), -1));
    assertThat(events(session, "{\"op\":\"history\",\"items\":null}"))
        .containsExactly(new ServerEvent.Unreadable("a history must have items at /items"));
  }

  @Test
  void whatTheHistoryBeforeHadAsWellIsTheSameObject() {
    DialectSession session = session(DialectFiles.of(SMALL));
    String first = "{\"id\":\"m-1\",\"text\":\"a\"}";
    ServerEvent.History before = (ServerEvent.History) events(session, history(first)).get(0);

    ServerEvent.History after =
        (ServerEvent.History)
            events(session, history(first + ",{\"id\":\"m-2\",\"text\":\"b\"}")).get(0);

    assertThat(after.messages()).containsExactly(item("m-1", "a"), item("m-2", "b"));
    assertThat(after.messages().get(0)).isSameAs(before.messages().get(0));
  }

  private static String history(String items) {
    return "{\"op\":\"history\",\"items\":[" + items + "]}";
  }

  @Test
  void itemsWithoutAnIdAreKnownByTheirTextsEachAsOftenAsItWasSaid() {
    DialectSession session =
        session(DialectFiles.of(SMALL.replace("item { id = \"/id\", ", "item { ")));
    session.say(message("m-1", "a"));
    session.say(message("m-2", "a"));

    assertThat(
            events(
                session,
                "{\"op\":\"history\",\"items\":[{\"text\":\"a\"},{\"text\":\"a\"},"
                    + "{\"text\":\"a\"},{\"text\":\"z\"}]}"))
        .containsExactly(
            new ServerEvent.History(
                List.of(
                    item("m-1", "a"),
                    item("m-2", "a"),
                    item("text-61-2", "a"),
                    item("text-7a-0", "z")),
                -1));
  }

  @Test
  void itemsInAMapComeInTheOrderOfTheirKeys() {
    DialectSession session =
        session(
            DialectFiles.of(
                SMALL.replace("items = \"/items\"", "items = \"/items\", keys = \"/order\"")));

    assertThat(
            events(
                session,
                "{\"op\":\"history\",\"order\":[\"2\",\"1\"],"
                    + "\"items\":{\"1\":{\"id\":\"1\",\"text\":\"a\"},\"2\":{\"id\":\"2\",\"text\":\"b\"}}}"))
        .containsExactly(new ServerEvent.History(List.of(item("2", "b"), item("1", "a")), -1));
    assertThat(events(session, "{\"op\":\"history\",\"order\":[\"3\"],\"items\":{}}"))
        .containsExactly(new ServerEvent.Unreadable("a history must have items at /items"));
  }

  @Test
  void whatOthersSayInASharedHistoryIsNoItem() {
    DialectSession session =
        session(
            DialectFiles.of(
                SMALL.replace("items = \"/items\"", "items = \"/items\", shared = true")));
    session.say(message("m-1", "a"));

    assertThat(
            events(
                session,
                "{\"op\":\"history\",\"items\":[{\"id\":\"x\",\"text\":\"b\"},"
                    + "{\"id\":\"m-1\",\"text\":\"a\"}]}"))
        .containsExactly(new ServerEvent.History(List.of(item("m-1", "a")), -1));
  }

  @Test
  void anAcknowledgementTellsByWhichIdTheHistoryKnowsTheMessage() {
    DialectSession session =
        session(
            DialectFiles.of(
                SMALL.replace(
                    "is = ack, id = \"/id\"", "is = ack, id = \"/id\", named = \"/own\"")));
    session.say(message("m-1", "a"));
    session.say(message("m-2", "a"));
    events(session, "{\"op\":\"ok\",\"id\":\"m-1\",\"own\":\"s-1\"}");
    events(session, "{\"op\":\"ok\",\"id\":\"m-2\",\"own\":\"s-2\"}");

    assertThat(
            events(
                session,
                "{\"op\":\"history\",\"items\":[{\"id\":\"s-2\",\"text\":\"a\"},"
                    + "{\"id\":\"s-1\",\"text\":\"a\"},{\"id\":\"s-3\",\"text\":\"a\"}]}"))
        .containsExactly(
            new ServerEvent.History(
                List.of(item("m-2", "a"), item("m-1", "a"), item("s-3", "a")), -1));
  }

  @Test
  void itemsOfAnotherKindArePassedOver() {
    DialectSession session =
        session(
            DialectFiles.of(SMALL.replace("item { id", "item { when { \"/by/role\" = user }, id")));

    assertThat(
            events(
                session,
                "{\"op\":\"history\",\"items\":["
                    + "{\"by\":{\"role\":\"bot\"},\"text\":\"without an id\"},"
                    + "{\"id\":\"m-1\",\"by\":{\"role\":\"user\"},\"text\":\"a\"}]}"))
        .containsExactly(new ServerEvent.History(List.of(item("m-1", "a")), -1));
  }

  @Test
  void whatIsNotClaimedIsNotJudged() {
    DialectSession session =
        session(
            DialectFiles.of(SMALL + "claims { own = at-least-once, order = none, window = 2m }"));
    session.say(message("m-1", "a"));
    session.say(message("m-2", "b"));

    assertThat(
            events(
                session,
                "{\"op\":\"history\",\"items\":[{\"id\":\"m-2\",\"text\":\"b\"},"
                    + "{\"id\":\"m-1\",\"text\":\"a\"},{\"id\":\"m-1\",\"text\":\"a\"}]}"))
        .containsExactly(new ServerEvent.History(List.of(item("m-1", "a"), item("m-2", "b")), -1));
    assertThat(DialectFiles.of(SMALL + "claims { window = 2m, most = 128 }").unjudgedClaims())
        .containsExactly("window", "most");
  }

  @Test
  void plainJsonIsSpokenAndItsHistoryTurnedRound() {
    FileDialect dialect = FileDialect.read(Path.of("..", "dialects", "plain-json.conf"));
    DialectSession session = session(dialect);

    assertThat(dialect.historyByHttp().orElseThrow().method()).isEqualTo("GET");
    assertThat(
            session
                .readHistory(
                    "{\"messages\":[{\"id\":\"m-2\",\"text\":\"b\"},{\"id\":\"m-1\",\"text\":\"a\"}]}")
                .events())
        .containsExactly(new ServerEvent.History(List.of(item("m-1", "a"), item("m-2", "b")), -1));
  }

  @Test
  void pagesFollowEachOtherByTheirCursor() {
    DialectSession session =
        session(
            DialectFiles.of(
                SMALL.replace(
                    "frame = \"{\\\"op\\\":\\\"history\\\",\\\"n\\\":{{n}}}\"",
                    "http { path = \"/h?x=1{{#cursor}}&after={{cursor}}{{/cursor}}\" }, next = \"/next\"")));

    assertThat(session.historyRequest().path()).isEqualTo("/h?x=1");
    assertThat(
            session
                .readHistory("{\"items\":[{\"id\":\"m-1\",\"text\":\"a\"}],\"next\":\"c\"}")
                .events())
        .isEmpty();
    assertThat(session.nextPage().orElseThrow().path()).isEqualTo("/h?x=1&after=c");
    assertThat(
            session
                .readHistory("{\"items\":[{\"id\":\"m-2\",\"text\":\"b\"}],\"next\":null}")
                .events())
        .containsExactly(new ServerEvent.History(List.of(item("m-1", "a"), item("m-2", "b")), -1));
    assertThat(session.nextPage()).isEmpty();
    assertThat(session.historyRequest().path()).isEqualTo("/h?x=1");
  }

  @Test
  void aCursorThatLeadsNowhereIsTheEnd() {
    DialectSession session =
        session(
            DialectFiles.of(
                SMALL.replace(
                    "frame = \"{\\\"op\\\":\\\"history\\\",\\\"n\\\":{{n}}}\"",
                    "http { path = \"/h?after={{cursor}}\" }, next = \"/next\"")));
    session.historyRequest();

    assertThat(session.readHistory(page("m-1", "true")).events()).isEmpty();
    assertThat(session.readHistory(page("m-2", "true")).events()).hasSize(1);
    session.historyRequest();
    assertThat(session.readHistory("{\"items\":[],\"next\":\"x\"}").events()).hasSize(1);
  }

  private static String page(String id, String next) {
    return "{\"items\":[{\"id\":\"" + id + "\",\"text\":\"a\"}],\"next\":" + next + "}";
  }

  @Test
  void anItemWithoutTheIdThatItMustHaveIsUnreadable() {
    assertThat(
            events(
                session(DialectFiles.of(SMALL)),
                "{\"op\":\"history\",\"items\":[{\"text\":\"a\"}]}"))
        .containsExactly(new ServerEvent.Unreadable("an item of the history has no /id"));
  }

  @Test
  void aCopyThatIsClaimedMustBeACopy() {
    DialectSession session = session(DialectFiles.of(SMALL + "claims { own = at-least-once }"));
    session.say(message("m-1", "a"));

    assertThat(
            events(
                session,
                "{\"op\":\"history\",\"items\":[{\"id\":\"m-1\",\"text\":\"a\"},"
                    + "{\"id\":\"m-1\",\"text\":\"a\"},{\"id\":\"m-1\",\"text\":\"b\"}]}"))
        .containsExactly(new ServerEvent.History(List.of(item("m-1", "a"), item("m-1", "b")), -1));
  }

  @Test
  void ofTwoEqualTextsTheOneThatWasAcknowledgedIsThere() {
    DialectSession session =
        session(DialectFiles.of(SMALL.replace("item { id = \"/id\", ", "item { ")));
    session.say(message("m-1", "a"));
    session.say(message("m-2", "a"));
    events(session, "{\"op\":\"ok\",\"id\":\"m-2\"}");

    assertThat(events(session, "{\"op\":\"history\",\"items\":[{\"text\":\"a\"}]}"))
        .containsExactly(new ServerEvent.History(List.of(item("m-2", "a")), -1));
  }
}
