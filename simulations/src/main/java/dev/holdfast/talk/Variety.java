package dev.holdfast.talk;

/** How much of what people say the users of a scenario say. */
public enum Variety {
  /** Plain short sentences, where only the load counts. */
  EVERYDAY,
  /** Sentences in every {@link Phrasing}. */
  WORDED,
  /** And of some users long texts, very long texts, or very many. */
  ALL
}
