/**
 * Dialects that are files: HOCON that says how a backend is opened, what its frames mean, and how
 * its history is fetched. Compiled once; a mistake is told with file, line and key.
 */
@NullMarked
package dev.holdfast.dialect.file;

import org.jspecify.annotations.NullMarked;
