package dev.holdfast.run.exchange;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The files of one injector on their way home, in one archive. */
public final class PartFiles {

  private static final long AGAIN_MILLIS = 500;
  private static final String ARCHIVE = "part.zip";
  private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9._-]*";

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
   * Sends files, again if they are cut off.
   *
   * @return the SHA-256 of each by its name, in hexadecimal digits
   * @throws IOException if they are not there after that time
   */
  public Map<String, String> send(List<Path> files, Duration patience)
      throws IOException, InterruptedException {
    Path archive = Files.createTempFile("holdfast-", ".zip");
    try {
      Map<String, String> digests = new TreeMap<>();
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
        for (Path file : files) {
          String name = String.valueOf(file.getFileName());
          out.putNextEntry(new ZipEntry(name));
          try (InputStream in = Files.newInputStream(file)) {
            digests.put(name, copied(in, out));
          }
          out.closeEntry();
        }
      }
      repeated(
          patience,
          store -> {
            try (InputStream in = Files.newInputStream(archive)) {
              store.put(ARCHIVE, in);
            }
          });
      return digests;
    } finally {
      Files.deleteIfExists(archive);
    }
  }

  /**
   * Fetches files, again if they are cut off.
   *
   * @return the SHA-256 of each by its name, in hexadecimal digits
   * @throws IOException if they are not here after that time
   */
  public Map<String, String> fetch(Path folder, Duration patience)
      throws IOException, InterruptedException {
    Path archive = Files.createTempFile("holdfast-", ".zip");
    try {
      repeated(
          patience,
          store -> {
            try (OutputStream out = Files.newOutputStream(archive)) {
              store.get(ARCHIVE, out);
            }
          });
      Map<String, String> digests = new TreeMap<>();
      try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive))) {
        for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
          if (!each.getName().matches(NAME)) {
            throw new IOException("no name of a file of a recording: " + each.getName());
          }
          try (OutputStream out = Files.newOutputStream(folder.resolve(each.getName()))) {
            digests.put(each.getName(), copied(in, out));
          }
        }
      }
      return digests;
    } finally {
      Files.deleteIfExists(archive);
    }
  }

  private static String copied(InputStream in, OutputStream out) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(out);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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
}
