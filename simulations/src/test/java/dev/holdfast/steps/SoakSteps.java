package dev.holdfast.steps;

import static io.gatling.javaapi.core.CoreDsl.exec;

import dev.holdfast.plan.Behaviour;
import dev.holdfast.plan.GapPlan;
import dev.holdfast.plan.LoadPlan;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** What users of a soak do: one session after another, each return drawn when it is due. */
public final class SoakSteps {

  private static final String BEHAVIOUR = "behaviour";
  private static final String GENERATION = "generation";
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final Bench bench;
  private final SoakTime time;
  private final Story story;
  private final AtomicInteger numbers = new AtomicInteger();

  /** Steps of users on that bench, whose figures count when the soak is warm. */
  public SoakSteps(Bench bench, SoakTime time) {
    this.bench = bench;
    this.time = time;
    this.story = new Story("soak", true, true, time::isWarm);
  }

  /** Another session begins, of a user that nobody was before. */
  public ChainBuilder openSession() {
    return exec(session -> session.set(GENERATION, generation(session) + 1))
        .exec(new SessionSteps(bench).openSession((its, userId) -> born()));
  }

  /**
   * Whether this session is to go on. The first one of a user is cut short at another point for
   * each, so that sessions do not end in lock-step.
   */
  public boolean goesOn(Session session) {
    VirtualUser user = VirtualUser.of(session);
    int cycles = bench.plan().soak().cycles();
    int its = generation(session) == 1 ? 1 + user.number() % cycles : cycles;
    return !time.isOver() && user.itinerary().cycle() < its;
  }

  /** The next return is drawn from the mix, and announced. */
  public ChainBuilder planNext() {
    return exec(
        session -> {
          VirtualUser user = VirtualUser.of(session);
          SplittableRandom random = random(user.number(), user.itinerary().cycle() + 1);
          Behaviour drawn = bench.plan().soak().mix().drawn(random.nextDouble());
          PlannedReturn planned = planned(drawn);
          if (planned.gap().compareTo(time.left()) > 0) {
            drawn = Behaviour.BRIEF;
            planned = planned(drawn);
          }
          user.itinerary().announce(planned, random.nextDouble() < bench.plan().soak().fullShare());
          return session.set(BEHAVIOUR, drawn.id());
        });
  }

  /** What {@link #planNext} drew: the id of a {@link Behaviour}. */
  public static Object drawn(Session session) {
    return String.valueOf(session.getString(BEHAVIOUR));
  }

  private VirtualUser born() {
    int number = numbers.incrementAndGet();
    VirtualUser user = new VirtualUser(bench, number, story, List.of());
    if (random(number, 0).nextDouble() >= bench.plan().soak().fullShare()) {
      user.keepNoEvidence();
    }
    return user;
  }

  private SplittableRandom random(int number, int cycle) {
    return new SplittableRandom(bench.plan().load().seed() + GOLDEN * number + cycle);
  }

  private PlannedReturn planned(Behaviour behaviour) {
    GapPlan gaps = bench.plan().gaps();
    return switch (behaviour) {
      case BRIEF -> after(gaps.brief());
      case MEDIUM -> after(gaps.medium());
      case EXTENDED -> after(gaps.extended());
      case MOVE -> after(gaps.place()).moving();
      case MID_TURN -> after(gaps.place()).by(Loss.MID_TURN);
      case UNACKED -> after(gaps.place()).by(Loss.UNACKED);
      case REFUSED -> after(gaps.place()).by(Loss.REFUSED);
      case SILENT -> after(gaps.place()).by(Loss.SILENT);
      case SERVER_GONE -> after(gaps.place()).by(Loss.SERVER_GONE);
      case TAKEN_OVER -> after(gaps.place()).by(Loss.TAKEN_OVER);
    };
  }

  private PlannedReturn after(Duration gap) {
    LoadPlan load = bench.plan().load();
    return PlannedReturn.after(load.scaled(gap));
  }

  private static int generation(Session session) {
    return session.contains(GENERATION) ? session.getInt(GENERATION) : 0;
  }
}
