package dev.holdfast.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlTest {

  @Test
  void valuesAreEscapedInTextAndInAttributes() {
    assertThat(Html.of("<a title=\"{}\">{}</a>", "\"' onload=x", "<b>&"))
        .hasToString("<a title=\"&quot;&#39; onload=x\">&lt;b&gt;&amp;</a>");
  }

  @Test
  void aValueThatLooksLikeAPlaceTakesNoOther() {
    assertThat(Html.of("{} {}", "{}", "x")).hasToString("{} x");
  }

  @Test
  void htmlWithinHtmlIsNotEscapedAgain() {
    assertThat(Html.of("<p>{}</p>", Html.of("<b>{}</b>", "<"))).hasToString("<p><b>&lt;</b></p>");
  }

  @Test
  void valuesAndPlacesMustAgree() {
    assertThatThrownBy(() -> Html.of("{}", "a", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more values than places");
    assertThatThrownBy(() -> Html.of("{} {}", "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fewer values than places");
  }

  @Test
  void noNumberIsPartedFromItsUnit() {
    assertThat(Html.sentence("≥ 99.9 % within 5 s, 5 sessions"))
        .hasToString("≥\u00A099.9\u00A0% within 5\u00A0s, 5 sessions");
  }
}
