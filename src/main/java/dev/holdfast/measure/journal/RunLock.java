package dev.holdfast.measure.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Marks a run's folder as that of a process which is still at work in it: recording, writing
 * reports, or having Gatling write its own. Released when the process ends, however it ends.
 */
public final class RunLock {

  /** The file that is locked. */
  private static final String FILE = ".lock";

  /**
   * By real path. On POSIX systems a process loses its lock when it closes any channel to the file,
   * so it must never look at its own locks through a second one.
   */
  private static final Map<Path, FileLock> OURS = new ConcurrentHashMap<>();

  private RunLock() {}

  /**
   * Takes a folder for this process, until it ends.
   *
   * @return whether nobody, this process included, had taken it before
   * @throws IOException if its lock cannot be written
   */
  public static synchronized boolean take(Path runFolder) throws IOException {
    Path folder = runFolder.toRealPath();
    if (OURS.containsKey(folder)) {
      return false;
    }
    FileChannel channel =
        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      return false;
    }
    OURS.put(folder, lock);
    return true;
  }

  /**
   * Whether a process, this one or another, is at work in a folder.
   *
   * @throws IOException if its lock cannot be read
   */
  public static synchronized boolean isTaken(Path runFolder) throws IOException {
    Path folder = runFolder.toRealPath();
    if (OURS.containsKey(folder)) {
      return true;
    }
    Path file = folder.resolve(FILE);
    if (Files.notExists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      FileLock lock = tryLock(channel);
      return lock == null;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
