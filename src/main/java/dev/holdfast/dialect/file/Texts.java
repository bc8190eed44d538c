package dev.holdfast.dialect.file;

import dev.holdfast.dialect.file.rules.Condition;
import dev.holdfast.dialect.file.rules.Expression;
import dev.holdfast.dialect.file.rules.Groups;
import dev.holdfast.dialect.file.rules.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/** Compiles the texts of a section: templates, expressions, conditions. */
final class Texts {

  private Texts() {}

  /** A template whose names are all known. */
  static Template template(Section section, String key, Set<String> known) {
    return known(section, key, section.text(key), known);
  }

  /** A template that may name anything, such as the columns of a users' file. */
  static Template anyTemplate(Section section, String key) {
    return compiled(section, key, section.text(key));
  }

  static List<Template> list(Section section, String key, Set<String> known) {
    List<Template> all = new ArrayList<>();
    for (String text : section.texts(key)) {
      all.add(known(section, key, text, known));
    }
    return all;
  }

  /** Replies, which may also name places of the message that they answer, and its groups. */
  static List<Template> replies(Section rule, @Nullable Pattern pattern, Set<String> known) {
    List<Template> all = new ArrayList<>();
    for (String text : rule.texts("reply")) {
      Template reply = compiled(rule, "reply", text);
      for (String name : reply.names()) {
        if (name.startsWith("$")) {
          requireGroup(rule, "reply", expression(rule, "reply", name), pattern);
        } else if (name.startsWith("/")) {
          expression(rule, "reply", name);
        } else {
          requireKnown(rule, "reply", name, known);
        }
      }
      all.add(reply);
    }
    return all;
  }

  static Map<String, Template> templates(Optional<Section> section, Set<String> known) {
    Map<String, Template> all = new LinkedHashMap<>();
    section.ifPresent(
        each -> each.entries().forEach((key, text) -> all.put(key, known(each, key, text, known))));
    return all;
  }

  /** A place of a document, which has no groups. */
  static Expression place(Section section, String key) {
    Expression place = expression(section, key, section.text(key));
    if (place.group() != null) {
      throw section.refused(key, "a JSON Pointer such as /payload/id", place.toString());
    }
    return place;
  }

  /** Places by names of one's own. */
  static Map<String, Expression> places(Section section) {
    Map<String, Expression> all = new LinkedHashMap<>();
    section.entries().keySet().forEach(key -> all.put(key, place(section, key)));
    return all;
  }

  /** A place of a message, or a group of its pattern. */
  static Expression expression(Section section, String key, @Nullable Pattern pattern) {
    Expression place = expression(section, key, section.text(key));
    requireGroup(section, key, place, pattern);
    return place;
  }

  /** Every key of the section is a place, and its value what must stand there. */
  static Condition condition(Section section, @Nullable Pattern pattern, Set<String> known) {
    List<Condition.Equality> all = new ArrayList<>();
    section
        .entries()
        .forEach(
            (key, wanted) -> {
              Expression place = expression(section, key, key);
              requireGroup(section, key, place, pattern);
              Template template = known(section, key, wanted, known);
              all.add(new Condition.Equality(place, template, wanted.equals("*")));
            });
    return new Condition(all);
  }

  private static Expression expression(Section section, String key, String source) {
    try {
      return Expression.of(source);
    } catch (IllegalArgumentException e) {
      throw section.refused(key, String.valueOf(e.getMessage()), source);
    }
  }

  private static void requireGroup(
      Section section, String key, Expression place, @Nullable Pattern pattern) {
    String group = place.group();
    if (group != null && (pattern == null || !Groups.has(pattern, group))) {
      throw section.refused(key, "a place, or a group that the pattern has", place.toString());
    }
  }

  private static Template known(Section section, String key, String text, Set<String> known) {
    Template template = compiled(section, key, text);
    template.names().forEach(name -> requireKnown(section, key, name, known));
    return template;
  }

  /** Only the hole is quoted: the text around it may hold a secret. */
  private static Template compiled(Section section, String key, String text) {
    try {
      return Template.of(text);
    } catch (IllegalArgumentException e) {
      throw section.mistake(key, "must be " + e.getMessage());
    }
  }

  private static void requireKnown(Section section, String key, String name, Set<String> known) {
    if (!known.contains(name)) {
      throw section.mistake(
          key,
          "must name what is known, got: {{" + name + "}}; the nearest is " + nearest(name, known));
    }
  }

  private static String nearest(String name, Set<String> known) {
    return known.stream()
        .min(
            (one, other) ->
                Integer.compare(
                    LevenshteinDistance.getDefaultInstance().apply(one, name),
                    LevenshteinDistance.getDefaultInstance().apply(other, name)))
        .orElse("");
  }
}
