package dev.holdfast.user;

import dev.holdfast.continuity.Oracle;
import dev.holdfast.continuity.model.Digests;
import dev.holdfast.continuity.model.Tag;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.TokenService;
import dev.holdfast.evidence.EvidenceWriter;
import dev.holdfast.evidence.SessionEvidence;
import dev.holdfast.measure.JudgementSink;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.user.accounts.Accounts;
import dev.holdfast.user.voices.Voices;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all virtual users of a run share.
 *
 * @param plan what the run is to do
 * @param target the backend, already found to answer
 * @param network how sockets reach it
 * @param dialect how to speak to it
 * @param oracle judges each return
 * @param recording where the run is recorded, once it has begun
 * @param progress how far the run has come
 * @param eventLoops is told of each event loop that virtual users run on
 * @param tags the mark in all texts of a virtual user, by its number; new for every run
 * @param listeners stand in the way of some clients
 * @param names what the names of its virtual users begin with, such as {@code user-}
 * @param accounts whom the target knows already
 * @param voices who else speaks in users' sessions, on connections
 */
public record RunContext(
    RunPlan plan,
    Target target,
    Network network,
    Dialect dialect,
    Oracle oracle,
    Supplier<Recording> recording,
    Progress progress,
    Consumer<Executor> eventLoops,
    IntFunction<Tag> tags,
    FaultyListeners listeners,
    String names,
    Accounts accounts,
    Voices voices) {

  /** The same whose users have these accounts. */
  public RunContext lending(Accounts other) {
    return new RunContext(
        plan,
        target,
        network,
        dialect,
        oracle,
        recording,
        progress,
        eventLoops,
        tags,
        listeners,
        names,
        other,
        voices.elsewhere(target, other));
  }

  /** The same with another backend, or with another way to the same. */
  public RunContext facing(Target other, Network otherNetwork) {
    return new RunContext(
        plan,
        other,
        otherNetwork,
        dialect,
        oracle,
        recording,
        progress,
        eventLoops,
        tags,
        listeners,
        names,
        accounts,
        other.equals(target) ? voices : voices.elsewhere(other, accounts));
  }

  public Digests digests() {
    return dialect.digests().orElseThrow();
  }

  /** How sessions are opened; asked for only where the dialect states that they can be. */
  public TokenService tokens() {
    return dialect.tokens().orElseThrow();
  }

  /** Where figures are recorded. */
  public RunRecorder recorder() {
    return recording.get().recorder();
  }

  EvidenceWriter evidence() {
    return recording.get().evidence();
  }

  /** All who keep account are told: the progress always, the recording until it has ended. */
  void tell(Consumer<JudgementSink> event, @Nullable SessionEvidence ofSession) {
    event.accept(progress);
    recording.get().tell(event, ofSession);
  }
}
