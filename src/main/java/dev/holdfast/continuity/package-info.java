/**
 * What a server owes a client, what came back, and the judgement: pure, with no clock, network or
 * file.
 *
 * <p>{@link dev.holdfast.continuity.Ledger} is told of all that one client sends and hears, and
 * holds what the server owes. {@link dev.holdfast.continuity.Oracle} compares what a {@link
 * dev.holdfast.continuity.model.Reconnection} showed with it. It does not know how a backend
 * computes: what was acknowledged or shown before must be there after, equal when the agent was
 * idle; when it went on working, the turns in progress may each have got one answer, with their
 * tool calls and newer memory and workflow. A message without an ack may or may not be there, never
 * twice.
 *
 * <table>
 * <caption>Which anomaly when; {@code docs/oracle.md} says more</caption>
 * <tr><th>anomaly</th><th>found when</th></tr>
 * <tr><td>lost-message</td><td>an owed message is missing, or a chunk of a stream</td></tr>
 * <tr><td>duplicated-message</td><td>an id, ack or chunk twice; a known text under a new id</td></tr>
 * <tr><td>reordered-message</td><td>owed messages or acks in another order</td></tr>
 * <tr><td>corrupted-message</td><td>a known id with another text, role or question; an answer that
 * is not what was streamed; a tool call with another result, or in another order</td></tr>
 * <tr><td>unexpected-message</td><td>a message, ack, answer or tool call that nothing led to</td></tr>
 * <tr><td>stale-context</td><td>a version below one that was seen, or the whole of an older
 * context under a new version</td></tr>
 * <tr><td>torn-context</td><td>memory or workflow equal to an earlier state beside newer parts;
 * parts of different versions while nothing was going on</td></tr>
 * <tr><td>lost-memory</td><td>an entry gone, changed, or of nobody</td></tr>
 * <tr><td>lost-workflow-step</td><td>any other workflow</td></tr>
 * <tr><td>lost-tool-call</td><td>a shown call gone</td></tr>
 * <tr><td>repeated-tool-call</td><td>a call twice, or its tool again in its turn</td></tr>
 * <tr><td>foreign-context</td><td>another user's mark in any text, or another session's id</td></tr>
 * <tr><td>deaf</td><td>what another said while the user was there did not arrive</td></tr>
 * <tr><td>session-not-recognised</td><td>let in as a stranger</td></tr>
 * <tr><td>blocked</td><td>refused though entitled, or the security checks failed</td></tr>
 * <tr><td>admitted</td><td>let in though not entitled</td></tr>
 * <tr><td>expired-early</td><td>told of an expiry before its time</td></tr>
 * <tr><td>not-expired</td><td>after its time: not told, not clean, or not empty</td></tr>
 * <tr><td>late-restore</td><td>complete, but after the deadline of its class</td></tr>
 * <tr><td>no-answer</td><td>nothing, or no history, or no context</td></tr>
 * <tr><td>split-session</td><td>the old connection was served after the new was greeted</td></tr>
 * </table>
 */
@NullMarked
package dev.holdfast.continuity;

import org.jspecify.annotations.NullMarked;
