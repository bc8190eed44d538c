package dev.holdfast.dialect.file;

import java.util.List;

/**
 * A key of a dialect file.
 *
 * @param does what it says, in a phrase
 * @param choices that it has; empty where it may be anything of its form
 */
record Key(String name, Form form, String does, List<String> choices) {

  /** What stands behind it. */
  enum Form {
    /** A text. */
    TEXT,
    /** True or false. */
    FLAG,
    /** A list of texts, or one. */
    TEXTS,
    /** A section with keys of its own. */
    SECTION,
    /** A list of such sections. */
    SECTIONS,
    /** Texts by names of one's own. */
    ENTRIES
  }

  static Key text(String name, String does) {
    return new Key(name, Form.TEXT, does, List.of());
  }

  static Key choice(String name, String does, String... choices) {
    return new Key(name, Form.TEXT, does, List.of(choices));
  }

  static Key flag(String name, String does) {
    return new Key(name, Form.FLAG, does, List.of());
  }

  static Key texts(String name, String does) {
    return new Key(name, Form.TEXTS, does, List.of());
  }

  static Key section(String name, String does) {
    return new Key(name, Form.SECTION, does, List.of());
  }

  static Key sections(String name, String does) {
    return new Key(name, Form.SECTIONS, does, List.of());
  }

  static Key entries(String name, String does) {
    return new Key(name, Form.ENTRIES, does, List.of());
  }
}
