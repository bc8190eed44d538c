/**
 * What looks at several runs: the last PASS to compare with, the index, retention, changes of
 * verdict.
 */
@NullMarked
package dev.holdfast.history;

import org.jspecify.annotations.NullMarked;
