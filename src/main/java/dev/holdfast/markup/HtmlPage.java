package dev.holdfast.markup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One file that a browser opens from disk and that asks the network for nothing: a content security
 * policy allows exactly the style and the scripts that the page carries, by their hashes.
 */
public final class HtmlPage {

  private final String title;
  private final Html body;
  private final List<String> scripts = new ArrayList<>();
  private final StringBuilder data = new StringBuilder();

  public HtmlPage(String title, Html body) {
    this.title = title;
    this.body = body;
  }

  /** Adds a script that runs after the body, in order of adding. */
  public HtmlPage script(String source) {
    scripts.add(source);
    return this;
  }

  /**
   * Adds data for scripts to read.
   *
   * @param id the element's id
   * @param json JSON text; what could end the element is written as escapes
   */
  public HtmlPage data(String id, String json) {
    data.append("<script type=\"application/json\" id=\"")
        .append(Html.escaped(id))
        .append("\">")
        .append(inScript(json))
        .append("</script>\n");
    return this;
  }

  /** The file's text. */
  public String text() {
    String style = PageAsset.own("page.css");
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
    page.append("<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .append(policy(style))
        .append("\">\n");
    page.append(
        Html.of(
            """
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta name="color-scheme" content="light dark">
            <title>{}</title>
            """,
            title));
    page.append("<style>").append(style).append("</style>\n</head>\n<body>\n");
    page.append(body).append(data);
    scripts.forEach(script -> page.append("<script>").append(script).append("</script>\n"));
    return page.append("</body>\n</html>\n").toString();
  }

  /** JSON that can neither end its script element nor open a comment in it. */
  static String inScript(String json) {
    return json.replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private String policy(String style) {
    String scriptSources =
        scripts.isEmpty()
            ? "'none'"
            : scripts.stream().map(HtmlPage::hash).collect(Collectors.joining(" "));
    return "default-src 'none'; script-src "
        + scriptSources
        + "; style-src "
        + hash(style)
        + "; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
