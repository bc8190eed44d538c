package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Tag;
import dev.holdfast.continuity.owed.Fetch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One user's session with a reference server, as its ledger sees it. */
public final class Talk {

  static final byte[] SECRET = "a secret of the test run".getBytes(StandardCharsets.US_ASCII);
  public static final String SESSION = "s-1";
  static final Tag TAG = Tag.of(SECRET, 1);
  public static final Tag STRANGER = Tag.of(SECRET, 2);
  static final ContinuityPolicy POLICY = ContinuityPolicy.standard();
  static final Gap BRIEF = Gap.of(Duration.ofSeconds(3));
  public static final Gap MEDIUM = Gap.of(Duration.ofMinutes(2));
  public static final Gap EXTENDED = Gap.of(Duration.ofMinutes(6));

  public final ReferenceServer server = new ReferenceServer();
  public final Ledger ledger;
  private final BiConsumer<Reconnection, Judgement> judged;
  final Oracle oracle = new Oracle(POLICY);
  private int sent;
  private int cycle;

  public Talk() {
    this(new Ledger(SESSION, TAG), (reconnection, judgement) -> {});
  }

  public Talk(Ledger ledger, BiConsumer<Reconnection, Judgement> judged) {
    this.ledger = ledger;
    this.judged = judged;
  }

  /** A session with some turns behind it, idle. */
  public static Talk afterTurns(int turns) {
    Talk talk = new Talk();
    for (int turn = 1; turn <= turns; turn++) {
      talk.turn(new Memory(Map.of("p" + turn, "v" + turn), Map.of("budget", turn + "000")));
    }
    return talk;
  }

  String nextId() {
    return "m-" + ++sent;
  }

  /** Sends a message, which arrives and is acknowledged. */
  public String say(Memory memory, boolean reply) {
    String id = nextId();
    hear(send(id, memory, reply));
    return id;
  }

  /** Sends a message, which arrives; its ack is returned, not heard. */
  ServerEvent.Acked send(String id, Memory memory, boolean reply) {
    return send(id, memory, memory, reply);
  }

  /** The same, to a server that writes another memory than it was asked to. */
  ServerEvent.Acked send(String id, Memory asked, Memory written, boolean reply) {
    String content = TAG.mark("question " + id, sent);
    ledger.sent(id, content, asked, reply);
    return server.receive(id, content, written, reply);
  }

  /** A whole turn: message, ack, chunks, tool call, answer. */
  public String turn(Memory memory) {
    String id = say(memory, true);
    server.chunks(3).forEach(this::hear);
    server.finishTurn().forEach(this::hear);
    return id;
  }

  public List<Finding> hear(ServerEvent event) {
    return ledger.observe(event);
  }

  public Return comingBack() {
    return new Return(server.now());
  }

  public Return comingBackWith(Snapshot restored) {
    return new Return(restored);
  }

  /** One return, with what it shows; judged against the ledger. */
  final class Return {
    private boolean entitled = true;
    private boolean idle = ledger.idle();
    private Gap gap = BRIEF;
    private Admission admission = Admission.admitted();
    private ServerEvent.@Nullable Established greeting;
    private ServerEvent.@Nullable Status status;
    private @Nullable ServerEvent history;
    private @Nullable ServerEvent context;
    private final List<ServerEvent> pushes = new ArrayList<>();
    private final List<Runnable> meanwhile = new ArrayList<>();
    private Duration restore = Duration.ofMillis(20);
    private Reconnection.Takeover takeover = Reconnection.Takeover.UNSEEN;
    private Reconnection.Whereabouts whereabouts = Reconnection.Whereabouts.UNKNOWN;

    Return(Snapshot shown) {
      greeting = new ServerEvent.Established(SESSION, true, true, true, false, shown.version());
      history = shown.historyEvent();
      context = shown.contextEvent(SESSION);
    }

    Return stranger() {
      entitled = false;
      return this;
    }

    Return after(Gap away) {
      gap = away;
      return this;
    }

    Return answered(Admission answer) {
      admission = answer;
      return this;
    }

    Return greeted(ServerEvent.@Nullable Established by) {
      greeting = by;
      return this;
    }

    Return told(ServerEvent.Status by) {
      status = by;
      return this;
    }

    /** Told honestly of what is missing. */
    Return warned() {
      return told(
          new ServerEvent.Status(false, preserved(), GapClass.MEDIUM, "a loss", false, false));
    }

    private double preserved() {
      int items = 0;
      if (history instanceof ServerEvent.History came) {
        items += came.messages().size();
      }
      if (context instanceof ServerEvent.Context came) {
        items += came.memory().size() + came.toolCalls().size();
      }
      return Math.min(1, (double) items / Math.max(1, ledger.items()));
    }

    Return toldExpired() {
      return told(new ServerEvent.Status(false, 0, GapClass.EXTENDED, "gone", true, true));
    }

    Return history(@Nullable ServerEvent event) {
      history = event;
      return this;
    }

    Return context(@Nullable ServerEvent event) {
      context = event;
      return this;
    }

    Return pushed(ServerEvent event) {
      pushes.add(event);
      return this;
    }

    /** These are asked for on the new connection. */
    Return asking(Fetch... parts) {
      return andThen(() -> List.of(parts).forEach(ledger::asked));
    }

    /** That happens next on the way back. */
    Return andThen(Runnable next) {
      meanwhile.add(next);
      return this;
    }

    Return within(Duration time) {
      restore = time;
      return this;
    }

    Return oldConnectionServed() {
      return takenOver(Reconnection.Takeover.BOTH_SERVED);
    }

    Return takenOver(Reconnection.Takeover outcome) {
      takeover = outcome;
      return this;
    }

    Return from(Reconnection.Whereabouts place) {
      whereabouts = place;
      return this;
    }

    Return working() {
      idle = false;
      return this;
    }

    Reconnection reconnection() {
      List<ServerEvent> events = new ArrayList<>();
      add(events, greeting);
      add(events, status);
      events.addAll(pushes);
      add(events, history);
      add(events, context);
      return new Reconnection(
          cycle + 1,
          entitled,
          idle,
          gap,
          admission,
          events,
          restore,
          takeover,
          whereabouts,
          Reconnection.Outage.NONE);
    }

    Judgement judgement() {
      return oracle.judge(ledger, reconnection());
    }

    /** Judges and adopts, as a simulation does. */
    Judgement done() {
      ledger.connectionLost();
      meanwhile.forEach(Runnable::run);
      Reconnection reconnection = reconnection();
      Judgement judgement = oracle.judge(ledger, reconnection);
      judged.accept(reconnection, judgement);
      ledger.adopt(reconnection, judgement);
      cycle++;
      return judgement;
    }

    private void add(List<ServerEvent> events, @Nullable ServerEvent event) {
      if (event != null) {
        events.add(event);
      }
    }
  }
}
