package dev.holdfast.dialect.file.rules;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with holes: {@code {{x}}} is a value, {@code {{json x}}} the same as a JSON string, {@code
 * {{x+1}}} a number and one more, {@code {{x?none}}} with another where there is none. {@code
 * {{#x}}…{{/x}}} stands only where there is a value, {@code {{^x}}…{{/x}}} only where there is
 * none, and {@code {{#json}}…{{/json}}} is all between as one JSON string.
 */
public final class Template {

  private static final String JSON = "json";
  private static final Pattern HOLE = Pattern.compile("\\{\\{(.*?)\\}\\}", Pattern.DOTALL);
  private static final Pattern VALUE =
      Pattern.compile(
          "(?<json>json )?(?<name>[^+?{}\\s]+)(?:\\+(?<add>\\d{1,9}))?(?:\\?(?<otherwise>.*))?");

  private final List<Part> parts;
  private final Set<String> names;

  /**
   * What a text without holes always is: most conditions are, and every message is held to some.
   */
  private final @Nullable String constant;

  private Template(List<Part> parts, Set<String> names) {
    this.parts = parts;
    this.names = names;
    this.constant = names.isEmpty() ? written(parts, name -> null) : null;
  }

  /** A part of it. */
  private interface Part {
    void write(StringBuilder text, UnaryOperator<@Nullable String> values);
  }

  /** A section that is not yet closed, or the whole text. */
  private record Open(String name, boolean absent, List<Part> parts) {}

  /**
   * Compiles a template.
   *
   * @throws IllegalArgumentException if a hole or a section is not closed, or names nothing; the
   *     text says the rule, and quotes that hole alone
   */
  public static Template of(String source) {
    Set<String> names = new LinkedHashSet<>();
    Deque<Open> open = new ArrayDeque<>(List.of(new Open("", false, new ArrayList<>())));
    Matcher hole = HOLE.matcher(source);
    int end = 0;
    while (hole.find()) {
      literal(source.substring(end, hole.start()), open.element().parts());
      end = hole.end();
      String content = hole.group(1);
      String section = open.element().name();
      if (content.startsWith("#") || content.startsWith("^")) {
        open.push(new Open(content.substring(1), content.startsWith("^"), new ArrayList<>()));
      } else if (!section.isEmpty() && content.equals("/" + section)) {
        Part closed = closed(open.pop(), names);
        open.element().parts().add(closed);
      } else {
        open.element().parts().add(value(content, names));
      }
    }
    literal(source.substring(end), open.element().parts());
    if (open.size() > 1) {
      throw new IllegalArgumentException(
          "a text whose sections are closed, got: {{"
              + (open.element().absent() ? "^" : "#")
              + open.element().name()
              + "}} without an end");
    }
    return new Template(List.copyOf(open.element().parts()), names);
  }

  /** The names of the values that it asks for. */
  public Set<String> names() {
    return names;
  }

  /** The text with its values. */
  public String with(UnaryOperator<@Nullable String> values) {
    return constant == null ? written(parts, values) : constant;
  }

  private static String written(List<Part> parts, UnaryOperator<@Nullable String> values) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> part.write(text, values));
    return text.toString();
  }

  private static void literal(String literal, List<Part> parts) {
    if (literal.contains("{{")) {
      throw new IllegalArgumentException("a text whose holes are closed, got: {{ without an end");
    }
    if (!literal.isEmpty()) {
      parts.add((text, values) -> text.append(literal));
    }
  }

  private static Part closed(Open section, Set<String> names) {
    List<Part> kept = List.copyOf(section.parts());
    if (section.name().equals(JSON) && !section.absent()) {
      return (text, values) -> {
        StringBuilder inner = new StringBuilder();
        kept.forEach(part -> part.write(inner, values));
        quote(text, inner.toString());
      };
    }
    names.add(section.name());
    return (text, values) -> {
      if (section.absent() == (values.apply(section.name()) == null)) {
        kept.forEach(part -> part.write(text, values));
      }
    };
  }

  private static Part value(String content, Set<String> names) {
    Matcher hole = VALUE.matcher(content);
    if (!hole.matches()) {
      throw new IllegalArgumentException(
          "a text whose holes name a value, got: {{" + content + "}}");
    }
    String name = hole.group("name");
    names.add(name);
    boolean json = hole.group("json") != null;
    long add = hole.group("add") == null ? 0 : Long.parseLong(hole.group("add"));
    String otherwise = hole.group("otherwise");
    return (text, values) -> {
      String given = values.apply(name);
      String value = given == null ? otherwise : sum(given, add);
      if (json) {
        quote(text, value);
      } else if (value != null) {
        text.append(value);
      }
    };
  }

  private static void quote(StringBuilder text, @Nullable String value) {
    if (value == null) {
      text.append("null");
    } else {
      text.append('"');
      JsonStringEncoder.getInstance().quoteAsString(value, text);
      text.append('"');
    }
  }

  private static String sum(String value, long add) {
    try {
      return add == 0 ? value : String.valueOf(Long.parseLong(value) + add);
    } catch (NumberFormatException e) {
      return value;
    }
  }
}
