package dev.holdfast.dialect.holdfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.continuity.model.Digests;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.model.Workflow;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Opening;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.Received;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.TokenService;
import dev.holdfast.dialect.TokenStatus;
import dev.holdfast.dialect.UserMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is sent in the native dialect, what its HTTP answers say, and its digests. */
class NativeDialectTest {

  private static final Workflow WORKFLOW = new Workflow(3, 5, List.of("analysis", "advice"));
  private static final ToolCall CALL = new ToolCall("t-1", "m-1", "usage_analyzer", "42 kWh");
  private static final Memory MEMORY =
      new Memory(Map.of("focus", "cost"), Map.of("budget", "1000", "ok", "true", "none", "null"));

  private final DialectSession session = new NativeDialect().begin();
  private final TokenService tokens = new NativeDialect().tokens().orElseThrow();
  private final Digests digests = new NativeDialect().digests().orElseThrow();

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

  private static String text(Payload frame) {
    return ((Payload.Text) frame).text();
  }

  @Test
  void clientFramesAreThoseOfTheProtocolAndNumbered() {
    assertThat(json(text(session.say(new UserMessage("m", "say \"hi\"", MEMORY, false)))))
        .isEqualTo(
            json(
                quoted(
                    "{'type':'user_message','id':'f-1','payload':{'message_id':'m',"
                        + "'content':'say \\'hi\\'','memory':{'user_preferences':{'focus':'cost'},"
                        + "'variables':{'budget':1000,'none':null,'ok':true}},"
                        + "'reply':false}}")));
    assertThat(json(text(session.say(new UserMessage("m", "hi", Memory.EMPTY, true)))))
        .isEqualTo(
            json(
                quoted(
                    "{'type':'user_message','id':'f-2',"
                        + "'payload':{'message_id':'m','content':'hi'}}")));
    assertThat(text(session.history()))
        .isEqualTo(quoted("{'type':'get_conversation_history','id':'f-3','payload':{}}"));
    assertThat(text(session.context()))
        .isEqualTo(quoted("{'type':'get_agent_context','id':'f-4','payload':{}}"));
    assertThat(text(session.contextCheck()))
        .isEqualTo(quoted("{'type':'context_check','id':'f-5','payload':{}}"));
    assertThat(json(text(session.resumeTurn("m", 3))))
        .isEqualTo(
            json(
                quoted(
                    "{'type':'resume_turn','id':'f-6',"
                        + "'payload':{'turn':'m','next_sequence_num':3}}")));
    assertThat(text(session.tokenRefresh("abc")))
        .isEqualTo(quoted("{'type':'token_refresh','id':'f-7','payload':{'token':'abc'}}"));
    assertThat(text(session.notificationAck("n-1")))
        .isEqualTo(quoted("{'type':'notification_ack','id':'f-8','payload':{'message_id':'n-1'}}"));
    assertThat(text(session.ping())).isEqualTo(quoted("{'type':'ping','id':'f-9','payload':{}}"));
  }

  @Test
  void aConnectionIsAskedForAtTheTargetsOwnUrlWithABearerToken() {
    assertThat(session.opening("t"))
        .isEqualTo(new Opening("", Map.of("Authorization", "Bearer t")));
    assertThat(session.opening("secret").toString()).doesNotContain("secret");
    assertThat(session.opened()).isEqualTo(Received.NOTHING);
    assertThat(new NativeDialect().openingHeaders()).containsExactly("Authorization");
  }

  @Test
  void forgedTokensAreOthersThanTheOwners() {
    assertThat(tokens.forgeries("aaa.bbb.ccc"))
        .containsExactly("aaa.bbb.cAc", "aaa.bAb.ccc", "eyJhbGciOiJub25lIn0.bbb.");
  }

