package dev.holdfast.backend.session;

/**
 * Who serves a session.
 *
 * @param node the backend
 * @param connection the connection, unique within the backend
 */
record Holder(String node, String connection) {}
