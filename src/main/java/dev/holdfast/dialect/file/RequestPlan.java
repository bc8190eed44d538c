package dev.holdfast.dialect.file;

import dev.holdfast.dialect.HttpEndpoint;
import dev.holdfast.dialect.file.rules.Template;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request over HTTP that a session makes beside its connection.
 *
 * @param body null for none
 */
record RequestPlan(
    String method, Template path, Map<String, Template> headers, @Nullable Template body) {

  /** Copies. */
  RequestPlan {
    headers = Map.copyOf(headers);
  }

  /** What is the same in all such requests. */
  HttpEndpoint endpoint() {
    return new HttpEndpoint(method, List.copyOf(headers.keySet()), body != null);
  }

  /** The names of all values that it asks for. */
  Set<String> names() {
    Set<String> names = new HashSet<>(path.names());
    headers.values().forEach(header -> names.addAll(header.names()));
    if (body != null) {
      names.addAll(body.names());
    }
    return names;
  }
}
