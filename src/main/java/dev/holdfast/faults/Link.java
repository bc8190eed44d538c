package dev.holdfast.faults;

import dev.holdfast.faults.stages.Closing;
import dev.holdfast.faults.stages.Direction;
import dev.holdfast.faults.stages.Ending;
import dev.holdfast.faults.stages.Gate;
import dev.holdfast.faults.stages.Lane;
import dev.holdfast.faults.stages.RequestHead;
import dev.holdfast.faults.stages.Sink;
import dev.holdfast.faults.stages.Toxic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection through the proxy: the client's socket, the server's, and a lane each way. All of
 * it lives on one event loop.
 */
final class Link implements ProxiedConnection, Handshake, SocketEvents {

  /** Who keeps it, and knows what is planned for users. */
  interface Owner {

    /**
     * Its user is known.
     *
     * @return the faults planned for this connection
     */
    List<Injection> arrived(String user, Link link);

    /**
     * Both its sockets are closed.
     *
     * @param user null if that was never known
     */
    void left(@Nullable String user, Link link);
  }

  private final LinkContext context;
  private final Owner owner;
  private final Channel client;
  private final Channel server;
  private final Lane up;
  private final Lane down;
  private final FrameCutter upFrames = new FrameCutter();
  private final FrameCutter downFrames = new FrameCutter();
  private final LinkToxics toxics = new LinkToxics(this);
  private final LinkFaults faults = new LinkFaults(this);
  private List<Injection> planned = List.of();
  private @Nullable String user;
  private @Nullable Ending endingOfAll;
  private boolean upEnded;
  private boolean upDelivered;
  private boolean downDelivered;
  private boolean downEnded;
  private boolean over;
  private boolean gone;
  private long lastByte;

  Link(LinkContext context, Owner owner, Channel client, Channel server) {
    this.context = context;
    this.owner = owner;
    this.client = client;
    this.server = server;
    TrafficCounts traffic = context.traffic();
    this.up =
        new Lane(
            client,
            server,
            new Sink(
                server, traffic.sent(Direction.UPSTREAM), () -> delivered(Direction.UPSTREAM)));
    this.down =
        new Lane(
            server,
            client,
            new Sink(
                client, traffic.sent(Direction.DOWNSTREAM), () -> delivered(Direction.DOWNSTREAM)));
    up.prepend(new RequestPeek(this));
    down.prepend(new ResponsePeek(this));
    lastByte = context.nanoTime().getAsLong();
  }

  /** Begins to read on both sides. */
  void start(List<Toxic> active) {
    client.pipeline().addLast(new PipeHandler(this, Direction.UPSTREAM));
    server.pipeline().addLast(new PipeHandler(this, Direction.DOWNSTREAM));
    active.forEach(toxics::add);
    up.regulate();
    down.regulate();
  }

  @Override
  public LinkContext context() {
    return context;
  }

  LinkToxics toxics() {
    return toxics;
  }

  LinkFaults faults() {
    return faults;
  }

  @Override
  public String userHeader() {
    return context.userHeader();
  }

  @Override
  public Lane lane(Direction direction) {
    return direction == Direction.UPSTREAM ? up : down;
  }

  @Override
  public FrameCutter frames(Direction direction) {
    return direction == Direction.UPSTREAM ? upFrames : downFrames;
  }

  @Override
  public Channel source(Direction direction) {
    return direction == Direction.UPSTREAM ? client : server;
  }

  @Override
  public long lastByte() {
    return lastByte;
  }

  @Override
  public boolean isOver() {
    return over;
  }

  /** Runs on this link's event loop. */
  void run(Runnable task) {
    if (client.eventLoop().inEventLoop()) {
      task.run();
    } else {
      client.eventLoop().execute(task);
    }
  }

  /** Is done once all tasks before it have run on this link's event loop. */
  Future<?> settled() {
    return client.eventLoop().submit(() -> {});
  }

  // What the peek at the handshake tells.

  @Override
  public void requested(RequestHead head, Runnable goOn) {
    List<Injection> forHandshake = new ArrayList<>();
    if (head.user().isPresent()) {
      String key = head.user().get();
      user = key;
      List<Injection> plan = owner.arrived(key, this);
      planned = plan.stream().filter(each -> !each.fault().actsOnHandshake()).toList();
      plan.stream().filter(each -> each.fault().actsOnHandshake()).forEach(forHandshake::add);
    }
    faults.onHandshake(forHandshake, goOn);
  }

  @Override
  public FrameCutter followRequests() {
    up.replaceFirst(upFrames);
    return upFrames;
  }

  @Override
  public FrameCutter opened() {
    down.replaceFirst(downFrames);
    List<Injection> plan = planned;
    planned = List.of();
    plan.forEach(faults::inject);
    return downFrames;
  }

  @Override
  public void tookEffect(Fault fault) {
    context.traffic().faults(fault).increment();
    String key = user;
    if (key != null) {
      context.listener().tookEffect(key, fault, context.nanoTime().getAsLong());
    }
  }

  // What the sockets tell.

  @Override
  public void received(Direction from, ByteBuf bytes) {
    lastByte = context.nanoTime().getAsLong();
    context.traffic().received(from).add(bytes.readableBytes());
    lane(from).data(bytes);
  }

  @Override
  public void inputEnded(Direction from) {
    boolean first = from == Direction.UPSTREAM ? !upEnded : !downEnded;
    upEnded |= from == Direction.UPSTREAM;
    downEnded |= from == Direction.DOWNSTREAM;
    Gate.Mode mode = lane(from).gate().mode();
    if (over || mode == Gate.Mode.SWALLOW) {
      Closing.finish(source(from));
    } else if (mode == Gate.Mode.HOLD && upEnded && downEnded) {
      // Neither peer is there any more to get what is held.
      end(Ending.FIN);
    } else if (first) {
      lane(from).end();
    }
  }

  @Override
  public void closed(Direction from) {
    inputEnded(from);
    Direction other = from == Direction.UPSTREAM ? Direction.DOWNSTREAM : Direction.UPSTREAM;
    boolean alone = !source(other).isActive();
    if (alone) {
      over();
      if (!gone) {
        gone = true;
        owner.left(user, this);
      }
    } else {
      lane(other).regulate();
    }
  }

  @Override
  public void failed(Direction from) {
    Gate.Mode mode = lane(from).gate().mode();
    if (mode == Gate.Mode.PASS && !over) {
      end(Ending.RST);
    } else {
      Closing.reset(source(from));
    }
  }

  @Override
  public void writabilityChanged(Direction from) {
    lane(from == Direction.UPSTREAM ? Direction.DOWNSTREAM : Direction.UPSTREAM).regulate();
  }

  // How it ends.

  @Override
  public void endAllAtEnd(Ending ending) {
    endingOfAll = ending;
  }

  private void delivered(Direction direction) {
    Ending ending = endingOfAll;
    if (over) {
      return;
    }
    if (ending != null) {
      end(ending);
      return;
    }
    upDelivered |= direction == Direction.UPSTREAM;
    downDelivered |= direction == Direction.DOWNSTREAM;
    if (upDelivered && downDelivered) {
      end(Ending.FIN);
    } else {
      Closing.finishOutput(lane(direction).sink());
    }
  }

  @Override
  public void end(Ending ending) {
    over();
    Closing.end(client, ending);
    Closing.end(server, ending);
  }

  private void over() {
    if (!over) {
      over = true;
      up.discard();
      down.discard();
    }
  }
}
