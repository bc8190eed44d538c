package dev.holdfast.continuity.owed;

import dev.holdfast.continuity.Ledger;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.ServerEvent;

/**
 * One thing that happened to a ledger between two judgements: whoever replays all of them in order
 * has the same ledger.
 */
public sealed interface LedgerEntry {

  /** The session was granted to a user; see {@link Ledger#granted}. */
  record Granted(String userId) implements LedgerEntry {}

  /** The client sent a message; see {@link Ledger#sent}. */
  record Sent(String messageId, String content, Memory memory, boolean replyExpected)
      implements LedgerEntry {}

  /** The client asked for something on the open connection; see {@link Ledger#asked}. */
  record Asked(Fetch what) implements LedgerEntry {}

  /** What was asked for will not be answered; see {@link Ledger#askedInVain}. */
  record AskedInVain() implements LedgerEntry {}

  /** The server said something; see {@link Ledger#observe}. */
  record Observed(ServerEvent event) implements LedgerEntry {}

  /** Another is about to say something; see {@link Ledger#spoken}. */
  record Spoken(String text, boolean away) implements LedgerEntry {}

  /** The backend took in what another said; see {@link Ledger#accepted}. */
  record Accepted(String text) implements LedgerEntry {}

  /** The user waited in vain for what another said; see {@link Ledger#unheard}. */
  record Unheard(String text) implements LedgerEntry {}

  /** The user listened for all that others said; see {@link Ledger#listened}. */
  record Listened() implements LedgerEntry {}

  /** The connection was lost; see {@link Ledger#connectionLost}. */
  record ConnectionLost() implements LedgerEntry {}
}
