package dev.holdfast.scenarios;

import static dev.holdfast.scenarios.Plans.each;
import static dev.holdfast.scenarios.Plans.nothing;

import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.steps.Bench;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.DisruptionSteps;
import dev.holdfast.steps.Loss;
import dev.holdfast.steps.MailCase;
import dev.holdfast.steps.MailboxSteps;
import dev.holdfast.steps.Pacing;
import dev.holdfast.steps.PlannedReturn;
import dev.holdfast.steps.ServiceChecks;
import dev.holdfast.steps.Story;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Others leave notifications while the user is away. Half of the losses go unnoticed by the server,
 * which then sends into a dead connection what must come again; whatever is due comes after the
 * return, in order and once, and nothing of it after the next.
 */
public final class QueuedScenario {

  private static final MailCase[] CASES = MailCase.values();

  private QueuedScenario() {}

  /** Lost, mail is left, back, judged, the mail judged, a turn. */
  public static ScenarioBuilder of(Bench bench, ServiceChecks checks) {
    var load = bench.plan().load();
    PlannedReturn soon = PlannedReturn.after(load.scaled(bench.plan().resilience().gap()));
    MailboxSteps mail = new MailboxSteps(bench, checks);
    DisruptionSteps disruptions = new DisruptionSteps(bench);
    // Dealt over all users, so that few returns show most cases.
    AtomicInteger dealt = new AtomicInteger();
    return new Life(bench)
        .told(
            Story.named(ResilienceScenario.QUEUED.id()),
            user ->
                each(
                    load.cycles(),
                    at ->
                        soon.by(at % 2 == 0 ? Loss.RESET : Loss.CLIENT_VANISHES)
                            .in(
                                MailboxSteps.CASE,
                                CASES[dealt.getAndIncrement() % CASES.length].id())),
            new Pacing(load.pace()),
            mail.open(),
            disruptions
                .disrupt()
                .exec(mail.leave())
                .exec(disruptions.returnAndVerify())
                .exec(mail.verify())
                .exec(new ConversationSteps(bench).converse()),
            nothing());
  }
}
