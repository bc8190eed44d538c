package dev.holdfast.backend.defects.harms;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.AgentMemory;
import dev.holdfast.backend.context.ScalarValue;
import dev.holdfast.backend.context.StoredMessage;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What careless storage does to what people write: to all of it, wherever it changes anything. */
public final class TextHarm {
  private static final int COLUMN = 4096;
  private static final int WINDOW = 50;
  private static final int BMP = 0x10000;

  private TextHarm() {}

  /** Text columns of so many characters. */
  public static Optional<UnaryOperator<AgentContext>> cuts(Victim victim) {
    return texts(victim, text -> text.substring(0, Math.min(text.length(), COLUMN)));
  }

  public static Optional<UnaryOperator<AgentContext>> normalises(Victim victim) {
    return texts(victim, text -> Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  public static Optional<UnaryOperator<AgentContext>> trims(Victim victim) {
    return texts(victim, String::strip);
  }

  public static Optional<UnaryOperator<AgentContext>> escapes(Victim victim) {
    return texts(
        victim, text -> text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
  }

  public static Optional<UnaryOperator<AgentContext>> joinsLines(Victim victim) {
    return texts(victim, text -> text.replaceAll("\\s*\\R\\s*", " "));
  }

  /** Characters of at most three bytes, as in MySQL's utf8. */
  public static Optional<UnaryOperator<AgentContext>> replacesEmoji(Victim victim) {
    return texts(victim, TextHarm::withoutAstral);
  }

  /** Only the newest messages are fetched. */
  public static Optional<UnaryOperator<AgentContext>> limitsHistory(Victim victim) {
    return ifHarmful(
        victim,
        context -> {
          List<StoredMessage> all = context.history();
          return with(context, all.subList(Math.max(0, all.size() - WINDOW), all.size()));
        });
  }

  /** Numbers are doubles, as in JavaScript. */
  public static Optional<UnaryOperator<AgentContext>> roundsNumbers(Victim victim) {
    return values(victim, value -> ScalarValue.literal(asDouble(value.text())), TextHarm::isNumber);
  }

  /** Whatever was remembered is a text, null too. */
  public static Optional<UnaryOperator<AgentContext>> makesTexts(Victim victim) {
    return values(victim, value -> ScalarValue.text(value.text()), value -> !value.quoted());
  }

  private static Optional<UnaryOperator<AgentContext>> ifHarmful(
      Victim victim, UnaryOperator<AgentContext> harm) {
    return harm.apply(victim.context()).equals(victim.context())
        ? Optional.empty()
        : Optional.of(harm);
  }

  private static Optional<UnaryOperator<AgentContext>> texts(
      Victim victim, UnaryOperator<String> harm) {
    return ifHarmful(
        victim,
        context ->
            with(
                context,
                context.history().stream()
                    .map(message -> message.withContent(harm.apply(message.content())))
                    .toList()));
  }

  private static Optional<UnaryOperator<AgentContext>> values(
      Victim victim, UnaryOperator<ScalarValue> harm, Predicate<ScalarValue> choice) {
    return ifHarmful(
        victim,
        context ->
            context.withParts(
                context.history(),
                new AgentMemory(
                    changed(context.memory().preferences(), harm, choice),
                    changed(context.memory().variables(), harm, choice)),
                context.workflow(),
                context.toolCalls()));
  }

  private static Map<String, ScalarValue> changed(
      Map<String, ScalarValue> entries,
      UnaryOperator<ScalarValue> harm,
      Predicate<ScalarValue> choice) {
    Map<String, ScalarValue> changed = new HashMap<>(entries);
    changed.replaceAll((key, value) -> choice.test(value) ? harm.apply(value) : value);
    return changed;
  }

  private static boolean isNumber(ScalarValue value) {
    return !value.quoted() && !value.text().matches("true|false|null");
  }

  private static String asDouble(String number) {
    return BigDecimal.valueOf(Double.parseDouble(number)).toPlainString();
  }

  private static String withoutAstral(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            codePoint -> {
              if (codePoint < BMP) {
                plain.appendCodePoint(codePoint);
              } else {
                plain.append('?');
              }
            });
    return plain.toString();
  }

  private static AgentContext with(AgentContext context, List<StoredMessage> history) {
    return context.withParts(history, context.memory(), context.workflow(), context.toolCalls());
  }
}
