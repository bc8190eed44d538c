package dev.holdfast.faults;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The faults that are on one link, and how they are taken off again. */
final class LinkFaults {

  /** What a slow reader takes in one time unit, in bytes. */
  private static final int SIP = 1024;

  /**
   * What the proxy itself keeps for a slow reader, in bytes. The socket's receive buffer is left as
   * the system has it: a window that was once shrunk does not come back to full speed.
   */
  private static final int SLOW_BUFFER = 4096;

  private final Link link;
  private final Queue<Injection> forHandshake = new ArrayDeque<>();
  private @Nullable RequestPeek waiting;
  private @Nullable Stage slowReader;
  private int idleWatch;

  LinkFaults(Link link) {
    this.link = link;
  }

  /** Does a fault now, or arms it. */
  void inject(Injection injection) {
    if (!link.isOver()) {
      injection.fault().apply(link, injection);
    }
  }

  /** Does the faults of a handshake one after the other, then lets the request go on. */
  void onHandshake(List<Injection> injections, RequestPeek peek) {
    waiting = peek;
    forHandshake.addAll(injections);
    goOn();
  }

  private void goOn() {
    Injection injection = forHandshake.poll();
    RequestPeek peek = waiting;
    if (injection != null) {
      inject(injection);
    } else if (peek != null) {
      waiting = null;
      peek.goOn();
    }
  }

  void delayHandshake(Duration time) {
    link.lane(Direction.UPSTREAM).later(time.toNanos(), this::goOn);
  }

  /** Answers in the server's place; the server sees its socket closed. */
  void refuse(Injection injection, String status, String headers) {
    link.tookEffect(injection.fault());
    waiting = null;
    forHandshake.clear();
    Channel client = link.source(Direction.UPSTREAM);
    String answer =
        "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 0\r\nConnection: close\r\n\r\n";
    var unused =
        client
            .writeAndFlush(ByteBufUtil.writeAscii(client.alloc(), answer))
            .addListener(written -> link.end(Ending.FIN));
  }

  /** One side's socket gets the ending, the other's stays and is told nothing. */
  void halfOpen(Direction lost, Injection injection) {
    link.tookEffect(injection.fault());
    link.lane(Direction.UPSTREAM).gate().mode(Gate.Mode.SWALLOW);
    link.lane(Direction.DOWNSTREAM).gate().mode(Gate.Mode.SWALLOW);
    Closing.end(link.source(lost), injection.ending());
  }

  void silence() {
    link.lane(Direction.UPSTREAM).gate().mode(Gate.Mode.HOLD);
    link.lane(Direction.DOWNSTREAM).gate().mode(Gate.Mode.HOLD);
  }

  void slowDown(Duration time) {
    if (slowReader != null) {
      return;
    }
    Lane lane = link.lane(Direction.DOWNSTREAM);
    double bytesPerSecond = SIP / (time.toMillis() / 1000.0);
    Stage stage = new Bandwidth(lane, link.context().nanoTime(), bytesPerSecond);
    slowReader = stage;
    lane.append(stage);
    lane.limit(SLOW_BUFFER);
  }

  void cutWhenIdle(Injection injection) {
    int watch = ++idleWatch;
    long idle = link.context().nanoTime().getAsLong() - link.lastByte();
    long left = injection.time().toNanos() - idle;
    if (left > 0) {
      // Never less than a millisecond: the timer is no finer.
      link.lane(Direction.UPSTREAM)
          .later(
              Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)), () -> lookAgain(injection, watch));
      return;
    }
    link.tookEffect(injection.fault());
    if (injection.ending() == Ending.SILENCE) {
      silence();
    } else {
      link.end(injection.ending());
    }
  }

  /** Only the latest watch counts. */
  private void lookAgain(Injection injection, int watch) {
    if (idleWatch == watch) {
      cutWhenIdle(injection);
    }
  }

  /** Takes all faults off: what was held arrives now, what is half-open meets a RST. */
  void heal() {
    link.frames(Direction.UPSTREAM).disarm();
    link.frames(Direction.DOWNSTREAM).disarm();
    idleWatch++;
    Stage slow = slowReader;
    if (slow != null) {
      slowReader = null;
      Lane lane = link.lane(Direction.DOWNSTREAM);
      lane.limit(Lane.LIMIT);
      lane.remove(slow);
    }
    for (Direction direction : Direction.values()) {
      Gate gate = link.lane(direction).gate();
      switch (gate.mode()) {
        case HOLD -> gate.mode(Gate.Mode.PASS);
        // Its other end has forgotten the connection, as the first packet that passes finds out.
        case SWALLOW -> link.end(Ending.RST);
        case PASS -> {}
      }
    }
    goOn();
  }
}
