package dev.holdfast.dialect.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Origin;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.model.Workflow;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.Received;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every frame of {@code docs/protocol.md}, and everything that is none. */
class NativeFramesTest {

  private static final Workflow WORKFLOW = new Workflow(3, 5, List.of("analysis", "advice"));
  private static final ToolCall CALL = new ToolCall("t-1", "m-1", "usage_analyzer", "42 kWh");
  private static final long MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();
  private static final Memory MEMORY =
      new Memory(Map.of("focus", "cost"), Map.of("budget", "1000", "ok", "true", "none", "null"));

  private final DialectSession session = new NativeDialect().begin();

  private ServerEvent read(String text) {
    Received received = session.read(Payload.of(text));
    assertThat(received.replies()).isEmpty();
    assertThat(received.events()).hasSize(1);
    return received.events().get(0);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (java.io.IOException e) {
      throw new AssertionError(text, e);
    }
  }

  /** Single quotes stand for double ones. */
  private static String quoted(String text) {
    return text.replace('\'', '"');
  }

  private static String frame(String type, String payload) {
    return quoted("{'type':'" + type + "','id':'f-1','payload':" + payload + "}");
  }

  static Stream<Arguments> serverFrames() {
    return Stream.of(greetings(), turns(), answers()).flatMap(frames -> frames);
  }

  private static Stream<Arguments> greetings() {
    return Stream.of(
        Arguments.of(
            frame(
                "connection_established",
                "{'session_id':'s','connection_id':'c','session_recognized':true,"
                    + "'security_checks_passed':true,'context_available':false,"
                    + "'location_change_detected':true,'version':7}"),
            new ServerEvent.Established("s", true, true, false, true, 7)),
        Arguments.of(
            frame(
                "context_status",
                "{'context_preserved':false,'preservation_rate':0.95,"
                    + "'disconnection_type':'medium','warning':'some lost',"
                    + "'context_expired':false,'clean_session_started':false}"),
            new ServerEvent.Status(false, 0.95, GapClass.MEDIUM, "some lost", false, false)),
        Arguments.of(
            frame(
                "context_status",
                "{'context_preserved':true,'preservation_rate':1,"
                    + "'disconnection_type':'new','warning':null,"
                    + "'context_expired':false,'clean_session_started':false}"),
            new ServerEvent.Status(true, 1, null, null, false, false)));
  }

  private static Stream<Arguments> turns() {
    return Stream.of(
        Arguments.of(
            frame("message_ack", "{'message_id':'m-1','seq':1,'version':2}"),
            new ServerEvent.Acked("m-1", 1, 2)),
        Arguments.of(
            frame("agent_chunk", "{'turn':'m-1','sequence_num':0,'data':'He\\u00e9'}"),
            new ServerEvent.Chunk("m-1", 0, "Heé")),
        Arguments.of(
            frame(
                "tool_call",
                "{'tool_call_id':'t-1','turn':'m-1','tool':'usage_analyzer',"
                    + "'result':'42 kWh','version':3}"),
            new ServerEvent.ToolCalled(CALL, 3)),
        Arguments.of(
            frame(
                "agent_response",
                "{'turn':'m-1','message_id':'a-1','seq':2,'content':'Hi','version':3,"
                    + "'agent_memory':{'user_preferences':{'focus':'cost'},"
                    + "'variables':{'budget':1000,'ok':true,'none':null}},"
                    + "'workflow_state':{'current_step':3,'total_steps':5,"
                    + "'pending_steps':['analysis','advice']}}"),
            new ServerEvent.Answered(
                "m-1", new Message(2, "a-1", Role.AGENT, "Hi", "m-1"), 3, MEMORY, WORKFLOW)));
  }

