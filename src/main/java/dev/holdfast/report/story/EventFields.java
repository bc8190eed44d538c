package dev.holdfast.report.story;

import dev.holdfast.continuity.model.ServerEvent;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The fields of a recorded event, each with what the server said and nothing else: its words may
 * look like the end of a field or of the event.
 */
final class EventFields {

  /** Fields that a server fills with words of its own. */
  private static final Set<String> WORDS =
      Set.of("content", "data", "result", "message", "reason", "warning");

  private static final Map<String, List<Field>> KNOWN =
      Arrays.stream(ServerEvent.class.getPermittedSubclasses())
          .collect(Collectors.toMap(Class::getSimpleName, kind -> inside(kind, 1)));

  private static final Pattern RECORD = Pattern.compile("(?s)[A-Z][A-Za-z]+\\[(.*)");
  private static final Pattern UNKNOWN =
      Pattern.compile("(?s)(?:^|, )([a-z][A-Za-z]*)=(.*?)(?=, [a-z][A-Za-z]*=|]?$)");

  /**
   * A field.
   *
   * @param depth how many records are open around it, at least 1
   * @param opens whether its value is a record, whose fields follow
   */
  private record Field(String name, int depth, boolean opens) {}

  private EventFields() {}

  /**
   * All fields, those of what is inside of others too.
   *
   * @param event the event's name
   * @param inside what follows its opening bracket; may be cut at the end
   */
  static Map<String, String> of(String event, String inside) {
    Map<String, String> fields = new LinkedHashMap<>();
    List<Field> known = KNOWN.get(event);
    if (known == null) {
      Matcher field = UNKNOWN.matcher(inside);
      while (field.find()) {
        fields.putIfAbsent(field.group(1), field.group(2));
      }
      return fields;
    }
    String rest = ", " + inside;
    for (int i = 0; i < known.size(); i++) {
      Field field = known.get(i);
      String begins = ", " + field.name + "=";
      if (rest.startsWith(begins)) {
        String value = rest.substring(begins.length());
        Matcher opening = RECORD.matcher(value);
        if (field.opens && opening.matches()) {
          rest = ", " + opening.group(1);
        } else {
          rest = take(field, value, known.subList(i + 1, known.size()), fields);
        }
      }
    }
    return fields;
  }

  /** Keeps the value of a field; what is left begins with the next field. */
  private static String take(
      Field field, String value, List<Field> later, Map<String, String> fields) {
    for (Field next : later) {
      String begins = ", " + next.name + "=";
      boolean words = WORDS.contains(field.name);
      int end = words ? value.lastIndexOf(begins) : value.indexOf(begins);
      if (end >= 0) {
        fields.put(field.name, closed(value.substring(0, end), field.depth - next.depth));
        return value.substring(end);
      }
    }
    fields.put(field.name, closed(value, field.depth));
    return "";
  }

  /** Without the brackets that close the records around it. */
  private static String closed(String value, int most) {
    int end = value.length();
    for (int i = 0; i < most && end > 0 && value.charAt(end - 1) == ']'; i++) {
      end--;
    }
    return value.substring(0, end);
  }

  private static List<Field> inside(Class<?> kind, int depth) {
    List<Field> fields = new ArrayList<>();
    for (RecordComponent component : kind.getRecordComponents()) {
      boolean opens = component.getType().isRecord();
      fields.add(new Field(component.getName(), depth, opens));
      if (opens) {
        fields.addAll(inside(component.getType(), depth + 1));
      }
    }
    return List.copyOf(fields);
  }
}
