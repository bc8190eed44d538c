package dev.holdfast.report.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Workflow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "← Acked[messageId=m-7-1, seq=3, version=5] | ack of m-7-1, number 3, version 5",
        "← Acked[messageId=m-7-1, seq=0, version=-1] | ack of m-7-1",
        "← Notified[messageId=1, content=Well, [x] or not] | another's message: “Well, [x] or not”",
        "← Notified[messageId=1, content=cut in the mid… | another's message: “cut in the mid…”",
        "← Chunk[turn=m-1, number=0, data=Turn 1, step, then=MORE] | piece 0 of the answer: “Turn 1, step”",
        "← ToolCalled[call=ToolCall[id=t, turn=m, tool=usage, result=7 a day], version=2] | tool call usage: 7 a day, version 2",
        "← Status[preserved=true, preservationRate=1.0, warning=null, expired=false] | status: the context is preserved, rate 1.0",
        "← Checked[version=5, messageCount=4, historyDigest=c007] | check: 4 messages, version 5",
        "← Pong[] | pong",
        "← Notified[messageId=1, content=done, status=ok] | another's message: “done, status=ok”",
        "← Notified[messageId=1, content=[1,2]] | another's message: “[1,2]”",
        "← Notified[messageId=1, content=[1,2… | another's message: “[1,2…”",
        "← Chunk[turn=m-1, number=0, data=a, number=7, then=this, then=MORE] | piece 0 of the answer: “a, number=7, then=this”",
        "← ToolCalled[call=ToolCall[id=t, turn=m, tool=list, result=[[1]]], version=2] | tool call list: [[1]], version 2",
        "← Refused[code=429, message=wait, seconds=[5]] | refused: 429, wait, seconds=[5]",
        "← ShutdownAnnounced[reason=deploy, build=[7]] | the server says that it shuts down: deploy, build=[7]",
        "← Fresh[one=1, two=b] | Fresh: one 1, two b",
        "← history of 4 messages, version 5 | history of 4 messages, version 5",
        "→ user_message m-7-3 | message m-7-3",
        "→ connect from wifi | connect from wifi",
        "connection lost: reset | the connection was reset",
        "connection lost: never-heard-of | the connection was lost: never heard of",
        "struck by black-hole | the fault is applied: the network swallowed every packet",
        "✗ what another said did not come | what another said did not come"
      })
  void recordsAreToldInWords(String line, String words) {
    assertThat(EventWords.of(line)).isEqualTo(words);
  }

  @Test
  void aGreetingSaysOnlyWhatMatters() {
    assertThat(told(new ServerEvent.Established("s", true, true, true, false, 5)))
        .isEqualTo("greeting: the session is recognised, version 5");
    assertThat(told(new ServerEvent.Established("s", true, false, false, true, 5)))
        .isEqualTo(
            "greeting: the session is recognised, its context is not, security checks failed,"
                + " another place is noticed, version 5");
    assertThat(told(new ServerEvent.Established("s", false, true, false, false, 0)))
        .isEqualTo("greeting: a new session");
  }

  @Test
  void anAnswerIsToldAsItWasGiven() {
    Message message = new Message(4, "m-4", Role.AGENT, "see [a], id=9, x=[1]", null, 12);

    assertThat(told(new ServerEvent.Answered("m-3", message, 5, Memory.EMPTY, Workflow.NONE)))
        .isEqualTo("the whole answer: “see [a], id=9, x=[1]”");
    assertThat(told(new ServerEvent.Answered("m-3", message, 5, null, null)))
        .isEqualTo("the whole answer: “see [a], id=9, x=[1]”");
  }

  @Test
  void everyKindOfEventHasWordsOfItsOwn() {
    for (Class<?> kind : ServerEvent.class.getPermittedSubclasses()) {
      String name = kind.getSimpleName();
      boolean summarised = name.equals("History") || name.equals("Context");
      assertThat(EventWords.of("← " + name + "[]").startsWith(name + ":"))
          .as(name)
          .isEqualTo(summarised);
    }
  }

  private static String told(ServerEvent event) {
    return EventWords.of("← " + event);
  }
}
