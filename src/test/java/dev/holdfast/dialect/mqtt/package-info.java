@NullMarked
package dev.holdfast.dialect.mqtt;

import org.jspecify.annotations.NullMarked;
