package dev.holdfast.evidence;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.files.RegularFile;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of a run on disk: {@code evidence.jsonl.gz} in its folder.
 *
 * <p>Those who judge only queue their lines; one thread compresses and writes them, so that no
 * event loop waits for a disk. What a killed run had not flushed within a second is lost, the rest
 * is read.
 */
public final class EvidenceFile implements Closeable {

  /** Its name in the run's folder. */
  public static final String NAME = "evidence.jsonl.gz";

  private static final int MOST_WAITING = 200_000;
  private static final long FLUSH_MILLIS = 1_000;

  /** How often what waits is written: to wake a thread for each line costs those who judge. */
  private static final long LOOK_MILLIS = 50;

  private static final long PATIENCE_SECONDS = 30;

  private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pieces = new AtomicInteger();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
  private final Consumer<String> onTrouble;
  private final EvidenceWriter writer = new EvidenceWriter(new Queued());
  private final Thread thread;

  private EvidenceFile(Writer out, Consumer<String> onTrouble) {
    this.onTrouble = onTrouble;
    this.thread = new Thread(() -> drainTo(out), "evidence");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Begins the evidence of a run.
   *
   * @param identity of the run, or of the part of it, that is recorded in that folder
   * @param onTrouble told once, in one line, if evidence is lost
   * @throws UncheckedIOException if the file cannot be made
   */
  public static EvidenceFile create(
      Path runFolder, RunIdentity identity, Consumer<String> onTrouble) {
    try {
      GZIPOutputStream packed = new QuickGzip(Files.newOutputStream(runFolder.resolve(NAME)));
      EvidenceFile file =
          new EvidenceFile(new OutputStreamWriter(packed, StandardCharsets.UTF_8), onTrouble);
      file.writer.begin(EvidenceHeader.of(identity));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("evidence cannot be written in " + runFolder, e);
    }
  }

  /**
   * Reads the evidence of a run, as far as it was written.
   *
   * @throws IOException if there is none, or it is no regular file
   */
  public static EvidenceReader read(Path runFolder) throws IOException {
    try {
      InputStream packed = new GZIPInputStream(RegularFile.open(runFolder.resolve(NAME)));
      return new EvidenceReader(
          new InputStreamReader(new UntilCut(packed), StandardCharsets.UTF_8));
    } catch (EOFException e) {
      throw new IOException("it is empty", e);
    } catch (NoSuchFileException e) {
      throw new IOException("it is missing", e);
    }
  }

  /** Takes the evidence of sessions. */
  public EvidenceWriter writer() {
    return writer;
  }

  @Override
  public void close() {
    writer.end();
    closing.set(true);
    LockSupport.unpark(thread);
    try {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drainTo(Writer out) {
    try (out) {
      long flushed = System.nanoTime();
      for (boolean last = closing.get(); ; last = closing.get()) {
        // Whatever was told before the end was asked for is waiting by now.
        writeWaiting(out);
        if (last) {
          return;
        }
        if (System.nanoTime() - flushed > TimeUnit.MILLISECONDS.toNanos(FLUSH_MILLIS)) {
          out.flush();
          flushed = System.nanoTime();
        }
        LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
      }
    } catch (IOException e) {
      report("evidence could not be written: " + e.getMessage());
    }
  }

  private void writeWaiting(Writer out) throws IOException {
    for (String text = waiting.poll(); text != null; text = waiting.poll()) {
      pieces.decrementAndGet();
      out.write(text);
    }
  }

  private void report(String what) {
    if (trouble.compareAndSet(null, what)) {
      onTrouble.accept(what);
    }
  }

  /** Queues what the evidence writer writes; each write is one piece of text. */
  private final class Queued extends Writer {

    @Override
    public void write(char[] buffer, int from, int length) {
      write(new String(buffer, from, length));
    }

    @Override
    public void write(String text) {
      if (pieces.incrementAndGet() > MOST_WAITING) {
        pieces.decrementAndGet();
        report("evidence was lost: more than " + MOST_WAITING + " pieces waited to be written");
      } else {
        waiting.add(text);
      }
    }

    @Override
    public void flush() {
      // The writing thread flushes by the clock.
    }

    @Override
    public void close() {
      EvidenceFile.this.close();
    }
  }

  /** Packs while users are served: quickly, rather than as small as can be. */
  private static final class QuickGzip extends GZIPOutputStream {

    QuickGzip(OutputStream out) throws IOException {
      super(out, 8192, true);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** A stream that ends where a killed run stopped writing. */
  private static final class UntilCut extends FilterInputStream {

    UntilCut(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (EOFException e) {
        return -1;
      }
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      try {
        return super.read(into, from, length);
      } catch (EOFException e) {
        return -1;
      }
    }
  }
}
