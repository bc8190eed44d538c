/**
 * What the oracle saw, on disk: each judgement with all that led to it, so that a recorded run can
 * be judged again by the same oracle.
 *
 * <p>One JSON object a line, one line a judgement. Each text of a session is written once and then
 * referred to by its number, so that a history that comes back at every return costs a few digits a
 * message. Tokens are no part of it: ledgers and events hold none.
 */
@NullMarked
package dev.holdfast.evidence;

import org.jspecify.annotations.NullMarked;
