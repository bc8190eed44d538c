package dev.holdfast.run.exchange;

import java.util.Locale;

/**
 * What all that a run uses at the exchange is called, so that runs side by side never meet, and the
 * exchange can let each injector say what is its own to say, and nothing else.
 *
 * @param run by which run and injectors know that they belong together
 */
public record Subjects(String run) {

  /** What an injector says once and in order is kept in a stream under such a subject. */
  public enum Said {
    /** Who it is, when it comes. */
    HELLO,
    /** Its index is another's already. */
    TWICE,
    /** It is warm and waits for the start. */
    READY,
    /** One interval of its journal. */
    SPAN,
    /** Its users have come to a point at which all are to meet. */
    MEET,
    /** What it did for a search in a short span. */
    REPORT,
    /** It has ended, and this is what it did. */
    BYE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** All that injectors say for keeps. */
  String everythingSaid() {
    return root() + "s.>";
  }

  /** What one injector says for keeps. */
  public String said(Said what, int index) {
    return root() + "s." + what.word() + "." + index;
  }

  /** What the run has an injector do before it starts. */
  public String plan(int index) {
    return root() + "plan." + index;
  }

  /** What the run has an injector do once it has been given its plan. */
  public String order(int index) {
    return root() + "order." + index;
  }

  /** Where the run asks for an injector's clock. */
  public String clock(int index) {
    return root() + "clock." + index;
  }

  /** A sign of life of an injector, each second. */
  public String pulse(int index) {
    return root() + "pulse." + index;
  }

  /** The pulses of all. */
  public String pulses() {
    return root() + "pulse.*";
  }

  /** A sign of life of the run, each second. */
  public String lease() {
    return root() + "lease";
  }

  /** The stream that keeps what injectors say. */
  String stream() {
    return "hf-" + run;
  }

  /** Where injectors claim their indices. */
  String claims() {
    return "hf-" + run + "-claims";
  }

  /** Through which the files of an injector come home. */
  String files(int index) {
    return "hf-" + run + "-files-" + index;
  }

  private String root() {
    return "hf." + run + ".";
  }
}
