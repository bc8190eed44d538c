package dev.holdfast.steps;

import static io.gatling.javaapi.core.CoreDsl.exec;

import dev.holdfast.plan.GapPlan;
import dev.holdfast.plan.LoadPlan;
import dev.holdfast.plan.LoadShare;
import dev.holdfast.plan.soak.Behaviour;
import dev.holdfast.statistics.EffectiveSample;
import dev.holdfast.steps.load.InjectedOutages;
import dev.holdfast.steps.load.SoakTime;
import dev.holdfast.steps.load.Storm;
import dev.holdfast.talk.Variety;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** What users of a soak do: one session after another, each return drawn when it is due. */
public final class SoakSteps {

  /** What is drawn for a user whose connection was lost with all others'. */
  public static final String STRUCK = "struck";

  private static final String SLOT = "slot";
  private static final String BEHAVIOUR = "behaviour";
  private static final String BORN = "born";
  private static final String GENERATION = "generation";
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final RunContext runContext;
  private final SoakTime time;
  private final InjectedOutages outages;
  private final Storm storm;
  private final ScenarioMetadata metadata;
  private final AtomicInteger slots = new AtomicInteger();
  private final AtomicInteger numbers = new AtomicInteger();

  /**
   * Steps of users of that run, whose figures count when the soak is warm.
   *
   * @param outages what strikes them all
   * @param storm finds those who are there
   */
  public SoakSteps(RunContext runContext, SoakTime time, InjectedOutages outages, Storm storm) {
    this.runContext = runContext;
    this.time = time;
    this.outages = outages;
    this.storm = storm;
    this.metadata = new ScenarioMetadata("soak", true, true, false, time::isWarm, Variety.ALL);
  }

  /** Gatling's user comes to be; it has one session after another. */
  public ChainBuilder arrive() {
    return exec(session -> session.set(SLOT, share().number(slots.getAndIncrement()) + 1));
  }

  /** Another session begins, of a user that nobody was before. */
  public ChainBuilder openSession() {
    return exec(session ->
            session.set(GENERATION, generation(session) + 1).set(BORN, System.nanoTime()))
        .exec(new SessionSteps(runContext).openSession((its, userId) -> born()))
        .exec(storm.join());
  }

  /** The session ends, and its user is nobody any more. */
  public ChainBuilder endSession() {
    return storm
        .leave()
        .exec(this::excuseWhomItStruck)
        .exec(new SessionSteps(runContext).end())
        .exec(
            session -> {
              runContext.network().forget(VirtualUser.of(session).name());
              return session;
            });
  }

  /** Whether at this time of the day the user is there: so many of all are. */
  public boolean isAwake(Session session) {
    double share = runContext.plan().soak().day().share(time.sinceWarm());
    return session.getInt(SLOT) <= Math.ceil(share * runContext.plan().load().users());
  }

  /**
   * Whether the connection was lost with those of all others, and its user has not yet come back.
   */
  public boolean isStruck(Session session) {
    return !SocketState.isOpen(session, SocketState.SOCKET)
        && outages.since(VirtualUser.of(session).lastAlive()).isPresent();
  }

  /** Whether the user has just arrived. */
  private static boolean isFirstSession(Session session) {
    return generation(session) == 1;
  }

  /**
   * Whether this session is to go on. The first one of a user is cut short at another point for
   * each, so that sessions do not end in lock-step.
   */
  public boolean goesOn(Session session) {
    VirtualUser user = VirtualUser.of(session);
    int cycles = runContext.plan().soak().cycles();
    int its = isFirstSession(session) ? 1 + user.number() % cycles : cycles;
    return !time.isOver()
        && isAwake(session)
        && !user.reconnectPlan().isSessionGone()
        && user.reconnectPlan().cycle() < its;
  }

