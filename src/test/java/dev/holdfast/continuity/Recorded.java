package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Random sessions of correct and damaged servers, for tests of other packages. */
public final class Recorded {

  private static final List<RandomTalk.Step> STEPS = List.of(RandomTalk.Step.values());
  private static final List<Damage> DAMAGES = List.of(Damage.values());

  private Recorded() {}

  /** The oracle that judged. */
  public static Oracle oracle() {
    return new Oracle(Talk.POLICY);
  }

  /** The user's tag. */
  public static Tag tag() {
    return Talk.TAG;
  }

  /**
   * Plays a session of that seed and returns its judgements.
   *
   * @param ledger makes the session's ledger of the user's tag
   * @param judged is told of each judgement before it is adopted
   */
  public static List<Judgement> play(
      List<Integer> steps,
      long seed,
      Function<Tag, Ledger> ledger,
      BiConsumer<Reconnection, Judgement> judged) {
    List<Judgement> judgements = new ArrayList<>();
    RandomTalk session =
        new RandomTalk(
            seed,
            new Talk(
                ledger.apply(Talk.TAG),
                (reconnection, judgement) -> {
                  judged.accept(reconnection, judgement);
                  judgements.add(judgement);
                }));
    for (int step : steps) {
      int kinds = STEPS.size();
      if (step < kinds) {
        session.play(STEPS.get(step));
      } else {
        session.settle();
        session.talk.turn(Memory.EMPTY);
        session.talk.turn(Memory.EMPTY);
        session.talk.turn(Memory.EMPTY);
        Damage damage = DAMAGES.get((step - kinds) % DAMAGES.size());
        session
            .talk
            .comingBackWith(damage.inflict(session.talk.server.now(), new Random(seed)))
            .done();
        session.settle();
      }
    }
    return judgements;
  }
}
