package dev.holdfast.dialect.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.dialect.file.rules.Condition;
import dev.holdfast.dialect.file.rules.Expression;
import dev.holdfast.dialect.file.rules.Incoming;
import dev.holdfast.dialect.file.rules.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message is that looks like this.
 *
 * @param name its place in the file, such as {@code frames[3]}
 * @param pattern the whole text, if one is told
 * @param when what else must hold
 * @param is what the message then is
 * @param values where its parts stand, by what they are: id, named, text, to, number
 * @param resumed when a greeting says that the session goes on; empty where it does not tell
 * @param take what is kept for later, by name
 * @param reply what the client answers at once
 * @param each where a list stands whose elements are messages of their own; null where none does
 */
record FrameRule(
    String name,
    @Nullable Pattern pattern,
    Condition when,
    Meaning is,
    Map<String, Expression> values,
    Optional<Condition> resumed,
    Map<String, Expression> take,
    List<Template> reply,
    @Nullable Expression each) {

  private static final int LONGEST_NUMBER = 9;

  private static final Map<Meaning, List<String>> NEEDED =
      Map.of(
          Meaning.ACK, List.of("id"),
          Meaning.ANSWER, List.of("id", "text"),
          Meaning.CHUNK, List.of("text", "number"));

  /** Copies. */
  FrameRule {
    values = Map.copyOf(values);
    take = Map.copyOf(take);
    reply = List.copyOf(reply);
  }

  /** Whether the message looks like this; then its groups are those of this rule. */
  boolean takes(Incoming message, UnaryOperator<@Nullable String> known) {
    if (pattern == null) {
      message.unmatched();
      return when.holds(message, known);
    }
    Matcher matcher = pattern.matcher(message.text());
    if (!matcher.matches()) {
      return false;
    }
    message.matched(matcher);
    return when.holds(message, known);
  }

  /** The part that a message of that kind must have and this one has not; null if it has all. */
  @Nullable String missingIn(Incoming message) {
    for (String what : NEEDED.getOrDefault(is, List.of())) {
      String value = value(what, message);
      if (value == null || (what.equals("number") && !isNumber(value))) {
        return what + " at " + values.get(what);
      }
    }
    return null;
  }

  /** The messages that lie in this one. */
  List<Incoming> parts(Incoming message) {
    JsonNode list = each == null ? null : each.node(message.json());
    List<Incoming> parts = new ArrayList<>();
    if (list != null) {
      list.forEach(part -> parts.add(new Incoming(part.toString(), part)));
    }
    return parts;
  }

  /** Looked at by hand: each piece of an answer has one, and a pattern took as long as its JSON. */
  private static boolean isNumber(String value) {
    return !value.isEmpty()
        && value.length() <= LONGEST_NUMBER
        && value.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  /** How a trace shows it, such as {@code frames[3] ack}. */
  String shown() {
    return name + " " + Section.id(is);
  }

  /** A part of the message; null where it has none. */
  @Nullable String value(String what, Incoming message) {
    Expression place = values.get(what);
    return place == null ? null : place.in(message);
  }
}
