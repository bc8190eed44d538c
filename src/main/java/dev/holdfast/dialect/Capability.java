package dev.holdfast.dialect;

/**
 * What a backend can tell or do, beyond greeting its clients and acknowledging their messages. What
 * it cannot is neither asked for nor judged.
 */
public enum Capability {
  /** Issues a session's token on request. */
  SESSIONS,
  /** Exchanges a refresh token for a new pair. */
  REFRESH,
  /** Says what a token is worth. */
  INTROSPECTION,
  /** Ends a token's life on request. */
  REVOCATION,
  /** Has an agent that answers what users say. */
  ANSWERS,
  /** Takes messages that its agent shall keep and not answer. */
  NOTES,
  /** Sends the rest of an answer whose stream was cut. */
  RESUMED_STREAMS,
  /** Tells a returning client what it kept, before anything is asked for. */
  STATUS,
  /** Tells the conversation history. */
  HISTORY,
  /** Tells memory, workflow and tool calls. */
  CONTEXT,
  /** Tells version and digests alone; then it always owes a reply when asked. */
  CHECK,
  /** Answers a ping of its clients. */
  PING,
  /** Serves one connection of a session: a newer one takes it over. */
  SINGLE_CONNECTION,
  /** Takes a new token on an open connection, and refuses a forged one there. */
  TOKEN_ON_CONNECTION,
  /** Answers a frame that makes no sense by an error, and keeps the connection. */
  FRAME_ERRORS,
  /** Lets others speak in a user's session, by HTTP or on a connection of their own. */
  OTHERS,
  /** Keeps notifications for users who are away, until they are acknowledged. */
  NOTIFICATIONS
}
