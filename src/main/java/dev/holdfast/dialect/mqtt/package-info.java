/** MQTT 5 over WebSocket: what a file cannot say, since its packets are binary. */
@NullMarked
package dev.holdfast.dialect.mqtt;

import org.jspecify.annotations.NullMarked;
