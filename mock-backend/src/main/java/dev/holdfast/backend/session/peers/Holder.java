package dev.holdfast.backend.session.peers;

/**
 * Who serves a session.
 *
 * @param node the backend
 * @param connection the connection, unique within the backend
 */
public record Holder(String node, String connection) {}
