package dev.holdfast.dialect.mqtt;

import dev.holdfast.dialect.file.rules.Template;

/**
 * What a broker knows a client by. Each may name {@code user}, and {@code run}, which is of this
 * run alone.
 *
 * @param path of the connection, appended to the target
 * @param clientId by which the broker keeps a session
 * @param userName with which the client logs in
 * @param to the topic in which others speak to the user; no wildcards
 * @param from the topic in which the user speaks; no wildcards
 */
public record MqttNames(
    Template path, Template clientId, Template userName, Template to, Template from) {}
