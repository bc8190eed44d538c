package dev.holdfast.backend.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backend.agent.AgentPace;
import dev.holdfast.backend.agent.ScriptedAgent;
import dev.holdfast.backend.auth.ClientPlace;
import dev.holdfast.backend.auth.MutableClock;
import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.context.RetentionLimits;
import dev.holdfast.backend.context.RetentionPolicy;
import dev.holdfast.backend.context.Revision;
import dev.holdfast.backend.mailbox.Letter;
import dev.holdfast.backend.mailbox.Lifetime;
import dev.holdfast.backend.mailbox.MailboxLimits;
import dev.holdfast.backend.mailbox.Mailboxes;
import dev.holdfast.backend.mailbox.Notification;
import dev.holdfast.backend.mailbox.Priority;
import dev.holdfast.backend.session.outbound.Traffic;
import dev.holdfast.backend.session.peers.Holder;
import dev.holdfast.backend.session.peers.Node;
import dev.holdfast.backend.store.KeyValueStore;
import dev.holdfast.backend.store.MemoryKeyValueStore;
import dev.holdfast.backend.store.MemoryStorage;
import dev.holdfast.backend.store.Messenger;
import dev.holdfast.backend.store.Storage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionReaperTest {
  private static final ClientPlace PLACE = new ClientPlace("192.0.2.1", "", "");

  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final MutableClock clock = new MutableClock();
  private final SharedStorage storage = new SharedStorage();
  private final ContextStore store = storage.contexts();
  private final KeyValueStore<SessionRecord> records =
      storage.keyValues("sessions", SessionRecord.class);
  private final Node node = new Node("n-1", storage, clock, Duration.ofSeconds(1));
  private final Set<String> forgotten = new HashSet<>();
  private final Mailboxes mail =
      new Mailboxes(storage, MailboxLimits.standard(), Lifetime.HONEST, clock);
  private final Sessions sessions =
      new Sessions(
          store,
          storage,
          node,
          new RetentionPolicy(RetentionLimits.standard(), clock),
          ServerBehaviour.HONEST,
          new ScriptedAgent(store, clock, scheduler, AgentPace.INSTANT, Long.MAX_VALUE),
          clock,
          new Traffic(new SimpleMeterRegistry()),
          new Postman(mail),
          (sessionId, place) -> {});

  /** Gives the same shelf to all who ask for its name, as a store on disk does. */
  private static final class SharedStorage implements Storage {
    private final MemoryStorage memory = new MemoryStorage();
    private final Map<String, KeyValueStore<?>> keyValueStores = new HashMap<>();

    @Override
    public ContextStore contexts() {
      return memory.contexts();
    }

    @Override
    @SuppressWarnings("unchecked") // A name has one type.
    public <V> KeyValueStore<V> keyValues(String name, Class<V> type) {
      return (KeyValueStore<V>)
          keyValueStores.computeIfAbsent(name, key -> new MemoryKeyValueStore<V>());
    }

    @Override
    public Messenger messenger() {
      return memory.messenger();
    }

    @Override
    public boolean waits() {
      return false;
    }

    @Override
    public void close() {}
  }

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  @Test
  void forgetsWhoIsAwayForTooLongAndNobodyElse() {
    known("gone", null, clock.instant());
    known("here", new Holder("n-1", "c-1"), null);
    clock.add(Duration.ofHours(1));
    known("away", null, clock.instant());
    clock.add(Duration.ofHours(1));

    reaper(Duration.ofMinutes(90)).run();

    assertThat(store.load("gone")).isEmpty();
    assertThat(records.get("gone")).isEmpty();
    assertThat(store.load("away")).isPresent();
    assertThat(store.load("here")).isPresent();
    assertThat(forgotten).containsExactly("gone");
  }

  @Test
  void forgetsWhomABackendThatDiedLongAgoHasLeftBehind() {
    known("orphan", new Holder("n-0", "c-1"), null);
    known("neighbour", new Holder("n-2", "c-1"), null);
    beat("n-0");
    clock.add(Duration.ofHours(2));
    beat("n-2");

    reaper(Duration.ofMinutes(90)).run();

    assertThat(store.load("orphan")).isEmpty();
    assertThat(store.load("neighbour")).isPresent();
    assertThat(storage.keyValues("nodes", Instant.class).get("n-0")).isEmpty();
  }

  @Test
  void emptiesTheMailboxesOfWhoIsForgottenAndOfWhatHasExpired() {
    known("gone", null, clock.instant());
    known("here", new Holder("n-1", "c-1"), null);
    long late = MailboxLimits.LONGEST_TTL_MILLIS;
    mail.leave("gone", new Letter("m-1", "x", Priority.NORMAL, OptionalLong.of(late)));
    mail.leave("here", new Letter("m-1", "x", Priority.NORMAL, OptionalLong.of(late)));
    mail.leave("here", new Letter("m-2", "x", Priority.NORMAL, OptionalLong.empty()));
    clock.add(Duration.ofHours(2));

    reaper(Duration.ofMinutes(90)).run();

    assertThat(mail.count()).isEqualTo(1);
    assertThat(mail.state("gone").queued()).isZero();
    assertThat(mail.due("here", 0)).extracting(Notification::messageId).containsExactly("m-1");
  }

  @Test
  void refusesATimeThatIsNotPositive() {
    assertThatThrownBy(() -> reaper(Duration.ZERO))
        .hasMessageContaining("forget-after must be positive, got: PT0S");
  }

  private SessionReaper reaper(Duration after) {
    return new SessionReaper(sessions, mail, after, clock, forgotten::addAll);
  }

  private void known(String sessionId, @Nullable Holder holder, @Nullable Instant leftAt) {
    store.commit(Revision.NONE, AgentContext.clean(sessionId, "u", 1, clock.instant()));
    records.replace(
        sessionId,
        Optional.empty(),
        Optional.of(new SessionRecord(1, PLACE, holder, leftAt, false, true)));
  }

  private void beat(String name) {
    storage
        .keyValues("nodes", Instant.class)
        .replace(name, Optional.empty(), Optional.of(clock.instant()));
  }
}
