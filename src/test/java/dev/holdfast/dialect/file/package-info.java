/** What a dialect file has a session say, what it understands, and which files are refused. */
@NullMarked
package dev.holdfast.dialect.file;

import org.jspecify.annotations.NullMarked;
