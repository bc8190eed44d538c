package dev.holdfast.dialect.file;

import java.util.List;

/**
 * What a backend promises, as far as it is judged.
 *
 * @param mayRepeat whether a message of the user's own may be there twice
 * @param ordered whether messages stand in the order in which they were acknowledged
 * @param oneConnection whether a newer connection takes a session over from the older
 * @param unjudged what else the file claims and nothing judges yet, by key
 */
record Claims(boolean mayRepeat, boolean ordered, boolean oneConnection, List<String> unjudged) {

  /** What is promised where a file says nothing: each message once, in order. */
  static final Claims STRICT = new Claims(false, true, false, List.of());

  /** Copies. */
  Claims {
    unjudged = List.copyOf(unjudged);
  }
}
