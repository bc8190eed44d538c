/** What a person does with runs from a command line: report, index and compare them. */
@NullMarked
package dev.holdfast.cli;

import org.jspecify.annotations.NullMarked;
