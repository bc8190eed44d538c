package dev.holdfast.backend.session.peers;

import dev.holdfast.backend.store.KeyValueStore;
import dev.holdfast.backend.store.Messenger;
import dev.holdfast.backend.store.Storage;
import dev.holdfast.backend.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This backend among those that share a storage. It leaves a beat there as long as it lives, so
 * that after a crash somebody can tell when its connections must have ended.
 */
public final class Node {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  /** So many beats may be missing before a backend that cannot be reached counts as dead. */
  private static final int PATIENCE = 3;

  private final String id;
  private final KeyValueStore<Instant> beats;
  private final Messenger messenger;
  private final InstantSource clock;
  private final Duration interval;

  /**
   * A node.
   *
   * @param id never used before
   * @param interval between two beats; positive
   */
  public Node(String id, Storage storage, InstantSource clock, Duration interval) {
    this.id = id;
    this.beats = storage.keyValues("nodes", Instant.class);
    this.messenger = storage.messenger();
    this.clock = clock;
    this.interval = interval;
  }

  /** Its name. */
  public String id() {
    return id;
  }

  /** The way to the others. */
  public Messenger messenger() {
    return messenger;
  }

  /** Begins to beat. */
  public ScheduledFuture<?> start(ScheduledExecutorService scheduler) {
    beat();
    return scheduler.scheduleWithFixedDelay(
        this::beat, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** When a node died, as far as is known; empty if it lives. */
  public Optional<Instant> deathOf(String node) {
    if (node.equals(id)) {
      return Optional.empty();
    }
    Instant last = beats.get(node).orElse(Instant.EPOCH);
    boolean missed = last.isBefore(clock.instant().minus(interval.multipliedBy(PATIENCE)));
    return missed ? Optional.of(last) : Optional.empty();
  }

  /** Forgets the beats of nodes that died before an instant. */
  public void forgetBefore(Instant instant) {
    beats.removeIf(beat -> beat.isBefore(instant));
  }

  private void beat() {
    try {
      beats.change(id, before -> Optional.of(clock.instant()));
    } catch (StoreException e) {
      LOG.warn("no beat could be left: {}", e.getMessage());
    }
  }
}
