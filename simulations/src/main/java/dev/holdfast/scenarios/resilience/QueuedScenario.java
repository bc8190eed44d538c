package dev.holdfast.scenarios.resilience;

import static dev.holdfast.scenarios.ReconnectPlans.each;
import static dev.holdfast.scenarios.ReconnectPlans.nothing;

import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.scenarios.ScenarioTemplate;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.DisruptionSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.steps.mail.MailCase;
import dev.holdfast.steps.mail.MailboxSteps;
import dev.holdfast.steps.tokens.ServiceChecks;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
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
  public static ScenarioBuilder of(RunContext runContext, ServiceChecks checks) {
    var load = runContext.plan().load();
    PlannedReturn soon = PlannedReturn.after(load.scaled(runContext.plan().resilience().gap()));
    MailboxSteps mail = new MailboxSteps(runContext, checks);
    DisruptionSteps disruptions = new DisruptionSteps(runContext);
    // Dealt over all users, so that few returns show most cases.
    AtomicInteger dealt = new AtomicInteger();
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioMetadata.named(ResilienceScenario.QUEUED.id()),
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
                .exec(new ConversationSteps(runContext).converse()),
            nothing());
  }
}
