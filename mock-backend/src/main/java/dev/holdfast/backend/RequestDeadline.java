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
  private final Scheduler scheduler;
  private final Duration deadline;

  private RequestDeadline(Scheduler scheduler, Duration deadline) {
    this.scheduler = scheduler;
    this.deadline = deadline;
  }

  /**
   * Watches all connections of a connector.
   *
   * @param deadline how long the head of a request, and its body, may take; half as much again may
   *     pass until the connection is ended
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
    private long requests;
    private long bytes;
    private boolean dripped;

    Watch(Connection connection) {
      this.connection = connection;
    }

    void again() {
      requests = connection.getMessagesIn();
      bytes = connection.getBytesIn();
      Scheduler.Task unused =
          scheduler.schedule(this, deadline.toMillis() / 2, TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
      boolean ours =
          connection.getEndPoint().isOpen()
              && connection.getEndPoint().getConnection() == connection;
      if (!ours) {
        return;
      }
      boolean drips = connection.getBytesIn() != bytes && connection.getMessagesIn() == requests;
      // Once may be a request that is just coming in.
      if (drips && dripped) {
        connection.getEndPoint().close();
        return;
      }
      dripped = drips;
      again();
    }
  }
}
