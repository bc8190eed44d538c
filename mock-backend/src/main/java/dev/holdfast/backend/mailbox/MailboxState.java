package dev.holdfast.backend.mailbox;

/**
 * A mailbox as the administration sees it.
 *
 * @param queued notifications that wait or are not acknowledged
 */
public record MailboxState(int queued, MailboxLimits limits) {}
