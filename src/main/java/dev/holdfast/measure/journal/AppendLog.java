package dev.holdfast.measure.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that only grows, by whole blocks: after a failed write it ends where the last good block
 * did, so that the next block does not follow half a line.
 */
final class AppendLog implements Closeable {

  /** Waits until what was written is on the device. */
  interface Sync {
    void run() throws IOException;
  }

  private final Path path;
  private final SeekableByteChannel channel;
  private final Sync sync;
  private long good;
  private long lines;

  /**
   * A log in that channel.
   *
   * @param path names the log in messages
   * @param channel empty, open for writing
   */
  AppendLog(Path path, SeekableByteChannel channel, Sync sync) {
    this.path = path;
    this.channel = channel;
    this.sync = sync;
  }

  /**
   * An empty file, open for blocks.
   *
   * @throws IOException if it cannot be created
   */
  static AppendLog create(Path path) throws IOException {
    FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    return new AppendLog(path, file, () -> file.force(false));
  }

  /**
   * Adds a block.
   *
   * @throws IOException if it could not be written as a whole; then none of it stays
   */
  void append(byte[] block) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(block);
    try {
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (IOException e) {
      takeBackHalfABlock(e);
      throw named(e);
    }
    good += block.length;
    for (byte each : block) {
      lines += each == '\n' ? 1 : 0;
    }
  }

  /** How many lines were added. */
  long lines() {
    return lines;
  }

  /**
   * Waits until all blocks are on the device.
   *
   * @throws IOException if they cannot be
   */
  void force() throws IOException {
    try {
      sync.run();
    } catch (IOException e) {
      throw named(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void takeBackHalfABlock(IOException cause) {
    try {
      channel.truncate(good);
      channel.position(good);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private IOException named(IOException cause) {
    return new IOException(
        "journal file " + path.getFileName() + " cannot be written: " + cause.getMessage(), cause);
  }
}
