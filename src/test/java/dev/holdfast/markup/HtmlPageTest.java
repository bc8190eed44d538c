package dev.holdfast.markup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HtmlPageTest {

  @Test
  void dataCannotEndItsElement() throws IOException {
    String json = new ObjectMapper().writeValueAsString("</script><!--<script>&\u2028\u2029");

    String safe = HtmlPage.inScript(json);

    assertThat(safe).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    assertThat(new ObjectMapper().readValue(safe, String.class))
        .isEqualTo("</script><!--<script>&\u2028\u2029");
  }

  @Test
  void theTitleIsEscaped() {
    assertThat(new HtmlPage("</title><script>", Html.of("")).text())
        .contains("<title>&lt;/title&gt;&lt;script&gt;</title>");
  }

  @Test
  void aPageWithoutScriptsAllowsNone() {
    assertThat(new HtmlPage("x", Html.of("")).text()).contains("script-src 'none'");
  }

  @Test
  void ourStyleAndScriptsCannotEndTheirElements() {
    assertThat(PageAsset.own("page.css")).doesNotContain("</");
    assertThat(PageAsset.own("charts.js")).doesNotContain("</script");
    assertThat(PageAsset.own("theme.js")).doesNotContain("</script");
    assertThat(PageAsset.echarts()).doesNotContain("</script").contains("Apache License");
  }
}
