/** Settings from files, properties and environment: read, checked, shown without secrets. */
@NullMarked
package dev.holdfast.settings;

import org.jspecify.annotations.NullMarked;
