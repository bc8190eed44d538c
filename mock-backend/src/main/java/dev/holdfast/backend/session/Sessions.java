package dev.holdfast.backend.session;

import dev.holdfast.backend.agent.ScriptedAgent;
import dev.holdfast.backend.auth.Place;
import dev.holdfast.backend.auth.SessionClaims;
import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.context.Reconnection;
import dev.holdfast.backend.context.Retained;
import dev.holdfast.backend.context.Retention;
import dev.holdfast.backend.context.Revision;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All sessions of this process and the one connection that each may have: a newer connection takes
 * over, the end of the last one starts the gap, and retention decides what a return still finds.
 */
public final class Sessions {
  private static final int ATTEMPTS = 64;

  private final ContextStore store;
  private final Retention retention;
  private final Behaviour behaviour;
  private final ScriptedAgent agent;
  private final InstantSource clock;
  private final Traffic traffic;
  private final BiConsumer<String, Place> seenAt;
  private final ConcurrentHashMap<String, SessionRecord> records = new ConcurrentHashMap<>();

  /**
   * An empty registry.
   *
   * @param seenAt told of the place of every connection
   */
  public Sessions(
      ContextStore store,
      Retention retention,
      Behaviour behaviour,
      ScriptedAgent agent,
      InstantSource clock,
      Traffic traffic,
      BiConsumer<String, Place> seenAt) {
    this.store = store;
    this.retention = retention;
    this.behaviour = behaviour;
    this.agent = agent;
    this.clock = clock;
    this.traffic = traffic;
    this.seenAt = seenAt;
  }

  /** Makes a connection its session's own and greets it; the one before is closed with 4409. */
  void open(Connection connection, String connectionId) {
    SessionClaims claims = connection.claims();
    Connection old = locked(claims.sessionId(), record -> enter(record, connection, connectionId));
    if (old != null) {
      old.wire().close(CloseCode.TAKEN_OVER, "taken over by a newer connection");
    }
    seenAt.accept(claims.sessionId(), connection.place());
  }

  /** Notes the end of a connection; if it was its session's own, the gap begins. */
  void closed(Connection connection, boolean clean) {
    String sessionId = connection.claims().sessionId();
    SessionRecord record = records.get(sessionId);
    if (record == null) {
      return;
    }
    synchronized (record) {
      if (record.current == connection) {
        record.current = null;
        record.cleanEnd = clean;
        record.midTurn = agent.inTurn(sessionId);
        store.left(sessionId, clock.instant());
      }
    }
  }

  /** The session's connection, if it has one. */
  public Optional<Connection> connection(String sessionId) {
    SessionRecord record = records.get(sessionId);
    if (record == null) {
      return Optional.empty();
    }
    synchronized (record) {
      return Optional.ofNullable(record.current);
    }
  }

  /** Calls the visitor for each session's connection. */
  void eachConnection(Consumer<Connection> visitor) {
    for (SessionRecord record : records.values()) {
      Connection current;
      synchronized (record) {
        current = record.current;
      }
      if (current != null) {
        visitor.accept(current);
      }
    }
  }

  /** How many connections the session has had; 0 if this process never saw it. */
  public int connectionsSeen(String sessionId) {
    SessionRecord record = records.get(sessionId);
    if (record == null) {
      return 0;
    }
    synchronized (record) {
      return record.connectionsSeen;
    }
  }

  /** Forgets a session that has no connection, and its context. */
  void forget(String sessionId) {
    locked(
        sessionId,
        record -> {
          if (record.current == null) {
            record.removed = true;
            records.remove(sessionId, record);
            store.remove(sessionId);
          }
          return null;
        });
  }

  private @Nullable Connection enter(
      SessionRecord record, Connection connection, String connectionId) {
    SessionClaims claims = connection.claims();
    Optional<AgentContext> known = store.load(claims.sessionId());
    Optional<Reconnection> reconnection =
        known.map(context -> reconnection(record, connection, context));
    Retained retained =
        reconnection.isEmpty() || known.isEmpty()
            ? null
            : retained(reconnection.get(), known.get());
    AgentContext context = retained == null ? begun(claims) : retained.context();
    ConnectionBehaviour chosen =
        behaviour.towards(claims.sessionId(), claims.userId(), reconnection, context);
    connection.begin(chosen, context.revision().incarnation());
    Connection old = record.current;
    boolean taken = old != null && chosen.endsOldConnection() && old.silence();
    Greeting greeting =
        new Greeting(connection, connectionId, chosen, moved(record, connection), retained);
    record.current = connection;
    record.connectionsSeen++;
    record.lastPlace = connection.place();
    store.returned(claims.sessionId());
    if (retained != null) {
      traffic.reconnection(retained.gapClass());
    }
    greeting.send(context);
    return taken ? old : null;
  }

  private Reconnection reconnection(
      SessionRecord record, Connection connection, AgentContext context) {
    Duration away =
        record.current != null
            ? Duration.ZERO
            : store
                .leftAt(context.sessionId())
                .map(this::since)
                // A store that outlived its process: nobody saw the end, activity was the last.
                .orElseGet(() -> since(context.lastActivity()));
    Place last = record.lastPlace;
    return new Reconnection(
        context.sessionId(),
        context.userId(),
        Math.max(1, record.connectionsSeen),
        away,
        last != null && !last.ip().equals(connection.place().ip()),
        record.current != null ? agent.inTurn(context.sessionId()) : record.midTurn,
        record.current == null && record.cleanEnd,
        record.current != null);
  }

  private Duration since(Instant instant) {
    Duration away = Duration.between(instant, clock.instant());
    return away.isNegative() ? Duration.ZERO : away;
  }

  private Retained retained(Reconnection reconnection, AgentContext known) {
    AgentContext current = known;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Retained retained = retention.onReturn(reconnection, current);
      Revision before = current.revision();
      if (retained.context().revision().equals(before)
          || store.commit(before, retained.context())) {
        return retained;
      }
      // A turn ended between reading and committing: what it produced is to be retained too.
      current = store.load(known.sessionId()).orElse(current);
    }
    throw new IllegalStateException("the context of a returning session does not hold still");
  }

  private AgentContext begun(SessionClaims claims) {
    AgentContext clean =
        AgentContext.clean(claims.sessionId(), claims.userId(), 1, clock.instant());
    store.commit(Revision.NONE, clean);
    return store.load(claims.sessionId()).orElse(clean);
  }

  private static boolean moved(SessionRecord record, Connection connection) {
    return record.lastPlace != null && !record.lastPlace.equals(connection.place());
  }

  private <T> @Nullable T locked(String sessionId, Function<SessionRecord, @Nullable T> action) {
    while (true) {
      SessionRecord record = records.computeIfAbsent(sessionId, id -> new SessionRecord());
      synchronized (record) {
        if (!record.removed) {
          return action.apply(record);
        }
      }
    }
  }
}
