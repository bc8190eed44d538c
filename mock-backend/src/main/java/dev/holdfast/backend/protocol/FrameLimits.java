package dev.holdfast.backend.protocol;

/**
 * What a client frame may measure.
 *
 * @param softBytes above this a frame is refused and the connection stays; UTF-8 bytes, positive
 * @param hardBytes above this the connection is closed with 1009; not below {@code softBytes}
 * @param depth deepest nesting of objects and arrays; positive
 */
public record FrameLimits(int softBytes, int hardBytes, int depth) {

  /** Refuses limits that contradict each other. */
  public FrameLimits {
    if (softBytes < 1) {
      throw new IllegalArgumentException("max-message-bytes must be positive, got: " + softBytes);
    }
    if (hardBytes < softBytes) {
      throw new IllegalArgumentException(
          "hard-message-bytes must be at least " + softBytes + ", got: " + hardBytes);
    }
    if (depth < 1) {
      throw new IllegalArgumentException("max-depth must be positive, got: " + depth);
    }
  }

  /** 1 MiB, 5 MiB, 100 levels. */
  public static FrameLimits standard() {
    return new FrameLimits(1 << 20, 5 << 20, 100);
  }

  /** Whether a text takes more bytes in UTF-8 than the soft limit allows. */
  boolean tooLarge(String text) {
    if (text.length() > softBytes) {
      return true;
    }
    // A UTF-16 unit takes at most three bytes: most texts need not be counted.
    return text.length() > softBytes / 3 && utf8Length(text) > softBytes;
  }

  private static long utf8Length(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800 || Character.isSurrogate(c)) {
        bytes += 2;
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }
}
