package dev.holdfast.backend.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A file of texts by kind and key, in SQLite: its write-ahead log is on disk before a transaction
 * is over. Calls follow one another; the file belongs to this process alone.
 */
final class SqliteFile implements AutoCloseable {
  private final Path path;
  private final Connection connection;
  private final PreparedStatement select;
  private final PreparedStatement upsert;
  private final PreparedStatement delete;

  /** One text; null to have none. */
  record Write(String kind, String key, @Nullable String text) {}

  /** How much there is of a kind. */
  record Extent(long texts, long characters) {}

  /** Hears of each text. */
  @FunctionalInterface
  interface Visitor {
    void visit(String key, String text);
  }

  /** Something that SQLite is asked to do. */
  @FunctionalInterface
  private interface Work<T> {
    T done() throws SQLException;
  }

  private SqliteFile(Path path, Connection connection) throws SQLException {
    this.path = path;
    this.connection = connection;
    try (Statement setup = connection.createStatement()) {
      // In this order: an exclusive lock first, so that the log needs no memory shared with others.
      setup.execute("PRAGMA locking_mode = EXCLUSIVE");
      setup.execute("PRAGMA journal_mode = WAL");
      setup.execute("PRAGMA synchronous = FULL");
      // 32 MiB of pages, and a log of 16 MiB: each page of a busy store is not moved every few
      // commits.
      setup.execute("PRAGMA cache_size = -32768");
      setup.execute("PRAGMA wal_autocheckpoint = 4096");
      setup.execute(
          "CREATE TABLE IF NOT EXISTS entries (kind TEXT NOT NULL, key TEXT NOT NULL,"
              + " text TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID");
    }
    connection.setAutoCommit(false);
    select = connection.prepareStatement("SELECT text FROM entries WHERE kind = ? AND key = ?");
    upsert = connection.prepareStatement("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)");
    delete = connection.prepareStatement("DELETE FROM entries WHERE kind = ? AND key = ?");
  }

  /**
   * Opens or makes a file.
   *
   * @throws StoreException if its folder is missing, another process has it, or it is no store
   */
  static SqliteFile open(Path path) {
    NativeLibrary.unpackOutOfTheWay();
    try {
      Connection connection =
          DriverManager.getConnection("jdbc:sqlite:" + path.toAbsolutePath(), new Properties());
      try {
        return new SqliteFile(path, connection);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new StoreException(
          "store file:"
              + path
              + " cannot be opened; its folder must be there and no other backend may use it: "
              + e.getMessage(),
          e);
    }
  }

  Optional<String> read(String kind, String key) {
    return asked(
        "read",
        () -> {
          select.setString(1, kind);
          select.setString(2, key);
          try (ResultSet found = select.executeQuery()) {
            return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
          }
        });
  }

  /** Writes all; they are there for this process, and for good with the next {@link #commit()}. */
  void write(List<Write> writes) {
    asked(
        "write",
        () -> {
          for (Write write : writes) {
            PreparedStatement statement = write.text == null ? delete : upsert;
            statement.setString(1, write.kind);
            statement.setString(2, write.key);
            if (write.text != null) {
              statement.setString(3, write.text);
            }
            statement.executeUpdate();
          }
          return true;
        });
  }

  /** Returns when all that was written is on disk; after a crash all of it is there, or none. */
  void commit() {
    asked(
        "write",
        () -> {
          connection.commit();
          return true;
        });
  }

  /** Visits all texts of a kind. */
  void each(String kind, Visitor visitor) {
    // Visited when they have been read: a visitor that asks for more must not hold the file.
    List<Write> texts =
        asked(
            "read",
            () -> {
              List<Write> read = new ArrayList<>();
              try (PreparedStatement all =
                  connection.prepareStatement("SELECT key, text FROM entries WHERE kind = ?")) {
                all.setString(1, kind);
                try (ResultSet found = all.executeQuery()) {
                  while (found.next()) {
                    read.add(new Write(kind, found.getString(1), found.getString(2)));
                  }
                }
              }
              return read;
            });
    for (Write entry : texts) {
      if (entry.text != null) {
        visitor.visit(entry.key, entry.text);
      }
    }
  }

  /** How many texts of a kind there are, and how many characters they have together. */
  Extent extent(String kind) {
    return asked(
        "read",
        () -> {
          try (PreparedStatement sum =
              connection.prepareStatement(
                  "SELECT COUNT(*), COALESCE(SUM(LENGTH(text)), 0) FROM entries WHERE kind = ?")) {
            sum.setString(1, kind);
            try (ResultSet found = sum.executeQuery()) {
              found.next();
              return new Extent(found.getLong(1), found.getLong(2));
            }
          }
        });
  }

  @Override
  public void close() {
    asked(
        "close",
        () -> {
          connection.close();
          return true;
        });
  }

  private synchronized <T> T asked(String what, Work<T> work) {
    try {
      return work.done();
    } catch (SQLException e) {
      throw new StoreException(
          "store file:" + path + " does not " + what + ": " + e.getMessage(), e);
    }
  }
}
