package dev.holdfast.dialect.file;

import static dev.holdfast.dialect.file.DialectFiles.SMALL;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake in a dialect file is told in one line, with its place. */
class WrongDialectFileTest {

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "state { | status { | 10: status is no key of a dialect, the nearest is state",
        "connect { | conect { | 2: conect is no key of a dialect, the nearest is connect",
        "path = \"/chat\" | paht = \"/chat\" | 2: connect.paht is no key of a dialect, the nearest is connect.path",
        "is = greeting | is = greting | 5: frames[1].is must be one of greeting, ack, message, answer, chunk, history, refused, expired, ping, pong, nothing, got: greting",
        "is = ack, id = \"/id\" | is = ack | 6: frames[2] must have id beside is = ack",
        "is = ack, id = \"/id\" | is = ack, id = \"id\" | 6: frames[2].id must be a JSON Pointer such as /payload/id, got: id",
        "is = ack, id = \"/id\" | is = ack, id = \"$n\" | 6: frames[2].id must be a place, or a group that the pattern has, got: $n",
        "is = ack, id = \"/id\" | is = nothing | must have a rule in frames with is = ack",
        "is = history | is = nothing | must have a rule in frames with is = history",
        "is = greeting, | is = nothing, | must have a rule in frames with is = greeting",
        "{{token}} | {{tokn}} | 2: connect.headers.Authorization must name what is known, got: {{tokn}}; the nearest is token",
        "{{token}} | {{token | 2: connect.headers.Authorization must be a text whose holes are closed, got: {{ without an end",
        "{{token}} | {{#token}} | 2: connect.headers.Authorization must be a text whose sections are closed, got: {{#token}} without an end",
        "take { token = \"/token\" } | take { tokens = \"/token\" } | 1: session must have take { token = … }: where the answer has the token",
        "request { path = \"/login\" } | request { path = \"/login\", method = PUT } | 1: session.request.method must be POST, with a body of JSON, got: PUT",
        "items = \"/items\" | items = \"/items\", order = oldest | state.order must be one of oldest-first, newest-first, got: oldest",
        "{{json id}} | {{json /id}} | 3: send.frame must name what is known, got: {{/id}}",
        "{{/n}} | {{$n}} | 7: frames[3].reply must be a place, or a group that the pattern has, got: $n",
        "take { sid = \"/sid\" } | take { id = \"/sid\" } | 5: frames[1].take.id must have another name: the client gives that one itself",
        "path = \"/chat\" | path = \"chat\" | 2: connect.path must be empty, or begin with / or ?, got: chat",
        "items = \"/items\" | items = \"$json\" | 12: state.items must be a JSON Pointer such as /payload/id, got: $json",
        "frame = \"{\\\"op\\\":\\\"history\\\",\\\"n\\\":{{n}}}\" | http { path = \"/h\" }, next = \"/next\" | must name {{cursor}} in state.http where it has state.next",
        "items = \"/items\" | x = 1 | state.x is no key of a dialect",
        "items = \"/items\" | frames = 1 | 12: state.frames is no key of a dialect, the nearest is state.frame",
        "frame = \"{\\\"op\\\":\\\"history | http { path = x }, frame = \"{\\\"op\\\":\\\"history | state must have either frame or http",
        "{ when { \"/op\" = ok } | { pattern = \"(\" | 6: frames[2].pattern must be a regular expression (Unclosed group), got: (",
        "{ when { \"/op\" = ok } | { when = ok | 6: frames[2].when must be a section { … }, got: ok",
        "path = \"/chat\" | path = [1] | 2: connect.path must be a text, got: a list",
        "path = \"/chat\" | path = \"/chat\", greeted-by-upgrade = maybe | 2: connect.greeted-by-upgrade must be true or false, got: maybe",
        "path = \"/chat\" | path = \"/chat\", close-code = 1001 | 2: connect.close-code must be 1000, or from 3000 to 5000, got: 1001",
        "path = \"/chat\" | path = \"/chat\", stateful = centrifugo | 2: connect.stateful must be one of signalr, got: centrifugo",
        "path = \"/chat\" | path = \"/chat\", stateful = signalr | must have framing = record-separator and connect.hello, the handshake, and no others.frame, beside connect.stateful",
        "path = \"/chat\" | path = \"/chat\", hello = \"x\", greeted-by-upgrade = true | must have either connect.hello or connect.greeted-by-upgrade"
      })
  void isToldWithItsPlace(String right, String wrong, String told) {
    // A mistake that takes a whole key away may be told by what is then missing.
    String file = SMALL.replace(right.strip(), wrong.strip());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DialectFiles.of(file.equals(SMALL) ? "" : file))
        .extracting(Throwable::getMessage)
        .asString()
        .contains(told.strip())
        .doesNotContain("\n");
  }

  @Test
  void claimsThatMakeNoSenseAreRefused() {
    for (List<String> each :
        List.of(
            List.of("own = once", "claims.own must be one of at-most-once, at-least-once"),
            List.of("own = at-most-once", "of less, nothing is owed"),
            List.of("window = long", "claims.window must be a duration such as 30s, got: long"),
            List.of("most = 0", "claims.most must be a number of items, at least 1, got: 0"),
            List.of(
                "longest-text = 140",
                "claims.longest-text must be a number of characters, at least 1000, got: 140"),
            List.of("survives = [disk]", "claims.survives must be a list of connection"),
            List.of("told-by = server", "claims.told-by must be one of resumed, nobody"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DialectFiles.of(SMALL + "claims { " + each.get(0) + " }"))
          .withMessageContaining(each.get(1));
    }
  }

  @Test
  void aFileThatIsNotThereOrNoHoconIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileDialect.read(Path.of("nowhere.conf")))
        .withMessage("must be a file that is there, got: nowhere.conf");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DialectFiles.of("connect {"))
        .withMessageStartingWith("must be a file of HOCON, got: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DialectFiles.of(""))
        .withMessageContaining("a dialect must have a section connect");
  }
}
