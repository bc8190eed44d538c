package dev.holdfast.user;

import dev.holdfast.continuity.Ledger;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.measure.Phase;
import dev.holdfast.talk.Talk;

/** Who speaks, and hears what others say. */
interface Speaker {

  /** Its number in the run. */
  int number();

  /** What all users of the run share. */
  RunContext runContext();

  /** What the server owes it. */
  Ledger ledger();

  /** What it talks of. */
  Talk talk();

  /** What it waits for. */
  Awaited awaited();

  /** How it speaks. */
  DialectSession dialect();

  /** Keeps a line of what happened. */
  void note(String what);

  /** A phase was timed, on the monotonic clock. */
  void record(Phase phase, long fromNanos, long toNanos);
}
