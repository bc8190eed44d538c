package dev.holdfast.faults;

import dev.holdfast.faults.stages.Bandwidth;
import dev.holdfast.faults.stages.Closing;
import dev.holdfast.faults.stages.Direction;
import dev.holdfast.faults.stages.Ending;
import dev.holdfast.faults.stages.Gate;
import dev.holdfast.faults.stages.Lane;
import dev.holdfast.faults.stages.Stage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The faults that are on one link: how each is done, and how they are taken off again. */
final class LinkFaults {

  /** What a slow reader takes in one time unit, in bytes. */
  private static final int SIP = 1024;

  /**
   * What the proxy itself keeps for a slow reader, in bytes. The socket's receive buffer is left as
   * the system has it: a window that was once shrunk does not come back to full speed.
   */
  private static final int SLOW_BUFFER = 4096;

  private final ProxiedConnection connection;
  private final Queue<Injection> forHandshake = new ArrayDeque<>();
  private @Nullable Runnable waiting;
  private @Nullable Stage slowReader;
  private @Nullable Stage handshakeCut;
  private int idleWatch;

  LinkFaults(ProxiedConnection connection) {
    this.connection = connection;
  }

  /** Does a fault now, or arms it. */
  void inject(Injection injection) {
    if (!connection.isOver()) {
      effect(injection.fault()).accept(injection);
    }
  }

  /** How each fault is done; what peers see is said at {@link Fault}. */
  private Consumer<Injection> effect(Fault fault) {
    return switch (fault) {
      case RESET -> this::reset;
      case CLOSE -> this::close;
      case CLIENT_VANISHES -> this::clientVanishes;
      case SERVER_VANISHES -> this::serverVanishes;
      case BLACK_HOLE -> this::blackHole;
      case CUT_IN_HEADER, CUT_IN_PAYLOAD, CUT_IN_CHARACTER, CUT_BETWEEN_FRAGMENTS -> this::cut;
      case IDLE_CUT -> this::cutWhenIdle;
      case SLOW_READER -> this::slowReader;
      case REFUSE_401 -> this::refuseUnauthorized;
      case REFUSE_429 -> this::refuseTooMany;
      case REFUSE_503 -> this::refuseUnavailable;
      case DELAY_HANDSHAKE -> this::delayHandshake;
      case CUT_HANDSHAKE -> this::cutHandshake;
    };
  }

  /** Does the faults of a handshake one after the other, then lets the request go on. */
  void onHandshake(List<Injection> injections, Runnable goOn) {
    waiting = goOn;
    forHandshake.addAll(injections);
    goOn();
  }

  private void goOn() {
    Injection injection = forHandshake.poll();
    Runnable request = waiting;
    if (injection != null) {
      inject(injection);
    } else if (request != null) {
      waiting = null;
      request.run();
    }
  }

  void delayHandshake(Duration time) {
    connection.lane(Direction.UPSTREAM).later(time.toNanos(), this::goOn);
  }

  /** Answers in the server's place; the server sees its socket closed. */
  void refuse(Injection injection, String status, String headers) {
    connection.tookEffect(injection.fault());
    waiting = null;
    forHandshake.clear();
    Channel client = connection.source(Direction.UPSTREAM);
    String answer =
        "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 0\r\nConnection: close\r\n\r\n";
    var unused =
        client
            .writeAndFlush(ByteBufUtil.writeAscii(client.alloc(), answer))
            .addListener(written -> connection.end(Ending.FIN));
  }

  /** One side's socket gets the ending, the other's stays and is told nothing. */
  void halfOpen(Direction lost, Injection injection) {
    connection.tookEffect(injection.fault());
    connection.lane(Direction.UPSTREAM).gate().mode(Gate.Mode.SWALLOW);
    connection.lane(Direction.DOWNSTREAM).gate().mode(Gate.Mode.SWALLOW);
    Closing.end(connection.source(lost), injection.ending());
  }

  private void reset(Injection injection) {
    connection.tookEffect(injection.fault());
    connection.end(Ending.RST);
  }

  private void close(Injection injection) {
    connection.tookEffect(injection.fault());
    connection.end(Ending.FIN);
  }

  private void clientVanishes(Injection injection) {
    halfOpen(Direction.UPSTREAM, injection);
  }

  private void serverVanishes(Injection injection) {
    halfOpen(Direction.DOWNSTREAM, injection);
  }

