package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backend.agent.AgentPace;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each defect of the history seen doing its harm, on a real socket. */
class HistoryDefectsTest extends DefectScenario {

  @ParameterizedTest
  @ValueSource(strings = {"lost-message", "lost-last-acked-message"})
  void losesAMessage(String defect) {
    seed(defect);
    List<String> before = conversed();

    List<String> after = ids(returned());

    assertThat(after).hasSize(3).isSubsetOf(before);
    assertInjected(defect, 1);
  }

  @Test
  void losesTheMessageOfATurnThatWasCut() {
    seed("lost-mid-turn-message", new AgentPace(Duration.ofMillis(100), Duration.ZERO));
    TestClient first = connect(HERE);
    first.turn("m-1", "one");
    first.close();
    assertThat(ids(returned())).hasSize(2);
    assertInjected("lost-mid-turn-message", 0);
    TestClient second = connect(HERE);
    second.say("m-2", "two").await("message_ack");
    second.abort();
    awaitGone();

    assertThat(ids(returned())).doesNotContain("m-2").contains("m-1");
    assertInjected("lost-mid-turn-message", 1);
  }

  @Test
  void losesAMessageOnlyAtANewPlace() {
    seed("lost-on-new-place");
    conversed();
    assertThat(ids(returned())).hasSize(4);
    assertInjected("lost-on-new-place", 0);

    TestClient moved = connect(THERE);
    moved.await("context_status");

    assertThat(ids(moved)).hasSize(3);
    assertInjected("lost-on-new-place", 1);
  }

  @Test
  void duplicatesAMessage() {
    seed("duplicated-message");
    conversed();

    List<String> after = ids(returned());

    assertThat(after).hasSize(5);
    assertThat(new TreeSet<>(after)).hasSize(4);
  }

  @Test
  void swapsTwoNeighbours() {
    seed("reordered-message");
    List<String> before = conversed();

    List<String> after = ids(returned());

    assertThat(after).isNotEqualTo(before).containsExactlyInAnyOrderElementsOf(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"corrupted-message", "stale-text"})
  void changesOneText(String defect) {
    seed(defect);
    conversed();
    List<String> honest = texts(backend, "m-1", "one", "m-2", "two");

    List<String> after = contents(returned());

    assertThat(after).hasSize(4);
    int changed = 0;
    for (int i = 0; i < after.size(); i++) {
      changed += after.get(i).equals(honest.get(i)) ? 0 : 1;
    }
    assertThat(changed).isOne();
    if (defect.equals("stale-text")) {
      assertThat(honest).containsAll(after);
    }
  }

  @Test
  void inventsAMessage() {
    seed("unexpected-message");
    List<String> before = conversed();

    assertThat(ids(returned())).hasSize(5).startsWith(before.toArray(String[]::new));
  }

  @Test
  void showsAnotherUsersMessages() {
    seed("foreign-context");
    TestClient other = backend.connect(backend.token("u-2"));
    other.turn("m-9", "the secret of u-2");
    conversed();

    assertThat(contents(returned()).get(0)).isEqualTo("the secret of u-2");
    assertInjected("foreign-context", 1);
  }
}
