package dev.holdfast.user.streams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A text that a virtual user has the agent look at: its answer quotes it, and so is long and has a
 * form that can be checked. No two stretches of it are alike, so that nothing can take the place of
 * anything else unseen.
 *
 * @param kind its form
 * @param text of about five kilobytes, or half a mebibyte
 */
public record Document(Kind kind, String text) {

  /** What a document can look like. */
  enum Kind {
    TEXT("Proofread: "),
    JSON("{\"data\": ["),
    MULTIPART("--b0undary\r\n");

    private final String opening;

    Kind(String opening) {
      this.opening = opening;
    }
  }

  private static final int CHARACTERS = 5_120;
  private static final int LARGE_CHARACTERS = 512 * 1024;
  private static final int OBJECTS = 48;
  private static final String END_OF_JSON = "]}";
  private static final List<String> PARTS = List.of("summary", "analysis", "recommendations");
  private static final List<Integer> PART_CHARACTERS = List.of(2_048, 1_792, 1_024);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The documents of a user: text, JSON, multipart, in turn. */
  static Document number(int number) {
    return switch (Kind.values()[Math.floorMod(number, Kind.values().length)]) {
      case TEXT -> new Document(Kind.TEXT, Kind.TEXT.opening + lines(CHARACTERS));
      case JSON -> new Document(Kind.JSON, json());
      case MULTIPART -> new Document(Kind.MULTIPART, multipart());
    };
  }

  /** A text of half a mebibyte. */
  public static Document large() {
    return new Document(Kind.TEXT, Kind.TEXT.opening + lines(LARGE_CHARACTERS));
  }

  /**
   * Whether an answer that quotes the document quotes it whole: the text to its last letter, JSON
   * that can be parsed and has all of its objects, a multipart document with all of its parts.
   */
  boolean isWholeIn(String answer) {
    int from = answer.indexOf(kind.opening);
    if (from < 0) {
      return true;
    }
    String quoted = answer.substring(from);
    return switch (kind) {
      case TEXT -> quoted.startsWith(text);
      case JSON -> hasAllObjects(quoted);
      case MULTIPART -> hasAllParts(quoted);
    };
  }

  private boolean hasAllObjects(String quoted) {
    int end = quoted.lastIndexOf(END_OF_JSON);
    if (end < 0) {
      return false;
    }
    try {
      String found = quoted.substring(0, end + END_OF_JSON.length());
      return JSON.readTree(found).equals(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static boolean hasAllParts(String quoted) {
    int at = 0;
    for (int i = 0; i < PARTS.size(); i++) {
      String part = part(i);
      if (!quoted.startsWith(part, at)) {
        return false;
      }
      at += part.length();
    }
    return quoted.startsWith("--b0undary--", at);
  }

  private static String json() {
    return IntStream.range(0, OBJECTS)
        .mapToObj(
            i ->
                "{\"_sequence\": "
                    + i
                    + ", \"name\": \"model-"
                    + i
                    + "\", \"value\": "
                    + 17 * i
                    + ", \"category\": \"c"
                    + i % 3
                    + "\", \"active\": true, \"tags\": [\"a\", \"b\"]}")
        .collect(Collectors.joining(", ", Kind.JSON.opening, END_OF_JSON));
  }

  private static String multipart() {
    return IntStream.range(0, PARTS.size())
        .mapToObj(Document::part)
        .collect(Collectors.joining("", "", "--b0undary--"));
  }

  private static String part(int index) {
    return Kind.MULTIPART.opening
        + "Content-Disposition: form-data; name="
        + PARTS.get(index)
        + "\r\n\r\n"
        + lines(PART_CHARACTERS.get(index))
        + "\r\n";
  }

  private static String lines(int characters) {
    StringBuilder text = new StringBuilder(characters);
    for (int line = 1; text.length() < characters; line++) {
      text.append(line).append(": tokens are spent where nobody looks; ");
    }
    return text.substring(0, characters);
  }
}
