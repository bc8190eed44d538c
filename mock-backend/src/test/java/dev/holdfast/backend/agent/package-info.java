/** Tests of the scripted agent. */
@NullMarked
package dev.holdfast.backend.agent;

import org.jspecify.annotations.NullMarked;
