package dev.holdfast.run.context;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version this is. */
public final class Release {

  private Release() {}

  /** As the build wrote it down. */
  public static String version() {
    Properties release = new Properties();
    try (InputStream in =
        Release.class.getResourceAsStream("/dev/holdfast/launch/release.properties")) {
      if (in == null) {
        throw new IllegalStateException("this build does not say which version it is");
      }
      release.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return release.getProperty("version");
  }
}
