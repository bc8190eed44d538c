/** Several load generators, one of them this process, and the search that they serve. */
@NullMarked
package dev.holdfast.run.injectors;

import org.jspecify.annotations.NullMarked;
