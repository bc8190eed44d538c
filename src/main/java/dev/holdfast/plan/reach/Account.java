package dev.holdfast.plan.reach;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A user that the target knows already.
 *
 * @param name of the user
 * @param token a session's token that was issued before; a secret; empty where the user opens a
 *     session as others do
 * @param credentials what a session request says beside the name, by key; secrets
 */
public record Account(String name, Optional<String> token, Map<String, String> credentials) {

  /** Copies. */
  public Account {
    credentials = Collections.unmodifiableMap(new TreeMap<>(credentials));
  }

  /** All but the secrets. */
  @Override
  public String toString() {
    return "Account[name=" + name + ", credentials=" + credentials.keySet() + "]";
  }
}
