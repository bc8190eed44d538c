/** The command that starts runs without a build tool, and writes projects that use Holdfast. */
@NullMarked
package dev.holdfast.launch;

import org.jspecify.annotations.NullMarked;