  private static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(
            frame(
                "conversation_history",
                "{'history':[{'seq':1,'id':'m-1','role':'user','content':'Hello',"
                    + "'timestamp':'2026-11-22T00:00:00Z'},{'seq':2,'id':'a-1','role':'agent',"
                    + "'content':'Hi','timestamp':'2026-11-22T00:00:01Z','in_reply_to':'m-1'}],"
                    + "'version':3}"),
            new ServerEvent.History(
                List.of(
                    new Message(1, "m-1", Role.USER, "Hello", null, MIDNIGHT),
                    new Message(2, "a-1", Role.AGENT, "Hi", "m-1", MIDNIGHT + 1_000)),
                3)),
        Arguments.of(
            frame(
                "agent_context",
                "{'context':{'session_id':'s','user_id':'u','agent_memory':"
                    + "{'user_preferences':{'focus':'cost'},"
                    + "'variables':{'budget':1000,'ok':true,'none':null},"
                    + "'workflow_state':{'current_step':3,'total_steps':5,"
                    + "'pending_steps':['analysis','advice']}},"
                    + "'tool_call_history':[{'tool_call_id':'t-1','turn':'m-1',"
                    + "'tool':'usage_analyzer','result':'42 kWh','timestamp':'x'}],"
                    + "'created_at':'2026-11-22T00:00:00Z','last_activity':'y'},'version':3}"),
            new ServerEvent.Context(
                "s", new Origin("u", MIDNIGHT), MEMORY, WORKFLOW, List.of(CALL), 3)),
        Arguments.of(
            frame(
                "context_check_result",
                "{'version':3,'message_count':2,'history_digest':'aa','context_digest':'bb',"
                    + "'session_recognized':true}"),
            new ServerEvent.Checked(3, 2, "aa", "bb", true)),
        Arguments.of(
            frame("token_refreshed", "{'expires_at':'2026-11-22T00:00:00Z'}"),
            new ServerEvent.TokenAccepted()),
        Arguments.of(
            frame(
                "notification",
                "{'message_id':'n-1','content':'Hé','priority':'high','queued_at':'x'}"),
            new ServerEvent.Notified("n-1", "Hé")),
        Arguments.of(
            frame(
                "server_shutdown",
                "{'reason':'deploy','estimated_restart_time':5,'message':'back soon'}"),
            new ServerEvent.ShutdownAnnounced("deploy")),
        Arguments.of(
            frame("error", "{'code':'conflict','message':'other text'}"),
            new ServerEvent.Refused("conflict", "other text")),
        Arguments.of(frame("pong", "{}"), new ServerEvent.Pong()));
  }

  @ParameterizedTest
  @MethodSource("serverFrames")
  void everyServerFrameIsReadAsWhatItSays(String text, ServerEvent event) {
    assertThat(read(text)).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("serverFrames")
  void theOrderOfAFramesFieldsDoesNotMatter(String text, ServerEvent event) {
    JsonNode frame = json(text);
    String turned =
        "{\"payload\":"
            + frame.get("payload")
            + ",\"more\":[{}],\"type\":"
            + frame.get("type")
            + "}";

    assertThat(read(turned)).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("serverFrames")
  void unknownFieldsArePassedOver(String text, ServerEvent event) {
    String more = text.replace("\"payload\":{", "\"payload\":{\"future\":{\"a\":[1,{}]},");
    String trailing = more.replace("\"future\":{\"a\":[1,{}]},}", "\"future\":1}");

    assertThat(read(trailing)).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("serverFrames")
  void aFrameThatIsCutAnywhereIsUnreadable(String text, ServerEvent event) {
    for (int end = 0; end < text.length(); end++) {
      assertThat(read(text.substring(0, end)))
          .isInstanceOf(ServerEvent.Unreadable.class)
          .isNotEqualTo(event);
    }
  }

  @ParameterizedTest
  @MethodSource("serverFrames")
  void aFrameWithoutARequiredFieldOrWithAnotherKindIsUnreadable(String text, ServerEvent event) {
    JsonNode payload = json(text).get("payload");
    for (String key :
        List.of("session_id", "turn", "message_id", "version", "history", "context")) {
      if (payload.has(key)) {
        String without = text.replace("\"" + key + "\":", "\"other\":");
        assertThat(read(without))
            .as(key)
            .isInstanceOf(ServerEvent.Unreadable.class)
            .asString()
            .contains("must");
        String otherKind = text.replace("\"" + key + "\":", "\"" + key + "\":{},\"other\":");
        assertThat(read(otherKind)).as(key).isInstanceOf(ServerEvent.Unreadable.class);
      }
    }
    assertThat(event).isNotNull();
  }

  @Test
  void whatIsNoFrameIsUnreadableForAReason() {
    assertThat(reason("")).isEqualTo("the frame must be an object, got: null");
    assertThat(reason("[]")).isEqualTo("the frame must be an object, got: START_ARRAY");
    assertThat(reason("{}")).isEqualTo("type must be present, got: nothing");
    assertThat(reason("nonsense")).isEqualTo("the frame must be JSON");
    assertThat(reason("{\"type\":7}")).isEqualTo("type must be a string, got: VALUE_NUMBER_INT");
    assertThat(reason("{\"type\":\"dance\",\"payload\":{}}"))
        .isEqualTo("type must be one of the protocol's, got: 'dance'");
    assertThat(reason("{\"type\":\"" + "x".repeat(99) + "\",\"payload\":{}}")).hasSizeLessThan(90);
    assertThat(reason("{\"type\":\"pong\",\"payload\":[]}"))
        .isEqualTo("payload must be an object, got: START_ARRAY");
    assertThat(reason("{\"type\":\"pong\"} {}"))
        .isEqualTo("one object must be all of it, got: more after it");
    assertThat(reason(frame("message_ack", "{'message_id':'m','seq':1,'version':1e3}")))
        .isEqualTo("version must be a whole number, got: VALUE_NUMBER_FLOAT");
    assertThat(reason(frame("message_ack", "{'message_id':'m','seq':99999999999999999999}")))
        .isEqualTo("the frame must be JSON");
    assertThat(
            reason(
                frame(
                    "context_status",
                    "{'context_preserved':true,'preservation_rate':1.5,"
                        + "'context_expired':false,'clean_session_started':false}")))
        .isEqualTo("preservation_rate must be 0 to 1, got: 1.5");
    assertThat(reason(frame("context_status", "{'preservation_rate':'1'}")))
        .isEqualTo("preservation_rate must be a number, got: VALUE_STRING");
    assertThat(reason(frame("context_status", "{'context_expired':1}")))
        .isEqualTo("context_expired must be true or false, got: VALUE_NUMBER_INT");
    assertThat(reason(frame("agent_response", "{'agent_memory':{'variables':{'a':[]}}}")))
        .isEqualTo("a must be a scalar, got: START_ARRAY");
    assertThat(reason(frame("conversation_history", "{'history':[{'role':'robot'}]}")))
        .isEqualTo("history.role must be user or agent, got: another");
    assertThat(reason(frame("conversation_history", "{'history':[7]}")))
        .isEqualTo("history must be an object, got: VALUE_NUMBER_INT");
  }

  private String reason(String text) {
    return ((ServerEvent.Unreadable) read(text)).reason();
  }

  @Test
  void aFrameWithoutPayloadMayBeWholeAllTheSame() {
    assertThat(read("{\"type\":\"pong\",\"id\":null}")).isEqualTo(new ServerEvent.Pong());
    assertThat(reason("{\"type\":\"message_ack\"}"))
        .isEqualTo("message_id must be present, got: nothing");
  }

  @Test
  void deepAndHugeFramesAreReadOrRefusedNeverThrown() {
    String deep = "{\"type\":\"pong\",\"payload\":" + "[".repeat(100_000);
    String huge = "x".repeat(4_000_000);

    assertThat(read(deep)).isInstanceOf(ServerEvent.Unreadable.class);
    assertThat(read("{\"type\":\"error\",\"payload\":{\"a\":" + "[".repeat(70) + "]}}"))
        .isInstanceOf(ServerEvent.Unreadable.class);
    assertThat(read(frame("agent_chunk", "{'turn':'m','sequence_num':0,'data':'" + huge + "'}")))
        .isEqualTo(new ServerEvent.Chunk("m", 0, huge));
  }

  @Property(tries = 2_000)
  void junkNeverThrows(@ForAll String junk) {
    assertThat(read(junk)).isInstanceOf(ServerEvent.Unreadable.class);
  }

  @Property(tries = 2_000)
  void aDamagedFrameNeverThrows(
      @ForAll @IntRange(max = 13) int which,
      @ForAll @IntRange(max = 10_000) int at,
      @ForAll char damage) {
    String text = (String) serverFrames().toList().get(which).get()[0];
    StringBuilder damaged = new StringBuilder(text);
    damaged.setCharAt(at % text.length(), damage);

    assertThat(read(damaged.toString())).isNotNull();
  }
}