  private void blackHole(Injection injection) {
    connection.tookEffect(injection.fault());
    silence();
    if (!injection.time().isZero()) {
      connection.lane(Direction.UPSTREAM).later(injection.time().toNanos(), this::heal);
    }
  }

  private void cut(Injection injection) {
    Lane lane = connection.lane(injection.direction());
    FrameCutter frames = connection.frames(injection.direction());
    frames.arm(
        injection.fault(),
        () -> {
          connection.tookEffect(injection.fault());
          if (injection.ending() == Ending.SILENCE) {
            silence();
          } else {
            connection.endAllAtEnd(injection.ending());
            frames.passEnd();
            lane.gate().mode(Gate.Mode.SWALLOW);
          }
        });
  }

  private void slowReader(Injection injection) {
    connection.tookEffect(injection.fault());
    slowDown(injection.time());
  }

  private void refuseUnauthorized(Injection injection) {
    refuse(injection, "401 Unauthorized", "");
  }

  private void refuseTooMany(Injection injection) {
    refuse(injection, "429 Too Many Requests", retryAfter(injection.time()));
  }

  private void refuseUnavailable(Injection injection) {
    refuse(injection, "503 Service Unavailable", retryAfter(injection.time()));
  }

  private void delayHandshake(Injection injection) {
    connection.tookEffect(injection.fault());
    delayHandshake(injection.time());
  }

  private void cutHandshake(Injection injection) {
    Lane lane = connection.lane(Direction.DOWNSTREAM);
    Stage cut =
        new Stage() {
          @Override
          public void data(ByteBuf bytes) {
            bytes.release();
            lane.remove(this);
            connection.tookEffect(injection.fault());
            if (injection.ending() == Ending.SILENCE) {
              lane.gate().mode(Gate.Mode.SWALLOW);
            } else {
              connection.end(injection.ending());
            }
          }
        };
    handshakeCut = cut;
    lane.append(cut);
    goOn();
  }

  private static String retryAfter(Duration time) {
    return "Retry-After: " + (time.toMillis() + 999) / 1000 + "\r\n";
  }

  void silence() {
    connection.lane(Direction.UPSTREAM).gate().mode(Gate.Mode.HOLD);
    connection.lane(Direction.DOWNSTREAM).gate().mode(Gate.Mode.HOLD);
  }

  void slowDown(Duration time) {
    if (slowReader != null) {
      return;
    }
    Lane lane = connection.lane(Direction.DOWNSTREAM);
    double bytesPerSecond = SIP / (time.toMillis() / 1000.0);
    Stage stage = new Bandwidth(lane, connection.context().nanoTime(), bytesPerSecond);
    slowReader = stage;
    lane.append(stage);
    lane.limit(SLOW_BUFFER);
  }

  void cutWhenIdle(Injection injection) {
    int watch = ++idleWatch;
    long idle = connection.context().nanoTime().getAsLong() - connection.lastByte();
    long left = injection.time().toNanos() - idle;
    if (left > 0) {
      // Never less than a millisecond: the timer is no finer.
      connection
          .lane(Direction.UPSTREAM)
          .later(
              Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)), () -> lookAgain(injection, watch));
      return;
    }
    connection.tookEffect(injection.fault());
    if (injection.ending() == Ending.SILENCE) {
      silence();
    } else {
      connection.end(injection.ending());
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
    connection.frames(Direction.UPSTREAM).disarm();
    connection.frames(Direction.DOWNSTREAM).disarm();
    idleWatch++;
    Stage cut = handshakeCut;
    if (cut != null) {
      handshakeCut = null;
      connection.lane(Direction.DOWNSTREAM).remove(cut);
    }
    Stage slow = slowReader;
    if (slow != null) {
      slowReader = null;
      Lane lane = connection.lane(Direction.DOWNSTREAM);
      lane.limit(Lane.LIMIT);
      lane.remove(slow);
    }
    for (Direction direction : Direction.values()) {
      Gate gate = connection.lane(direction).gate();
      switch (gate.mode()) {
        case HOLD -> gate.mode(Gate.Mode.PASS);
        // Its other end has forgotten the connection, as the first packet that passes finds out.
        case SWALLOW -> connection.end(Ending.RST);
        case PASS -> {}
      }
    }
    goOn();
  }
}
