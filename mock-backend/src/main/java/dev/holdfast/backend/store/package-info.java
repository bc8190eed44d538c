/**
 * What outlives a connection, a process or a node: contexts and small values by key, in memory, in
 * a local file, or in Redis; nothing else imports JDBC or Lettuce.
 */
@NullMarked
package dev.holdfast.backend.store;

import org.jspecify.annotations.NullMarked;
