package dev.holdfast.backend.session.peers;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions on their way from another backend to this one: a newer connection is not greeted before
 * the older one is served no more.
 */
public final class Handovers {
  private static final Logger LOG = LoggerFactory.getLogger(Handovers.class);

  private final Node node;
  private final Duration patience;
  private final ConcurrentHashMap<String, CountDownLatch> pending = new ConcurrentHashMap<>();

  /**
   * No handover yet.
   *
   * @param patience how long a backend that lives may take to let go; positive
   */
  public Handovers(Node node, Duration patience) {
    this.node = node;
    this.patience = patience;
  }

  /**
   * Has the session's former connection ended, and waits until it is. Where its backend does not
   * answer in time, the session is served here all the same: its commits are fenced.
   */
  public void from(Holder former, String sessionId) {
    String key = key(former.connection(), sessionId);
    CountDownLatch yielded = pending.computeIfAbsent(key, any -> new CountDownLatch(1));
    try {
      String notice = Notice.taken(former, node.id(), sessionId).text();
      if (node.messenger().tell(former.node(), notice)) {
        if (!yielded.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
          LOG.warn("backend {} did not let a connection go within {}", former.node(), patience);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      pending.remove(key, yielded);
    }
  }

  /** The former backend has let the connection go. */
  public void yielded(String connection, String sessionId) {
    CountDownLatch waiting = pending.get(key(connection, sessionId));
    if (waiting != null) {
      waiting.countDown();
    }
  }

  private static String key(String connection, String sessionId) {
    return connection + " " + sessionId;
  }
}
