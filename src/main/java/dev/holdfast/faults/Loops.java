package dev.holdfast.faults;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The threads that proxies share. */
public final class Loops implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 10;

  private final EventLoopGroup group;

  public Loops(String name, int threads) {
    group =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
  }

  public EventLoopGroup group() {
    return group;
  }

  /** Waits for something that runs on these threads; never call it on one of them. */
  public static <T> void await(Future<T> future, String what) {
    if (!future.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(what + " took longer than " + PATIENCE_SECONDS + " s");
    }
    if (!future.isSuccess()) {
      throw new IllegalStateException(what + " failed: " + future.cause(), future.cause());
    }
  }

  @Override
  public void close() {
    await(group.shutdownGracefully(0, 2, TimeUnit.SECONDS), "stopping the proxy's threads");
  }
}
