/** One class a scenario: what a virtual user does, and how its connection is lost. */
@NullMarked
package dev.holdfast.scenarios;

import org.jspecify.annotations.NullMarked;
