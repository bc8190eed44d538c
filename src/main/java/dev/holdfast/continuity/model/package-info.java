/** The words of the judgement: messages, memory, events of a server, reconnections, anomalies. */
@NullMarked
package dev.holdfast.continuity.model;

import org.jspecify.annotations.NullMarked;
