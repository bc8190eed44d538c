/** Reports read as their readers read them: parsed, validated, and with hostile texts in them. */
@NullMarked
package dev.holdfast.report;

import org.jspecify.annotations.NullMarked;
