package dev.holdfast.backend.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The description says what the code does, type by type and code by code. */
class AsyncApiTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user_message",
        "get_conversation_history",
        "get_agent_context",
        "context_check",
        "resume_turn",
        "notification_ack",
        "notification",
        "ping",
        "token_refresh",
        "connection_established",
        "context_status",
        "message_ack",
        "agent_chunk",
        "tool_call",
        "agent_response",
        "conversation_history",
        "agent_context",
        "context_check_result",
        "token_refreshed",
        "server_shutdown",
        "error",
        "pong"
      })
  void describesEveryType(String type) throws IOException {
    assertThat(description())
        .contains("      " + type + ": {$ref: '#/components/messages/" + type + "'}")
        .contains("          type: {const: " + type + "}");
  }

  @Test
  void namesEveryErrorCode() throws IOException {
    String codes =
        "enum: ["
            + String.join(", ", Arrays.stream(ErrorCode.values()).map(ErrorCode::id).toList())
            + "]";

    assertThat(description()).contains(codes);
  }

  private static String description() throws IOException {
    try (InputStream yaml = AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml")) {
      assertThat(yaml).isNotNull();
      return new String(yaml == null ? new byte[0] : yaml.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
