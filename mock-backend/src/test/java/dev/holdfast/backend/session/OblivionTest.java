package dev.holdfast.backend.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backend.agent.AgentPace;
import dev.holdfast.backend.agent.ScriptedAgent;
import dev.holdfast.backend.auth.MutableClock;
import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.InMemoryContextStore;
import dev.holdfast.backend.context.RetentionLimits;
import dev.holdfast.backend.context.RetentionPolicy;
import dev.holdfast.backend.context.Revision;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OblivionTest {
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final MutableClock clock = new MutableClock();
  private final InMemoryContextStore store = new InMemoryContextStore();
  private final Sessions sessions =
      new Sessions(
          store,
          new RetentionPolicy(RetentionLimits.standard(), clock),
          Behaviour.HONEST,
          new ScriptedAgent(store, clock, scheduler, AgentPace.INSTANT),
          clock,
          new Traffic(new SimpleMeterRegistry()),
          (sessionId, place) -> {});

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  @Test
  void forgetsWhoIsAwayForTooLongAndNobodyElse() {
    for (String id : new String[] {"gone", "away", "here"}) {
      store.commit(Revision.NONE, AgentContext.clean(id, "u", 1, clock.instant()));
    }
    store.left("gone", clock.instant());
    clock.add(Duration.ofHours(1));
    store.left("away", clock.instant());
    clock.add(Duration.ofHours(1));

    new Oblivion(store, sessions, Duration.ofMinutes(90), clock).run();

    assertThat(store.load("gone")).isEmpty();
    assertThat(store.load("away")).isPresent();
    assertThat(store.load("here")).isPresent();
  }

  @Test
  void refusesATimeThatIsNotPositive() {
    assertThatThrownBy(() -> new Oblivion(store, sessions, Duration.ZERO, clock))
        .hasMessageContaining("forget-after must be positive, got: PT0S");
  }
}
