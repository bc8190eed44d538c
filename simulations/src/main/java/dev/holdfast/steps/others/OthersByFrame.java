package dev.holdfast.steps.others;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.steps.connection.Frames;
import dev.holdfast.user.OtherVoice;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.VirtualUser;
import dev.holdfast.user.voices.Voice;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Another speaks by a frame on a connection of its own, where many users share the other. */
public final class OthersByFrame implements OthersSpeech {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final String OUTCOME = "others-outcome";

  private final RunContext runContext;

  /** Of users of that run. */
  public OthersByFrame(RunContext runContext) {
    this.runContext = runContext;
  }

  @Override
  public ChainBuilder speak(boolean away) {
    return exec(session -> begin(session, away))
        .exec(
            asLongAs((Session session) -> !outcome(session).isDone())
                .on(pause(LOOK_AGAIN).exec(Frames.drainIfOpen())))
        .exec(OthersByFrame::answered);
  }

  private Session begin(Session session, boolean away) {
    VirtualUser user = VirtualUser.of(session);
    OtherVoice.Said said = user.speech().others().speak(away);
    return session.set(
        OUTCOME,
        runContext
            .voices()
            .to(user.number())
            .say(user.dialect().address(), said.id(), said.text()));
  }

  private static Session answered(Session session) {
    OtherVoice others = VirtualUser.of(session).speech().others();
    String outcome = outcome(session).getNow("no answer");
    if (outcome.equals(Voice.TAKEN)) {
      others.accepted();
    } else {
      others.refused(outcome);
    }
    return session.remove(OUTCOME);
  }

  private static CompletableFuture<String> outcome(Session session) {
    return Objects.requireNonNull(session.<CompletableFuture<String>>get(OUTCOME));
  }
}
