/** The sections of the page of a run. */
@NullMarked
package dev.holdfast.report.page;

import org.jspecify.annotations.NullMarked;