  /** The next return is drawn from the mix, and announced; one that a strike forces comes first. */
  public ChainBuilder planNext() {
    return exec(
        session -> {
          VirtualUser user = VirtualUser.of(session);
          int cycle = user.reconnectPlan().cycle() + 1;
          SplittableRandom random = random(user.number(), cycle);
          Behaviour drawn = runContext.plan().soak().mix().drawn(random.nextDouble());
          boolean full = random.nextDouble() < runContext.plan().soak().fullShare();
          expose(user, cycle + 1);
          Optional<InjectedOutages.Strike> strike = struckBy(session);
          if (strike.isPresent()) {
            user.reconnectPlan().announce(planned(strike.get()), full);
            return session.set(BEHAVIOUR, STRUCK);
          }
          // Who has lost its connection already can lose none in a way of its own.
          boolean connected = SocketState.isOpen(session, SocketState.SOCKET);
          if (!connected || planned(drawn).gap().compareTo(time.left()) > 0) {
            drawn = Behaviour.BRIEF;
          }
          user.reconnectPlan().announce(planned(drawn), full);
          return session.set(BEHAVIOUR, drawn.id());
        });
  }

  private Optional<InjectedOutages.Strike> struckBy(Session session) {
    return isStruck(session)
        ? outages.since(VirtualUser.of(session).lastAlive())
        : Optional.empty();
  }

  /** The connection that will be lost in that cycle leads through the proxy only if it must. */
  private void expose(VirtualUser user, int cycle) {
    double draw = random(user.number(), cycle).nextDouble();
    runContext.network().expose(user.name(), runContext.plan().soak().mix().drawn(draw).isFault());
  }

  /** Whether that may ever be drawn. */
  public boolean canDraw(Behaviour behaviour) {
    return behaviour.equals(Behaviour.BRIEF)
        || runContext.plan().soak().mix().weights().containsKey(behaviour);
  }

  /** What {@link #planNext} drew: the id of a {@link Behaviour}, or {@link #STRUCK}. */
  public static Object drawn(Session session) {
    return String.valueOf(session.getString(BEHAVIOUR));
  }

  /** What strikes all connections strikes those that are only beginning, too. */
  private Session excuseWhomItStruck(Session session) {
    if (outages.feltAt(session.getLong(BORN)).isPresent()) {
      VirtualUser.of(session).reconnectPlan().establishment().excuse();
    }
    return session;
  }

  private LoadShare share() {
    return runContext.plan().load().share();
  }

  private VirtualUser born() {
    int number = share().number(numbers.incrementAndGet());
    VirtualUser user = new VirtualUser(runContext, number, metadata, List.of());
    if (random(number, 0).nextDouble() >= runContext.plan().soak().fullShare()) {
      user.keepNoEvidence();
    }
    user.reconnectPlan().follow(outages::endedSince);
    expose(user, 1);
    return user;
  }

  private SplittableRandom random(int number, int cycle) {
    return new SplittableRandom(runContext.plan().load().seed() + GOLDEN * number + cycle);
  }

  private PlannedReturn planned(Behaviour behaviour) {
    GapPlan gaps = runContext.plan().gaps();
    PlannedReturn away =
        switch (behaviour.stay()) {
          case BRIEF -> after(gaps.brief());
          case MEDIUM -> after(gaps.medium());
          case EXTENDED -> after(gaps.extended());
          case MOVE -> after(gaps.place()).moving();
          case SAME_PLACE -> after(gaps.place());
        };
    return away.by(behaviour.loss());
  }

  private PlannedReturn planned(InjectedOutages.Strike strike) {
    return after(runContext.plan().resilience().gap())
        .by(strike.loss())
        .in(EffectiveSample.CLUSTER_DIMENSION, strike.event());
  }

  private PlannedReturn after(Duration gap) {
    LoadPlan load = runContext.plan().load();
    return PlannedReturn.after(load.scaled(gap));
  }

  private static int generation(Session session) {
    return session.contains(GENERATION) ? session.getInt(GENERATION) : 0;
  }
}
