package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.Fetch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Plays a session with a correct server: any mixture of turns, cuts at any moment, and returns. */
final class RandomTalk {

  /** What can happen next. */
  enum Step {
    TURN,
    REMEMBER,
    CUT_IDLE,
    CUT_IN_TURN,
    CUT_BEFORE_ACK,
    CUT_WITH_MESSAGE_LOST,
    CUT_TWO_TURNS,
    MEDIUM_GAP,
    EXTENDED_GAP,
    FETCH,
    LATE_FETCH
  }

  final Talk talk;
  private final Random random;

  RandomTalk(long seed) {
    this(seed, new Talk());
  }

  RandomTalk(long seed, Talk talk) {
    this.random = new Random(seed);
    this.talk = talk;
  }

  /** Plays one step; the judgement if it was a return, else a return that is judged at once. */
  Judgement play(Step step) {
    if (step == Step.TURN && talk.server.working()) {
      settle();
    }
    switch (step) {
      case TURN -> talk.turn(memory());
      case REMEMBER -> talk.say(memory(), false);
      case CUT_IN_TURN -> cutInTurn();
      case CUT_BEFORE_ACK -> {
        talk.send(talk.nextId(), memory(), random.nextBoolean());
        finishSome();
      }
      case CUT_WITH_MESSAGE_LOST ->
          talk.ledger.sent(talk.nextId(), "never arrives", memory(), random.nextBoolean());
      case CUT_TWO_TURNS -> {
        talk.say(memory(), true);
        talk.say(memory(), true);
        finishSome();
      }
      case MEDIUM_GAP -> {
        return medium();
      }
      case EXTENDED_GAP -> {
        return extended();
      }
      case FETCH -> {
        talk.say(memory(), true);
        talk.comingBack().done();
        finishSome();
        talk.hear(talk.server.now().historyEvent());
        talk.hear(talk.server.now().contextEvent(Talk.SESSION));
      }
      case LATE_FETCH -> fetchLate();
      default -> {}
    }
    return back();
  }

  /** What is asked for before a turn is shown as of any moment, and comes at any later one. */
  private void fetchLate() {
    if (talk.server.working()) {
      settle();
    }
    talk.ledger.asked(Fetch.HISTORY);
    talk.ledger.asked(Fetch.CONTEXT);
    List<ServerEvent> said = new ArrayList<>();
    List<Snapshot> shown = new ArrayList<>(List.of(talk.server.now()));
    said.add(talk.send(talk.nextId(), memory(), true));
    shown.add(talk.server.now());
    said.addAll(talk.server.chunks(3));
    said.addAll(talk.server.finishTurn());
    shown.add(talk.server.now());
    insert(said, shown, each -> each.contextEvent(Talk.SESSION));
    insert(said, shown, Snapshot::historyEvent);
    said.forEach(talk::hear);
  }

  private void insert(
      List<ServerEvent> said, List<Snapshot> shown, Function<Snapshot, ServerEvent> part) {
    Snapshot moment = shown.get(random.nextInt(shown.size()));
    said.add(random.nextInt(said.size() + 1), part.apply(moment));
  }

  /** The whole server is idle, and so is the ledger after the return. */
  Judgement settle() {
    while (talk.server.working()) {
      talk.server.finishTurn();
    }
    return talk.comingBack().done();
  }

  private Judgement back() {
    Snapshot first = talk.server.now();
    if (talk.server.working() && random.nextInt(3) == 0) {
      talk.server.finishTurn();
      Snapshot second = talk.server.now();
      return talk.comingBackWith(first).context(second.contextEvent(Talk.SESSION)).done();
    }
    return talk.comingBack().done();
  }

  private void cutInTurn() {
    talk.say(memory(), true);
    List<ServerEvent> pushes = new ArrayList<>();
    // Turns are answered in order: an older one may still be before this.
    boolean alone = talk.server.waitingTurns() == 1;
    if (alone) {
      pushes.addAll(talk.server.chunks(4));
    }
    if (alone && random.nextBoolean()) {
      pushes.addAll(talk.server.finishTurn());
    }
    pushes.subList(0, random.nextInt(pushes.size() + 1)).forEach(talk::hear);
  }

  private void finishSome() {
    while (talk.server.working() && random.nextBoolean()) {
      talk.server.finishTurn();
    }
  }

  private Judgement medium() {
    Snapshot now = talk.server.now();
    int items = now.history().size() + now.memory().size() + now.calls().size();
    int given = Math.min((int) Math.floor(items * 0.05 + 1e-9), now.history().size());
    if (talk.server.working()) {
      given = 0;
    }
    int gone = given;
    if (gone > 0) {
      talk.server.restart(
          now.withHistory(list -> list.subList(gone, list.size())).withVersion(now.version() + 1));
    }
    Talk.Return back =
        talk.comingBack()
            .after(Gap.of(Duration.ofSeconds(30 + random.nextInt(270))))
            .within(Duration.ofMillis(1_500));
    return gone == 0
        ? back.told(new ServerEvent.Status(true, 1, GapClass.MEDIUM, null, false, false)).done()
        : back.warned().done();
  }

  private Judgement extended() {
    while (talk.server.working()) {
      talk.server.finishTurn();
    }
    talk.server.restart(Snapshot.FRESH);
    return talk.comingBack().after(Talk.EXTENDED).toldExpired().done();
  }

  private Memory memory() {
    return switch (random.nextInt(4)) {
      case 0 -> new Memory(Map.of("p" + random.nextInt(5), "v" + random.nextInt(3)), Map.of());
      case 1 -> new Memory(Map.of(), Map.of("v" + random.nextInt(5), "w" + random.nextInt(3)));
      default -> Memory.EMPTY;
    };
  }
}
