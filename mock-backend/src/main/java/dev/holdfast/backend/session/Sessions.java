package dev.holdfast.backend.session;

import dev.holdfast.backend.agent.ScriptedAgent;
import dev.holdfast.backend.auth.ClientPlace;
import dev.holdfast.backend.auth.tokens.SessionClaims;
import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.context.Retained;
import dev.holdfast.backend.context.RetentionRule;
import dev.holdfast.backend.context.Revision;
import dev.holdfast.backend.context.SessionReturn;
import dev.holdfast.backend.session.outbound.CloseCode;
import dev.holdfast.backend.session.outbound.Traffic;
import dev.holdfast.backend.session.peers.Handovers;
import dev.holdfast.backend.session.peers.Holder;
import dev.holdfast.backend.session.peers.Node;
import dev.holdfast.backend.store.KeyValueStore;
import dev.holdfast.backend.store.Storage;
import dev.holdfast.backend.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sessions and the one connection that each may have, in whichever backend: a newer connection
 * takes over, the end of the last one starts the gap, and retention decides what a return still
 * finds.
 */
public final class Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final int ATTEMPTS = 64;

  /** A backend that lives lets go within milliseconds; do not wait long for a hung node. */
  private static final Duration LETTING_GO = Duration.ofSeconds(1);

  private final ContextStore store;
  private final KeyValueStore<SessionRecord> records;
  private final Node node;
  private final Handovers handovers;
  private final RetentionRule retention;
  private final ServerBehaviour behaviour;
  private final ScriptedAgent agent;
  private final InstantSource clock;
  private final Traffic traffic;
  private final Postman postman;
  private final BiConsumer<String, ClientPlace> seenAt;
  private final ConcurrentHashMap<String, SessionSlot> slots = new ConcurrentHashMap<>();

  /**
   * The sessions of a storage.
   *
   * @param store their contexts
   * @param storage where all else that is known of them is kept
   * @param node this backend among those that share the storage
   * @param postman brings connections what waits for their session
   * @param seenAt told of the place of every connection
   */
  public Sessions(
      ContextStore store,
      Storage storage,
      Node node,
      RetentionRule retention,
      ServerBehaviour behaviour,
      ScriptedAgent agent,
      InstantSource clock,
      Traffic traffic,
      Postman postman,
      BiConsumer<String, ClientPlace> seenAt) {
    this.store = store;
    this.records = storage.keyValues("sessions", SessionRecord.class);
    this.node = node;
    this.handovers = new Handovers(node, LETTING_GO);
    this.retention = retention;
    this.behaviour = behaviour;
    this.agent = agent;
    this.clock = clock;
    this.traffic = traffic;
    this.postman = postman;
    this.seenAt = seenAt;
  }

  /** Makes a connection its session's own and greets it; the one before is closed with 4409. */
  void open(Connection connection) {
    String sessionId = connection.claims().sessionId();
    Entry entry =
        Objects.requireNonNull(inSlot(sessionId, slot -> enter(slot, connection)), "an entry");
    Connection old = entry.old();
    if (old != null) {
      boolean told = connection.behaviour().explainsTakeover();
      old.wire()
          .close(
              told ? CloseCode.TAKEN_OVER : CloseCode.NORMAL,
              told ? "taken over by a newer connection" : "");
    }
    // Before any frame of the connection is answered, so that turns keep their order.
    agent.resume(entry.context(), connection.behaviour()::finishes);
    bring(sessionId);
    seenAt.accept(sessionId, connection.place());
  }

  /** Notes the end of a connection; if it was its session's own, the gap begins. */
  void closed(Connection connection, boolean clean) {
    String sessionId = connection.claims().sessionId();
    try {
      inSlot(
          sessionId,
          slot -> {
            if (slot.current == connection) {
              slot.current = null;
            }
            boolean inTurn = agent.inTurn(sessionId);
            records.change(
                sessionId,
                record ->
                    record.map(
                        kept -> kept.left(holder(connection), clock.instant(), inTurn, clean)));
            return null;
          });
    } catch (StoreException e) {
      // As if this backend had died: the next return finds out by itself how long it was away.
      LOG.warn("the end of a connection could not be noted: {}", e.getMessage());
    }
  }

  /** The session's connection to this backend, if it has one. */
  public Optional<Connection> connection(String sessionId) {
    SessionSlot slot = slots.get(sessionId);
    if (slot == null) {
      return Optional.empty();
    }
    synchronized (slot) {
      return Optional.ofNullable(slot.current);
    }
  }

  /** Whether the session has a connection to any backend that lives. */
  public boolean connected(String sessionId) {
    return records
        .get(sessionId)
        .map(SessionRecord::holder)
        .filter(holder -> node.deathOf(holder.node()).isEmpty())
        .isPresent();
  }

  /** How many connections the session has had; 0 if it is not known. */
  public int connectionsSeen(String sessionId) {
    return records.get(sessionId).map(SessionRecord::connections).orElse(0);
  }

  /** Brings the session's connection to this backend what waits for it; false if it has none. */
  boolean bring(String sessionId) {
    return Boolean.TRUE.equals(
        inSlot(
            sessionId,
            slot -> {
              if (slot.current != null) {
                postman.bring(slot.current);
              }
              return slot.current != null;
            }));
  }

  /** The backend that serves the session, as far as is known. */
  Optional<String> servedBy(String sessionId) {
    return records.get(sessionId).map(SessionRecord::holder).map(Holder::node);
  }

  /** Ends a connection that has lost its session to one of another backend. */
  void takenOver(String sessionId, String connectionId) {
    Connection lost =
        inSlot(
            sessionId,
            slot -> {
              Connection current = slot.current;
              if (current == null || !current.id().equals(connectionId)) {
                return null;
              }
              slot.current = null;
              return current;
            });
    if (lost != null) {
      lost.cut(CloseCode.TAKEN_OVER, "taken over by a newer connection");
    }
  }

  /** Another backend serves that connection no more, which has lost its session to one here. */
  void yielded(String sessionId, String connectionId) {
    handovers.yielded(connectionId, sessionId);
  }

  /** Ends every connection whose session is served elsewhere by now. */
  void review() {
    slots.forEach(
        (sessionId, slot) ->
            connection(sessionId)
                .filter(mine -> !heldBy(mine))
                .ifPresent(mine -> takenOver(sessionId, mine.id())));
  }

  /** Forgets, context and all, the sessions that have had no connection since before an instant. */
  Set<String> forgetAwayBefore(Instant instant) {
    Map<String, SessionRecord> due = new HashMap<>();
    records.each(
        (sessionId, record) -> {
          if (awaySince(record).filter(since -> since.isBefore(instant)).isPresent()) {
            due.put(sessionId, record);
          }
        });
    due.entrySet().removeIf(entry -> !forget(entry.getKey(), entry.getValue()));
    node.forgetBefore(instant);
    return due.keySet();
  }

  private boolean forget(String sessionId, SessionRecord asSeen) {
    Optional<AgentContext> context = store.load(sessionId);
    if (!records.replace(sessionId, Optional.of(asSeen), Optional.empty())) {
      // Who came back just now has begun a new incarnation, and keeps it.
      return false;
    }
    context.ifPresent(last -> store.remove(sessionId, last.revision()));
    return true;
  }

  /** What a connection found: the one that it took the session from, and the context. */
  private record Entry(@Nullable Connection old, AgentContext context) {}

  private Entry enter(SessionSlot slot, Connection connection) {
    SessionClaims claims = connection.claims();
    String sessionId = claims.sessionId();
    Optional<SessionRecord> before = take(connection);
    Optional<AgentContext> known = store.load(sessionId);
    Optional<SessionReturn> reconnection =
        known.map(context -> reconnection(before, connection, context));
    Retained retained =
        reconnection.isEmpty() || known.isEmpty()
            ? null
            : retained(reconnection.get(), known.get());
    AgentContext context = retained == null ? begun(claims) : retained.context();
    ConnectionBehaviour chosen =
        behaviour.towards(sessionId, claims.userId(), reconnection, context);
    connection.begin(chosen, context.revision().incarnation());
    if (chosen.countsTwice()) {
      take(connection);
    }
    Connection old = slot.current;
    boolean taken = old != null && chosen.endsOldConnection() && old.silence();
    if (chosen.endsOldConnection()) {
      tellFormer(before, sessionId);
    }
    slot.current = connection;
    if (retained != null) {
      traffic.reconnection(retained.gapClass());
    }
    new FirstFrames(connection, chosen, moved(before, connection), retained).send(context);
    return new Entry(taken ? old : null, context);
  }

  private Optional<SessionRecord> take(Connection connection) {
    return records
        .change(
            connection.claims().sessionId(),
            record ->
                Optional.of(SessionRecord.taken(record, holder(connection), connection.place())))
        .before();
  }

  private void tellFormer(Optional<SessionRecord> before, String sessionId) {
    Holder former = before.map(SessionRecord::holder).orElse(null);
    if (former != null && !former.node().equals(node.id())) {
      handovers.from(former, sessionId);
    }
  }

  private SessionReturn reconnection(
      Optional<SessionRecord> before, Connection connection, AgentContext context) {
    Optional<Instant> since =
        before.isEmpty() ? Optional.of(Instant.EPOCH) : awaySince(before.get());
    // A backend that died noted no end: what the session did is a sign of life as good as a beat.
    boolean seenToEnd = before.map(SessionRecord::leftAt).isPresent();
    Duration away =
        since
            .map(
                at -> seenToEnd || at.isAfter(context.lastActivity()) ? at : context.lastActivity())
            .map(this::since)
            .orElse(Duration.ZERO);
    return new SessionReturn(
        context.sessionId(),
        context.userId(),
        Math.max(1, before.map(SessionRecord::connections).orElse(0)),
        away,
        before
            .filter(record -> !record.lastPlace().ip().equals(connection.place().ip()))
            .isPresent(),
        seenToEnd
            ? before.filter(SessionRecord::midTurn).isPresent()
            : agent.inTurn(context.sessionId()),
        before.filter(SessionRecord::cleanEnd).isPresent(),
        since.isEmpty());
  }

  /** Since when a session has no connection; empty while it has one. */
  private Optional<Instant> awaySince(SessionRecord record) {
    if (record.leftAt() != null) {
      return Optional.of(record.leftAt());
    }
    Holder holder = record.holder();
    return holder == null ? Optional.of(Instant.EPOCH) : node.deathOf(holder.node());
  }

  private Duration since(Instant instant) {
    Duration away = Duration.between(instant, clock.instant());
    return away.isNegative() ? Duration.ZERO : away;
  }

  private Retained retained(SessionReturn reconnection, AgentContext known) {
    AgentContext current = known;
    Revision expected = known.revision();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Retained retained = retention.onReturn(reconnection, current);
      if (retained.context().revision().equals(expected)
          || store.commit(expected, retained.context())) {
        return retained;
      }
      // A turn ended between reading and committing: what it produced is to be retained too.
      Optional<AgentContext> again = store.load(known.sessionId());
      current = again.orElse(current);
      expected = again.map(AgentContext::revision).orElse(Revision.NONE);
    }
    throw new IllegalStateException("the context of a returning session does not hold still");
  }

  private AgentContext begun(SessionClaims claims) {
    AgentContext clean =
        AgentContext.clean(claims.sessionId(), claims.userId(), 1, clock.instant());
    store.commit(Revision.NONE, clean);
    return store.load(claims.sessionId()).orElse(clean);
  }

  private Holder holder(Connection connection) {
    return new Holder(node.id(), connection.id());
  }

  private boolean heldBy(Connection connection) {
    return records
        .get(connection.claims().sessionId())
        .map(SessionRecord::holder)
        .filter(holder(connection)::equals)
        .isPresent();
  }

  private static boolean moved(Optional<SessionRecord> before, Connection connection) {
    return before.filter(record -> !record.lastPlace().equals(connection.place())).isPresent();
  }

  private <T> @Nullable T inSlot(String sessionId, Function<SessionSlot, @Nullable T> action) {
    while (true) {
      SessionSlot slot = slots.computeIfAbsent(sessionId, id -> new SessionSlot());
      synchronized (slot) {
        if (!slot.removed) {
          try {
            return action.apply(slot);
          } finally {
            slot.removed = slot.current == null && slots.remove(sessionId, slot);
          }
        }
      }
    }
  }
}
