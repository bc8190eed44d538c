/**
 * Sessions and their connections, apart from the sockets that carry them: takeover, greeting,
 * frames and their answers, heartbeats, draining.
 */
@NullMarked
package dev.holdfast.backend.session;

import org.jspecify.annotations.NullMarked;
