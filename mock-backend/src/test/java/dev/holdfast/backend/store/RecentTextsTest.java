package dev.holdfast.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTextsTest {
  private final RecentTexts recent = new RecentTexts(10);

  @Test
  void knowsWhatIsThereWhatIsNotAndWhatItWasNeverTold() {
    recent.put("a", "one");
    recent.put("b", null);

    assertThat(recent.get("a")).isEqualTo(new RecentTexts.Known("one"));
    assertThat(recent.get("b")).isEqualTo(new RecentTexts.Known(null));
    assertThat(recent.get("c")).isNull();
  }

  @Test
  void letsTheLongestUnusedGoFirst() {
    recent.put("a", "aaa");
    recent.put("b", "bbb");
    assertThat(recent.get("a")).isEqualTo(new RecentTexts.Known("aaa"));

    recent.put("c", "ccc");

    assertThat(recent.get("a")).isEqualTo(new RecentTexts.Known("aaa"));
    assertThat(recent.get("b")).isNull();
    assertThat(recent.get("c")).isEqualTo(new RecentTexts.Known("ccc"));
  }

  @Test
  void forgetsWhatIsInDoubtAndItsLength() {
    recent.put("a", "aaaaaaaa");
    recent.forget("a");
    recent.forget("a");
    recent.put("b", "bbbbbbbb");

    assertThat(recent.get("a")).isNull();
    assertThat(recent.get("b")).isEqualTo(new RecentTexts.Known("bbbbbbbb"));
  }

  @Test
  void countsATextThatReplacesAnotherOnce() {
    for (int i = 0; i < 100; i++) {
      recent.put("a", "aaa");
    }
    recent.put("b", "bbb");

    assertThat(recent.get("a")).isEqualTo(new RecentTexts.Known("aaa"));
  }

  @Test
  void doesNotKeepWhatAloneIsTooLarge() {
    recent.put("a", "a text of more than ten characters");

    assertThat(recent.get("a")).isNull();
  }
}
