package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are the very same objects as before are not compared again, and that changes no
 * judgement: the same session is judged the same where all of them are other objects.
 */
class UnchangedMessagesTest {

  private record Step(@Nullable LedgerEntry entry, @Nullable Reconnection came) {}

  @Property(tries = 1000)
  void judgementsAreThoseOfEqualMessages(
      @ForAll @Size(min = 2, max = 12) List<@IntRange(max = 22) Integer> steps, @ForAll long seed) {
    List<Step> happened = new ArrayList<>();
    List<Ledger> live = new ArrayList<>();
    List<Judgement> judgements =
        Recorded.play(
            steps,
            seed,
            tag -> {
              live.add(new Ledger("s-1", tag, entry -> happened.add(new Step(entry, null))));
              return live.get(0);
            },
            (came, judgement) -> happened.add(new Step(null, came)));
    Ledger again = new Ledger("s-1", Recorded.tag());
    List<Judgement> others = new ArrayList<>();

    for (Step step : happened) {
      if (step.entry() != null) {
        again.replay(copy(step.entry()));
      } else if (step.came() != null) {
        Reconnection came = copy(step.came());
        Judgement judgement = Recorded.oracle().judge(again, came);
        again.adopt(came, judgement);
        others.add(judgement);
      }
    }

    assertThat(others).isEqualTo(judgements);
    assertThat(again.history()).isEqualTo(live.get(0).history());
  }

  private static LedgerEntry copy(LedgerEntry entry) {
    return entry instanceof LedgerEntry.Observed observed
        ? new LedgerEntry.Observed(copy(observed.event()))
        : entry;
  }

  private static Reconnection copy(Reconnection came) {
    return new Reconnection(
        came.cycle(),
        came.entitled(),
        came.agentIdle(),
        came.gap(),
        came.admission(),
        came.events().stream().map(UnchangedMessagesTest::copy).toList(),
        came.restore(),
        came.takeover(),
        came.whereabouts(),
        came.outage());
  }

  private static ServerEvent copy(ServerEvent event) {
    return event instanceof ServerEvent.History history
        ? new ServerEvent.History(
            history.messages().stream().map(UnchangedMessagesTest::copy).toList(),
            history.version(),
            history.callsMade())
        : event;
  }

  private static Message copy(Message message) {
    return new Message(
        message.seq(),
        message.id(),
        message.role(),
        message.content(),
        message.inReplyTo(),
        message.at());
  }
}
