/** Tests of witnesses as stories. */
@NullMarked
package dev.holdfast.report.story;

import org.jspecify.annotations.NullMarked;
