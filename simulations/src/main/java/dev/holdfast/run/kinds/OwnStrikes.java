package dev.holdfast.run.kinds;

import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.plan.Loss;
import dev.holdfast.steps.load.InjectedOutages;
import dev.holdfast.steps.load.Storm;
import dev.holdfast.user.Network;

/** Strikes the users of this process. */
final class OwnStrikes implements Strikes {

  private final InjectedOutages outages;
  private final Storm storm;
  private final Network network;
  private final Outage ofCommand;

  /**
   * Strikes those that these know.
   *
   * @param ofCommand what of the backend the user's command ends
   */
  OwnStrikes(InjectedOutages outages, Storm storm, Network network, Outage ofCommand) {
    this.outages = outages;
    this.storm = storm;
    this.network = network;
    this.ofCommand = ofCommand;
  }

  @Override
  public void begin(String event, Loss loss, boolean cuts) {
    outages.begin(event, loss, loss == Loss.COMMANDED ? ofCommand : loss.outage());
    if (cuts) {
      network.allStruck();
    }
  }

  @Override
  public void over() {
    outages.over();
  }

  @Override
  public void drop(String event) {
    outages.begin(event, Loss.RESET);
    storm.drop();
    outages.over();
  }
}
