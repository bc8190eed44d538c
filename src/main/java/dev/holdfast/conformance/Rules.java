package dev.holdfast.conformance;

import java.util.List;

/** The rules of a protocol while they are tried. */
interface Rules extends AutoCloseable {

  /** In an order in which each can rest on those before it. */
  List<Rule> rules();

  /** A rule is broken: what it left behind must not be held against the next. */
  void settle() throws InterruptedException;

  @Override
  void close();
}
