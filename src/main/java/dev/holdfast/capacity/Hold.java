package dev.holdfast.capacity;

/** How long a level is held. */
public enum Hold {
  /** Long enough to tell whether it is worth a longer look. */
  SHORT,

  /** Long enough for collections, heartbeats and leaks to show: what an answer rests on. */
  LONG
}
