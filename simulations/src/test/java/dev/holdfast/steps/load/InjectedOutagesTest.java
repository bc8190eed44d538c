package dev.holdfast.steps.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.plan.Loss;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Only what a planned event can have spoiled is blamed on it. */
final class InjectedOutagesTest {

  private static final long AFTERMATH = 5;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final InjectedOutages outages = new InjectedOutages(now::get, AFTERMATH);

  @Test
  void beforeTheFirstNothingIsBlamed() {
    assertThat(outages.since(now.get())).isEmpty();
    assertThat(outages.feltAt(now.get())).isEmpty();
    assertThat(outages.atRest()).isTrue();
  }

  @Test
  void whileOneIsUnderWayItIsToBlame() {
    outages.begin("kill-1", Loss.BACKEND_KILLED);
    now.addAndGet(100);

    assertThat(outages.atRest()).isFalse();
    assertThat(outages.since(now.get()).orElseThrow().event()).isEqualTo("kill-1");
    assertThat(outages.feltAt(now.get()).orElseThrow().loss()).isEqualTo(Loss.BACKEND_KILLED);
  }

  @Test
  void afterwardsOnlyForConnectionsThatWereAliveBeforeAndAttemptsInItsAftermath() {
    long alive = now.get();
    outages.begin("drop-1", Loss.RESET);
    long over = now.addAndGet(100);
    outages.over();

    assertThat(outages.atRest()).isTrue();
    assertThat(outages.since(alive)).isPresent();
    assertThat(outages.since(over + 1)).isEmpty();
    assertThat(outages.feltAt(over + AFTERMATH)).isPresent();
    assertThat(outages.feltAt(over + AFTERMATH + 1)).isEmpty();
  }

  @Test
  void whatEndedIsRememberedOverWhatOnlyCutConnections() {
    long alive = now.get();
    outages.begin("command-1", Loss.COMMANDED, Outage.NODE);
    assertThat(outages.endedSince(now.get())).isEqualTo(Outage.NODE);
    long over = now.addAndGet(100);
    outages.over();
    now.addAndGet(100);
    outages.begin("drop-1", Loss.RESET);
    outages.over();

    assertThat(outages.endedSince(alive)).isEqualTo(Outage.NODE);
    assertThat(outages.endedSince(over + 1)).isEqualTo(Outage.NONE);
  }

  @Test
  void aBackendThatIsKilledOrDrainedEnds() {
    assertThat(outages.endedSince(now.get())).isEqualTo(Outage.NONE);
    outages.begin("drain-1", Loss.BACKEND_DRAINED);

    assertThat(outages.endedSince(now.get())).isEqualTo(Outage.RESTART);
  }
}
