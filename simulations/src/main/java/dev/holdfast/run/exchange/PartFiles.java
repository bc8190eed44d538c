package dev.holdfast.run.exchange;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The files of one injector on their way home. */
public final class PartFiles {

  private static final long AGAIN_MILLIS = 500;

  private final Connection connection;
  private final String bucket;

  PartFiles(Connection connection, String bucket) {
    this.connection = connection;
    this.bucket = bucket;
  }

  private interface Transfer {
    void attempt(ObjectStore store)
        throws IOException, JetStreamApiException, NoSuchAlgorithmException, InterruptedException;
  }

  /**
   * Sends a file, again if it is cut off.
   *
   * @return its SHA-256 in hexadecimal digits
   * @throws IOException if it is not there after that time
   */
  public String send(Path file, Duration patience) throws IOException, InterruptedException {
    repeated(
        patience,
        store -> {
          try (InputStream in = Files.newInputStream(file)) {
            store.put(String.valueOf(file.getFileName()), in);
          }
        });
    try (OutputStream nowhere = OutputStream.nullOutputStream();
        DigestOutputStream digest = new DigestOutputStream(nowhere, sha256())) {
      Files.copy(file, digest);
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    }
  }

  /**
   * Fetches a file, again if it is cut off.
   *
   * @return its SHA-256 in hexadecimal digits
   * @throws IOException if it is not here after that time
   */
  public String fetch(String name, Path to, Duration patience)
      throws IOException, InterruptedException {
    String[] found = new String[1];
    repeated(
        patience,
        store -> {
          try (DigestOutputStream out =
              new DigestOutputStream(Files.newOutputStream(to), sha256())) {
            store.get(name, out);
            found[0] = HexFormat.of().formatHex(out.getMessageDigest().digest());
          }
        });
    return found[0];
  }

  private void repeated(Duration patience, Transfer transfer)
      throws IOException, InterruptedException {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        transfer.attempt(connection.objectStore(bucket));
        return;
      } catch (IOException
          | JetStreamApiException
          | NoSuchAlgorithmException
          | RuntimeException e) {
        if (System.nanoTime() - giveUp > 0) {
          throw new IOException(bucket + ": " + e.getMessage(), e);
        }
        boolean unused = new CountDownLatch(1).await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
