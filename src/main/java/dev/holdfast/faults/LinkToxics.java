package dev.holdfast.faults;

import dev.holdfast.faults.stages.Bandwidth;
import dev.holdfast.faults.stages.Ending;
import dev.holdfast.faults.stages.Lane;
import dev.holdfast.faults.stages.Latency;
import dev.holdfast.faults.stages.LimitData;
import dev.holdfast.faults.stages.ResetPeer;
import dev.holdfast.faults.stages.Slicer;
import dev.holdfast.faults.stages.SlowClose;
import dev.holdfast.faults.stages.Stage;
import dev.holdfast.faults.stages.Timeout;
import dev.holdfast.faults.stages.Toxic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** The toxics that act on one link; whether one does is thrown anew whenever it is set. */
final class LinkToxics {

  private record Active(Toxic toxic, Stage stage) {}

  private final ProxiedConnection connection;
  private final Set<String> known = new HashSet<>();
  private final Map<String, Active> active = new HashMap<>();

  LinkToxics(ProxiedConnection connection) {
    this.connection = connection;
  }

  /**
   * Throws for a toxic that is new to this connection. One that comes both with the proxy's list,
   * when the link starts, and as an addition at the same moment is the same toxic.
   */
  void add(Toxic toxic) {
    if (known.add(toxic.name()) && isHit(toxic)) {
      Active next = new Active(toxic, stage(toxic));
      active.put(toxic.name(), next);
      connection.lane(toxic.stream()).append(next.stage());
    }
  }

  void update(Toxic toxic) {
    Active old = active.get(toxic.name());
    if (old == null) {
      known.remove(toxic.name());
      add(toxic);
    } else if (isHit(toxic)) {
      Active next = new Active(toxic, stage(toxic));
      active.put(toxic.name(), next);
      connection.lane(toxic.stream()).replace(old.stage(), next.stage());
    } else {
      takeOff(toxic.name());
    }
  }

  void remove(String name) {
    known.remove(name);
    takeOff(name);
  }

  private void takeOff(String name) {
    Active old = active.remove(name);
    if (old != null) {
      connection.lane(old.toxic().stream()).remove(old.stage());
    }
  }

  private boolean isHit(Toxic toxic) {
    return connection.context().random().nextDouble() < toxic.toxicity();
  }

  private Stage stage(Toxic toxic) {
    Lane lane = connection.lane(toxic.stream());
    LongSupplier nanoTime = connection.context().nanoTime();
    RandomGenerator random = connection.context().random();
    return switch (toxic.type()) {
      case LATENCY ->
          new Latency(
              lane, nanoTime, random, toxic.attribute("latency"), toxic.attribute("jitter"));
      case BANDWIDTH -> new Bandwidth(lane, nanoTime, toxic.attribute("rate") * 1000.0);
      case SLOW_CLOSE -> new SlowClose(lane, toxic.attribute("delay"));
      case TIMEOUT ->
          new Timeout(lane, toxic.attribute("timeout"), () -> connection.end(Ending.FIN));
      case RESET_PEER ->
          new ResetPeer(lane, toxic.attribute("timeout"), () -> connection.end(Ending.RST));
      case SLICER ->
          new Slicer(
              lane,
              nanoTime,
              random,
              toxic.attribute("average_size"),
              toxic.attribute("size_variation"),
              toxic.attribute("delay"));
      case LIMIT_DATA ->
          new LimitData(toxic.attribute("bytes"), () -> connection.endAllAtEnd(Ending.FIN));
    };
  }
}
