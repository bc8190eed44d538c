/** The mock backend: an agent backend on Jetty that runs alone, to be judged. */
@NullMarked
package dev.holdfast.backend;

import org.jspecify.annotations.NullMarked;
