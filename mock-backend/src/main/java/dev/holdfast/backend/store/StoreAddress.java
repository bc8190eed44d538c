package dev.holdfast.backend.store;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a backend keeps what it must not lose. */
public sealed interface StoreAddress {

  /** In the process: fast, and gone with it. */
  record Memory() implements StoreAddress {
    @Override
    public String toString() {
      return "memory";
    }
  }

  /**
   * In a file that one process at a time may have open.
   *
   * @param path made if it is not there; its folder must be
   */
  record LocalFile(Path path) implements StoreAddress {
    @Override
    public String toString() {
      return "file:" + path;
    }
  }

  /**
   * In a Redis server, which several backends may share.
   *
   * @param host name or address; an IPv6 address stands in brackets
   * @param port 1 to 65535
   * @param database 0 to 999
   */
  record Redis(String host, int port, int database) implements StoreAddress {
    private static final Pattern FORM =
        Pattern.compile("redis://([^\\s:/@\\[\\]]+|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})(?:/(\\d{1,3}))?");

    /** Refuses ports outside 1 to 65535. */
    public Redis {
      if (port < 1 || port > 65_535) {
        throw refused("redis://" + host + ":" + port);
      }
    }

    private static Redis parse(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw refused(text);
      }
      String database = form.group(3);
      return new Redis(
          form.group(1),
          Integer.parseInt(form.group(2)),
          database == null ? 0 : Integer.parseInt(database));
    }

    @Override
    public String toString() {
      return "redis://" + host + ":" + port + "/" + database;
    }
  }

  /** The store of a process that need not remember. */
  static StoreAddress memory() {
    return new Memory();
  }

  /** Whether what it holds is there again after the process has ended, however. */
  default boolean outlivesProcess() {
    return !(this instanceof Memory);
  }

  /**
   * Reads {@code memory}, {@code file:<path>} or {@code redis://host:port[/db]}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  static StoreAddress parse(String text) {
    if (text.equals("memory")) {
      return memory();
    }
    if (text.startsWith("file:") && text.length() > "file:".length()) {
      return new LocalFile(Path.of(text.substring("file:".length())));
    }
    if (text.startsWith("redis:")) {
      return Redis.parse(text);
    }
    throw refused(text);
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "store must be memory, file:<path> or redis://host:port[/db], got: " + text);
  }
}
