/** What a run stands on: the backend's process, the run's folder, its beginning and its end. */
@NullMarked
package dev.holdfast.run;

import org.jspecify.annotations.NullMarked;