  @Test
  void httpRequestsAreThoseOfTheProtocol() {
    assertThat(tokens.sessionPath()).isEqualTo("/auth/sessions");
    assertThat(tokens.sessionRequest("u-1", Map.of(), OptionalLong.empty()))
        .isEqualTo(quoted("{'user_id':'u-1'}"));
    assertThat(tokens.sessionRequest("u-1", Map.of(), OptionalLong.of(900)))
        .isEqualTo(quoted("{'user_id':'u-1','ttl_seconds':900}"));
    assertThat(tokens.refreshPath()).isEqualTo("/auth/refresh");
    assertThat(tokens.refreshRequest("r")).isEqualTo(quoted("{'refresh_token':'r'}"));
    assertThat(tokens.introspectPath()).isEqualTo("/auth/introspect");
    assertThat(tokens.introspectRequest("t")).isEqualTo(quoted("{'token':'t'}"));
    assertThat(tokens.revokePath()).isEqualTo("/auth/revoke");
    assertThat(tokens.revokeRequest("t")).isEqualTo(quoted("{'token':'t'}"));
  }

  private static String grant() {
    return quoted(
        "{'session_token':'secret-a','refresh_token':'secret-b','session_id':'s','user_id':'u',"
            + "'issued_at':'2026-11-22T00:00:00Z','expires_at':'2026-11-22T00:15:00Z',"
            + "'expires_in':900}");
  }

  @Test
  void aSessionIsReadAndItsTokensAreNotTold() {
    SessionGrant read = tokens.readSession(grant());

    assertThat(read)
        .isEqualTo(
            new SessionGrant(
                "secret-a",
                "secret-b",
                "s",
                "u",
                Instant.parse("2026-11-22T00:00:00Z"),
                Instant.parse("2026-11-22T00:15:00Z")));
    assertThat(read.toString()).doesNotContain("secret").contains("sessionId=s", "redacted");
  }

  @Test
  void aSessionAnswerThatIsNoneIsRefusedWithoutATokenInTheText() {
    for (String body :
        List.of(
            grant().replace("\"session_id\":\"s\",", ""),
            grant().replace("\"s\"", "7"),
            grant().replace("2026-11-22T00:15:00Z", "secret"),
            grant().substring(0, 60),
            grant() + "secret",
            grant().replace("secret-a", ""))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tokens.readSession(body))
          .withMessageContaining("must")
          .withNoCause()
          .extracting(Throwable::getMessage)
          .asString()
          .doesNotContain("secret");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens.readSession("{}"))
        .withMessage("session answer: session_token must be present, got: nothing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens.readSession("<html>"))
        .withMessage("session answer must be JSON, got: something else");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens.readSession(grant().replace("\"s\"", "\"\"")))
        .withMessage("session_id must not be empty, got: an empty one");
  }

  @Test
  void aTokensStatusIsRead() {
    assertThat(
            tokens.readTokenStatus(
                quoted(
                    "{'active':true,'session_id':'s','user_id':'u','issued_at':'x',"
                        + "'expires_at':'y','places':['a','b']}")))
        .isEqualTo(new TokenStatus(true, "s", "u", List.of("a", "b")));
    assertThat(tokens.readTokenStatus(quoted("{'active':false}")))
        .isEqualTo(new TokenStatus(false, null, null, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens.readTokenStatus("{}"))
        .withMessage("introspection answer: active must be present, got: nothing");
  }

  @Test
  void digestsAreThoseOfTheProtocol() {
    // Each expected value is what sha256sum says of the bytes that the protocol lays down.
    assertThat(digests.historyDigest(List.of()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(
            digests.historyDigest(
                List.of(
                    new Message(1, "m-1", Role.USER, "Hello é", null),
                    new Message(2, "a-1", Role.AGENT, "Hi", "m-1"))))
        .isEqualTo("78dc83ee86c9ce5bc7fbe3f2535b93b8252ccc812b834b3d1dd3477444a9e403");
    assertThat(digests.contextDigest(MEMORY, WORKFLOW, List.of(CALL)))
        .isEqualTo("e1e26effd26e07b0529a899f591f6f8d259cdfd9dcfea37fd7584456e4aaee19");
    assertThat(digests.contextDigest(Memory.EMPTY, new Workflow(0, 5, List.of()), List.of()))
        .isEqualTo("215bf8fafef082a14633f6b98428e8935c3a47045a8b23725a5f646bb6bc8f6b");
  }
}
