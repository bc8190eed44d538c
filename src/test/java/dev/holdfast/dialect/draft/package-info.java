/** Tests of drafts of dialect files. */
@NullMarked
package dev.holdfast.dialect.draft;

import org.jspecify.annotations.NullMarked;
