package dev.holdfast.backend;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends a connection whose request drips in: Jetty's own idle time-out begins anew with each byte,
 * so that whoever sends one now and then holds a connection for ever.
 */
final class RequestDeadline implements Connection.Listener {
  private static final int LOOKS = 4;
  private static final long NONE = Long.MIN_VALUE;

  private final Scheduler scheduler;
  private final Duration deadline;

  private RequestDeadline(Scheduler scheduler, Duration deadline) {
    this.scheduler = scheduler;
    this.deadline = deadline;
  }

  /**
   * Watches all connections of a connector.
   *
   * @param deadline how long the head of a request, and its body, may take to come in; half as much
   *     again may pass until the connection is ended
   */
  static void on(ServerConnector connector, Duration deadline) {
    connector.addBean(new RequestDeadline(connector.getScheduler(), deadline));
  }

  @Override
  public void onOpened(Connection opened) {
    // A WebSocket has a heartbeat instead.
    if (opened instanceof ConnectionMetaData) {
      new Watch(opened).again();
    }
  }

  /** One connection, as it was when it was last looked at. */
  private final class Watch implements Runnable {
    private final Connection connection;
    private long taken;
    private long answered;
    private long bytes;
    private long since = NONE;

    Watch(Connection connection) {
      this.connection = connection;
    }

    void again() {
      Scheduler.Task unused =
          scheduler.schedule(this, deadline.toMillis() / LOOKS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
      boolean ours =
          connection.getEndPoint().isOpen()
              && connection.getEndPoint().getConnection() == connection;
      if (!ours) {
        return;
      }
      if (connection.getMessagesIn() != taken || connection.getMessagesOut() != answered) {
        taken = connection.getMessagesIn();
        answered = connection.getMessagesOut();
        bytes = connection.getBytesIn();
        since = NONE;
      } else if (connection.getBytesIn() != bytes) {
        // Part of a request has come, and silence does not make it whole.
        since = since == NONE ? System.nanoTime() : since;
        if (System.nanoTime() - since >= deadline.toNanos()) {
          connection.getEndPoint().close();
          return;
        }
      }
      again();
    }
  }
}
