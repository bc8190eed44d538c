/**
 * Issues, verifies, refreshes, revokes and introspects session tokens, and keeps the audit trail of
 * refused ones. Knows no HTTP server: the edge hands it tokens and addresses.
 */
@NullMarked
package dev.holdfast.backend.auth;

import org.jspecify.annotations.NullMarked;
