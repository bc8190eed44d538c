package dev.holdfast.run.exchange;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.PurgeOptions;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.PurgeResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads a run's stream by the numbers of its messages, so that a cut, or an exchange that ended and
 * came back, can neither leave one out nor bring one twice: nothing of the reading is kept anywhere
 * but here.
 */
public final class StreamReader implements AutoCloseable {

  private static final long LOOK_AGAIN_MILLIS = 250;

  /** Long enough that whoever said a message knows by then that it was kept. */
  static final Duration KEPT = Duration.ofMinutes(1);

  private final JetStreamManagement management;
  private final Subjects names;
  private final Consumer<SaidLine> lines;
  private final Duration kept;
  private final Semaphore bell = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  private StreamReader(
      JetStreamManagement management, Subjects names, Consumer<SaidLine> lines, Duration kept) {
    this.management = management;
    this.names = names;
    this.lines = lines;
    this.kept = kept;
    this.thread = new Thread(this::readAll, "holdfast-exchange-reader");
    thread.setDaemon(true);
  }

  static StreamReader start(
      Connection connection,
      JetStreamManagement management,
      Subjects names,
      Consumer<SaidLine> lines,
      Duration kept) {
    StreamReader reader = new StreamReader(management, names, lines, kept);
    Dispatcher ringing = connection.createDispatcher();
    ringing.subscribe(names.everythingSaid(), message -> reader.bell.release());
    reader.thread.start();
    return reader;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void readAll() {
    long next = 1;
    long readBefore = 1;
    long trimmedNanos = System.nanoTime();
    try {
      while (!closed) {
        try {
          if (System.nanoTime() - trimmedNanos > kept.toNanos()) {
            long known = readBefore;
            readBefore = next;
            trimmedNanos = System.nanoTime();
            forget(known);
          }
          MessageInfo message = management.getMessage(names.stream(), next);
          next++;
          tell(message);
        } catch (JetStreamApiException | IOException | IllegalStateException e) {
          // Not said yet, or cut off.
          boolean unused = bell.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
          bell.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was read is in the run's own journal: a long run must not fill the exchange. */
  private void forget(long before) throws IOException, JetStreamApiException {
    if (before > 1) {
      PurgeResponse unused =
          management.purgeStream(names.stream(), PurgeOptions.builder().sequence(before).build());
    }
  }

  private void tell(MessageInfo message) {
    String[] parts = message.getSubject().split("\\.", -1);
    byte[] data = message.getData() == null ? new byte[0] : message.getData();
    try {
      Subjects.Said what = Subjects.Said.valueOf(parts[3].toUpperCase(Locale.ROOT));
      lines.accept(new SaidLine(what, Integer.parseInt(parts[4]), data));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      // Nothing that an injector says.
    }
  }
}
