package dev.holdfast.dialect.file;

import dev.holdfast.dialect.file.rules.Condition;
import dev.holdfast.dialect.file.rules.Expression;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Compiles the rules of a dialect, one section of {@code frames} each. */
final class RuleCompiler {

  /** What the client itself gives names to. */
  static final Set<String> RESERVED = Set.of("user", "token", "id", "text", "n", "cursor", "reply");

  private static final List<String> PARTS = List.of("id", "named", "text", "to", "number");

  private static final Map<Meaning, Set<String>> NEEDED =
      Map.of(
          Meaning.ACK, Set.of("id"),
          Meaning.MESSAGE, Set.of("text"),
          Meaning.ANSWER, Set.of("id", "text"),
          Meaning.CHUNK, Set.of("text", "number"),
          Meaning.PING, Set.of("reply"));

  private final Set<String> known;
  private int rules;

  /**
   * Compiles rules.
   *
   * @param known names of values, which grow by what is {@linkplain #learn learnt}
   */
  RuleCompiler(Set<String> known) {
    this.known = known;
  }

  /** What a rule keeps may be named by every text. */
  void learn(Section rule) {
    rule.section("take")
        .ifPresent(
            take -> {
              for (String name : take.entries().keySet()) {
                if (RESERVED.contains(name)) {
                  throw take.mistake(
                      name, "must have another name: the client gives that one itself");
                }
                known.add(name);
              }
            });
  }

  FrameRule rule(Section rule) {
    rule.allow(DialectEntry.RULE.names());
    rules++;
    Meaning is =
        rule.oneOf("is", Meaning.class)
            .orElseThrow(() -> rule.refused("must say is = …: what a frame that looks so is"));
    for (String key : NEEDED.getOrDefault(is, Set.of())) {
      if (!rule.has(key)) {
        throw rule.refused("must have " + key + " beside is = " + Section.id(is));
      }
    }
    Pattern pattern = pattern(rule);
    Set<String> inReplies = new LinkedHashSet<>(known);
    inReplies.add("n");
    return new FrameRule(
        "frames[" + rules + "]",
        pattern,
        rule.section("when")
            .map(when -> Texts.condition(when, pattern, known))
            .orElse(new Condition(List.of())),
        is,
        parts(rule, pattern),
        rule.section("resumed").map(resumed -> Texts.condition(resumed, pattern, known)),
        rule.section("take").map(take -> taken(take, pattern)).orElse(Map.of()),
        Texts.replies(rule, pattern, inReplies),
        rule.has("each") ? Texts.place(rule, "each") : null);
  }

  private static Map<String, Expression> parts(Section rule, @Nullable Pattern pattern) {
    Map<String, Expression> parts = new LinkedHashMap<>();
    for (String key : PARTS) {
      if (rule.has(key)) {
        parts.put(key, Texts.expression(rule, key, pattern));
      }
    }
    return parts;
  }

  private static Map<String, Expression> taken(Section take, @Nullable Pattern pattern) {
    Map<String, Expression> taken = new LinkedHashMap<>();
    for (String name : take.entries().keySet()) {
      taken.put(name, Texts.expression(take, name, pattern));
    }
    return taken;
  }

  private static @Nullable Pattern pattern(Section rule) {
    Optional<String> text = rule.optionalText("pattern");
    try {
      return text.map(each -> Pattern.compile(each, Pattern.DOTALL)).orElse(null);
    } catch (PatternSyntaxException e) {
      throw rule.refused(
          "pattern", "a regular expression (" + e.getDescription() + ")", text.orElse(""));
    }
  }
}
