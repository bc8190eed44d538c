package dev.holdfast.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;

/**
 * Measures what the proxy costs: {@code ProxyLoad latency} the round trip of a small frame, direct
 * and through the proxy by turns; {@code ProxyLoad users 4500} that many users at once.
 */
final class ProxyLoad {

  private static final int WARM_UP = 20_000;
  private static final int BLOCK = 500;
  private static final int BLOCKS = 200;

  private ProxyLoad() {}

  /** What many users saw. */
  record Result(int echoed, int reset, int left) {}

  /** The measuring program. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    if (arguments.length > 1 && arguments[0].equals("users")) {
      long start = System.nanoTime();
      Result result = manyUsers(Integer.parseInt(arguments[1]));
      out.printf("%s in %d ms%n", result, (System.nanoTime() - start) / 1_000_000);
    } else {
      latency(out);
    }
  }

  private static void latency(PrintStream out) throws IOException {
    try (Echo echo = new Echo();
        FaultProxy proxy = FaultProxy.start("127.0.0.1:" + echo.port(), ProxySettings.defaults());
        SocketChannel direct = upgraded(echo.port(), "u-direct");
        SocketChannel proxied = upgraded(proxy.port(), "u-proxied")) {
      Histogram directNanos = new Histogram(3);
      Histogram proxiedNanos = new Histogram(3);
      roundTrips(direct, WARM_UP, new Histogram(3));
      roundTrips(proxied, WARM_UP, new Histogram(3));
      double[] added = new double[BLOCKS];
      for (int block = 0; block < BLOCKS; block++) {
        Histogram plain = new Histogram(3);
        Histogram through = new Histogram(3);
        roundTrips(direct, BLOCK, plain);
        roundTrips(proxied, BLOCK, through);
        added[block] = (through.getValueAtPercentile(50) - plain.getValueAtPercentile(50)) / 1000.0;
        directNanos.add(plain);
        proxiedNanos.add(through);
      }
      Arrays.sort(added);
      out.printf(
          "added to the median, %d pairs of blocks: half of them %.1f µs, 5 %% to 95 %% of them"
              + " %.1f to %.1f µs%n",
          BLOCKS, added[BLOCKS / 2], added[BLOCKS / 20], added[BLOCKS - BLOCKS / 20 - 1]);
      for (double percentile : new double[] {50, 90, 99}) {
        double plain = directNanos.getValueAtPercentile(percentile) / 1000.0;
        double through = proxiedNanos.getValueAtPercentile(percentile) / 1000.0;
        out.printf(
            "p%.0f: direct %.1f µs, through the proxy %.1f µs, added %.1f µs, ratio %.2f%n",
            percentile, plain, through, through - plain, through / plain);
      }
    }
  }

  private static void roundTrips(SocketChannel channel, int count, Histogram nanos)
      throws IOException {
    ByteBuffer frame = ByteBuffer.wrap(Rig.maskedFrame("x".repeat(100)));
    ByteBuffer answer = ByteBuffer.allocate(frame.capacity());
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      exchange(channel, frame.clear(), answer.clear());
      nanos.recordValue(System.nanoTime() - start);
    }
  }

  private static void exchange(SocketChannel channel, ByteBuffer out, ByteBuffer in)
      throws IOException {
    while (out.hasRemaining()) {
      channel.write(out);
    }
    while (in.hasRemaining()) {
      if (channel.read(in) < 0) {
        throw new IOException("the connection ended");
      }
    }
  }

  private static SocketChannel upgraded(int port, String user) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    // The echo answers the request with itself: the proxy peeks at its head all the same.
    ByteBuffer request =
        ByteBuffer.wrap(Rig.request(user).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    exchange(channel, request, ByteBuffer.allocate(request.capacity()));
    return channel;
  }

  static Result manyUsers(int users) throws IOException {
    List<SocketChannel> channels = new ArrayList<>();
    try (Echo echo = new Echo();
        FaultProxy proxy = FaultProxy.start("127.0.0.1:" + echo.port(), ProxySettings.defaults())) {
      for (int i = 0; i < users; i++) {
        channels.add(upgraded(proxy.port(), "u-" + i));
      }
      int echoed = 0;
      ByteBuffer frame = ByteBuffer.wrap(Rig.maskedFrame("hello"));
      for (SocketChannel channel : channels) {
        exchange(channel, frame.clear(), ByteBuffer.allocate(frame.capacity()));
        echoed++;
      }
      for (int i = 0; i < users; i++) {
        proxy.on("u-" + i).inject(Fault.RESET);
      }
      int reset = 0;
      for (SocketChannel channel : channels) {
        reset += isReset(channel) ? 1 : 0;
      }
      Awaitility.await("all sockets closed").until(() -> proxy.connections() == 0);
      return new Result(echoed, reset, proxy.connections());
    } finally {
      for (SocketChannel channel : channels) {
        channel.close();
      }
    }
  }

  private static boolean isReset(SocketChannel channel) {
    try {
      int unused = channel.read(ByteBuffer.allocate(1));
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Sends back what it gets, on one thread. */
  private static final class Echo implements AutoCloseable {

    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);

    Echo() throws IOException {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
      Thread thread = new Thread(this::run, "echo");
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return listener.socket().getLocalPort();
    }

    private void run() {
      try {
        while (listener.isOpen()) {
          selector.select(this::serve);
        }
        for (SelectionKey key : selector.keys()) {
          key.channel().close();
        }
        selector.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private void serve(SelectionKey key) {
      try {
        if (key.isAcceptable()) {
          SocketChannel channel = listener.accept();
          if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ);
          }
        } else {
          echo((SocketChannel) key.channel());
        }
      } catch (IOException e) {
        close(key);
      }
    }

    private void echo(SocketChannel channel) throws IOException {
      if (channel.read(buffer.clear()) < 0) {
        channel.close();
        return;
      }
      buffer.flip();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }

    private static void close(SelectionKey key) {
      try {
        key.channel().close();
      } catch (IOException e) {
        key.cancel();
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
      selector.wakeup();
    }
  }
}
