package dev.holdfast.steps;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The tokens that an intruder tries: none of them may open a session. */
enum BadToken {
  /** The owner's claims, raised a little; the signature no longer fits. */
  TAMPERED_CLAIMS {
    @Override
    String from(Credentials credentials) {
      String[] parts = parts(credentials);
      return parts[0] + "." + swapped(parts[1]) + "." + parts[2];
    }
  },
  /** The owner's claims with somebody else's signature. */
  FOREIGN_SIGNATURE {
    @Override
    String from(Credentials credentials) {
      String[] parts = parts(credentials);
      return parts[0] + "." + parts[1] + "." + swapped(parts[2]);
    }
  },
  /** The owner's claims, declared to need no signature. */
  UNSIGNED {
    @Override
    String from(Credentials credentials) {
      String header =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
      return header + "." + parts(credentials)[1] + ".";
    }
  },
  /** No token at all, in form. */
  MALFORMED {
    @Override
    String from(Credentials credentials) {
      return "not-a-token";
    }
  },
  /** Was valid, for a second. */
  EXPIRED {
    @Override
    String from(Credentials credentials) {
      return credentials.expired();
    }
  },
  /** Was valid, until the session was given a new one. */
  SUPERSEDED {
    @Override
    String from(Credentials credentials) {
      return credentials.superseded();
    }
  },
  /** Was valid, until it was revoked. */
  REVOKED {
    @Override
    String from(Credentials credentials) {
      return credentials.revoked();
    }
  };

  abstract String from(Credentials credentials);

  /** The token of the how-manyth attempt, from 0. */
  static BadToken ofAttempt(int attempt) {
    return values()[Math.floorMod(attempt, values().length)];
  }

  private static String[] parts(Credentials credentials) {
    String[] parts = credentials.current().split("\\.", -1);
    return parts.length == 3 ? parts : new String[] {"a", "b", "c"};
  }

  /** Changes one character in the middle, to another of the same alphabet. */
  private static String swapped(String part) {
    int middle = part.length() / 2;
    char other = part.charAt(middle) == 'A' ? 'B' : 'A';
    return part.substring(0, middle) + other + part.substring(middle + 1);
  }
}
