package dev.holdfast.backend.defects;

import dev.holdfast.backend.auth.tokens.TokenVerifier;
import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.context.RetentionLimits;
import dev.holdfast.backend.context.RetentionPolicy;
import dev.holdfast.backend.context.RetentionRule;
import dev.holdfast.backend.mailbox.Lifetime;
import dev.holdfast.backend.session.AdmissionRule;
import dev.holdfast.backend.session.ServerBehaviour;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Seeds a plan's defects at the backend's six seams: the store, retention, admission, the verifier
 * of new tokens, the life of what is left in mailboxes and the behaviour towards each connection.
 * With an empty plan each seam is the honest one itself.
 */
public final class SeededDefects {
  /** Who leaves a letter names a session, and no user. */
  private static final String ANYBODY = "";

  private static final Duration FOR_EVER = Duration.ofDays(365);

  private final DefectPlan plan;
  private final Dice dice;
  private final Injections injections;

  /** The defects of a plan, counted in {@code holdfast_backend_defects_total}. */
  public SeededDefects(DefectPlan plan, MeterRegistry metrics) {
    this.plan = plan;
    this.dice = new Dice(plan, System::nanoTime);
    this.injections = new Injections(plan, metrics);
  }

  /** The store to use: one that remembers, if anything is seeded. */
  public ContextStore store(ContextStore honest) {
    return plan.isEmpty() ? honest : new RememberingStore(honest);
  }

  /** The retention to use. */
  public RetentionRule retention(RetentionPolicy honest, RetentionLimits limits) {
    return plan.isEmpty() ? honest : new DefectiveRetention(honest, limits, dice, injections);
  }

  /** The admission to use. */
  public AdmissionRule admission(AdmissionRule honest, InstantSource clock) {
    return plan.isEmpty()
        ? honest
        : new DefectiveAdmission(honest, new UnverifiedClaims(clock), dice, injections);
  }

  /** The verifier of tokens that come over an open connection. */
  public TokenVerifier verifier(TokenVerifier honest, InstantSource clock) {
    return plan.rate(Defect.FORGED_REFRESH) == 0
        ? honest
        : new CredulousVerifier(honest, new UnverifiedClaims(clock), dice, injections);
  }

  /** The life of letters to use. */
  public Lifetime lifetime() {
    return plan.rate(Defect.STALE_NOTIFICATION) == 0
        ? Lifetime.HONEST
        : (messageId, promised) -> {
          boolean hit = dice.hits(Defect.STALE_NOTIFICATION, ANYBODY, messageId);
          if (hit) {
            injections.count(Defect.STALE_NOTIFICATION);
          }
          return hit ? FOR_EVER : promised;
        };
  }

  /**
   * The behaviour to use.
   *
   * @param store what {@link #store} gave
   */
  public ServerBehaviour behaviour(
      ContextStore store, RetentionLimits limits, ScheduledExecutorService scheduler) {
    return store instanceof RememberingStore past
        ? new DefectiveBehaviour(plan, dice, past, injections, limits, scheduler)
        : ServerBehaviour.HONEST;
  }
}
