package dev.holdfast.backend.session.outbound;

import dev.holdfast.backend.protocol.FrameEncoder;
import dev.holdfast.backend.protocol.ServerFrame;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The ordered way out of one connection: one write at a time, a bounded queue behind it, and an end
 * after which nothing is sent, whoever still tries.
 */
public final class Outbox implements FrameSink {
  /** A frame that waits for its turn. */
  private record Waiting(String type, String text) {}

  /** How a connection is to end. */
  private record Ending(CloseCode code, String reason) {}

  private final Wire wire;
  private final FrameEncoder encoder;
  private final Traffic traffic;
  private final long limitChars;
  private @Nullable Queue<Waiting> queue;
  private long queuedChars;
  private boolean writing;
  private boolean ended;
  private @Nullable Ending ending;

  /**
   * An outbox.
   *
   * @param limitChars how much text may wait; a reader slower than that is closed
   */
  public Outbox(Wire wire, FrameEncoder encoder, Traffic traffic, long limitChars) {
    this.wire = wire;
    this.encoder = encoder;
    this.traffic = traffic;
    this.limitChars = limitChars;
  }

  @Override
  public void send(@Nullable String id, ServerFrame frame) {
    @Nullable Waiting next = new Waiting(frame.type(), encoder.encode(id, frame));
    synchronized (this) {
      if (ended || ending != null) {
        traffic.dropped("connection_ended", 1);
        return;
      }
      if (writing && queuedChars + next.text.length() <= limitChars) {
        enqueue(next);
        return;
      }
      if (!writing) {
        writing = true;
      } else {
        ended = true;
        traffic.dropped("slow_reader", 1);
        abandonQueue("slow_reader");
        next = null;
      }
    }
    if (next == null) {
      wire.close(CloseCode.TOO_MANY, "reads too slowly");
    } else {
      write(next);
    }
  }

  /** Sends nothing more from now on, and closes at once. Does nothing the second time. */
  void cut(CloseCode code, String reason) {
    if (silence()) {
      wire.close(code, reason);
    }
  }

  /** Sends nothing more from now on; the connection stays as it is. False if it was so already. */
  public synchronized boolean silence() {
    if (ended) {
      return false;
    }
    ended = true;
    abandonQueue("connection_ended");
    return true;
  }

  @Override
  public void drop() {
    finish(CloseCode.NORMAL, "");
  }

  /** Takes no more frames, and closes once those that wait are written. */
  public void finish(CloseCode code, String reason) {
    synchronized (this) {
      if (ended || ending != null) {
        return;
      }
      ending = new Ending(code, reason);
      if (writing) {
        return;
      }
      ended = true;
    }
    wire.close(code, reason);
  }

  private void enqueue(Waiting next) {
    if (queue == null) {
      queue = new ArrayDeque<>(4);
    }
    queue.add(next);
    queuedChars += next.text.length();
  }

  private void abandonQueue(String reason) {
    if (queue != null && !queue.isEmpty()) {
      traffic.dropped(reason, queue.size());
    }
    queue = null;
    queuedChars = 0;
  }

  private void write(Waiting first) {
    @Nullable Waiting frame = first;
    while (frame != null) {
      Write write = new Write(frame);
      wire.write(frame.text, write);
      // A write that ended meanwhile is followed up here: a long queue must not deepen the stack.
      frame = write.endedAlready() ? after(write) : null;
    }
  }

  private @Nullable Waiting after(Write write) {
    if (write.written) {
      traffic.sent(write.frame.type);
    } else {
      traffic.dropped("write_failed", 1);
    }
    Ending now = null;
    synchronized (this) {
      if (!write.written) {
        abandonQueue("write_failed");
      }
      Waiting next = poll();
      if (next != null) {
        return next;
      }
      writing = false;
      if (ending != null && !ended) {
        now = ending;
        ended = true;
      }
    }
    if (now != null) {
      wire.close(now.code, now.reason);
    }
    return null;
  }

  private @Nullable Waiting poll() {
    Waiting next = queue == null ? null : queue.poll();
    if (next == null) {
      queue = null;
    } else {
      queuedChars -= next.text.length();
    }
    return next;
  }

  /** One write, which may end before or after the call that began it returns. */
  private final class Write implements Wire.WriteEnded {
    private final Waiting frame;
    private final AtomicBoolean first = new AtomicBoolean(true);
    private volatile boolean written;

    private Write(Waiting frame) {
      this.frame = frame;
    }

    @Override
    public void ended(boolean success) {
      written = success;
      if (!first.getAndSet(false)) {
        Waiting next = after(this);
        if (next != null) {
          write(next);
        }
      }
    }

    /** Whether the write ended first; else its end will follow it up. */
    private boolean endedAlready() {
      return !first.getAndSet(false);
    }
  }
}
