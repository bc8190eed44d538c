/**
 * What a person does with runs from a command line: report, index and compare them, plan with them,
 * and run the fault proxy.
 */
@NullMarked
package dev.holdfast.cli;

import org.jspecify.annotations.NullMarked;
