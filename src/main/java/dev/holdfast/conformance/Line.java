package dev.holdfast.conformance;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Opening;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.Received;
import dev.holdfast.http.OpeningUrl;
import dev.holdfast.http.OrderedSocket;
import dev.holdfast.http.PlainHttp;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.plan.reach.Target;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One open WebSocket; what comes on it waits until it is asked for. For one thread. */
public final class Line implements WebSocket.Listener {

  private static final int NO_CODE = 1006;
  private static final int UNAUTHORIZED = 401;

  private final Dialect dialect;
  private final DialectSession session;
  private final Duration patience;
  private final BlockingQueue<Payload> heard = new LinkedBlockingQueue<>();
  private final Deque<ServerEvent> read = new ArrayDeque<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private volatile @Nullable OrderedSocket socket;
  private long keptAlive = System.nanoTime();

  private Line(Dialect dialect, DialectSession session, Duration patience) {
    this.dialect = dialect;
    this.session = session;
    this.patience = patience;
  }

  static Line open(
      HttpClient client,
      Target target,
      ReachPlan reach,
      Dialect dialect,
      DialectSession session,
      String token,
      Duration patience)
      throws UnmetException, InterruptedException {
    Line line = new Line(dialect, session, patience);
    try {
      WebSocket unused = line.begin(client, target, reach, token);
      line.take(session.opened());
      return line;
    } catch (ExecutionException | IllegalArgumentException e) {
      String told = "the handshake failed: " + told(e);
      throw e.getCause() instanceof WebSocketHandshakeException refused
          ? new RefusedException(told, refused.getResponse().statusCode())
          : new UnmetException(told);
    } catch (TimeoutException e) {
      throw new UnmetException("no answer to the handshake within " + patience.toMillis() + " ms");
    }
  }

  /**
   * The status with which a connection with that token is refused.
   *
   * @throws UnmetException if it is let in, or nobody says anything
   */
  static int refusal(
      HttpClient client,
      Target target,
      ReachPlan reach,
      Dialect dialect,
      DialectSession session,
      String token,
      Duration patience)
      throws UnmetException, InterruptedException {
    Line line = new Line(dialect, session, patience);
    try {
      line.begin(client, target, reach, token).abort();
      throw new UnmetException("it was let in");
    } catch (ExecutionException | IllegalArgumentException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw new UnmetException(told(e));
    } catch (TimeoutException e) {
      throw new UnmetException("no answer to the handshake within " + patience.toMillis() + " ms");
    }
  }

  private WebSocket begin(HttpClient client, Target target, ReachPlan reach, String token)
      throws ExecutionException, InterruptedException, TimeoutException {
    Opening opening = session.opening(token);
    WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(patience);
    opening.headers().forEach(builder::header);
    List<String> subprotocols =
        reach.subprotocols().isEmpty() ? dialect.subprotocols() : reach.subprotocols();
    return PlainHttp.bringing(builder, reach.headers(), subprotocols)
        .buildAsync(OpeningUrl.of(target.socket(), opening.path()), this)
        .get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Sends a frame, whatever it says. */
  void send(Payload frame) throws UnmetException, InterruptedException {
    try {
      OrderedSocket to = open();
      CompletableFuture<?> sent =
          frame instanceof Payload.Text said
              ? to.send(said.text())
              : to.send(((Payload.Binary) frame).bytes());
      sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new UnmetException("a frame could not be sent: " + told(e));
    }
  }

  /**
   * The next event of a kind.
   *
   * @param what it is, for who reads that it did not come
   * @param each is told of it, and of each that comes before
   */
  <T extends ServerEvent> T await(
      Class<T> kind, Predicate<T> wanted, String what, Consumer<ServerEvent> each)
      throws UnmetException, InterruptedException {
    long giveUp = System.nanoTime() + patience.toNanos();
    String unread = "";
    while (true) {
      ServerEvent next = next(giveUp - System.nanoTime());
      if (next == null) {
        throw new UnmetException(
            "no " + what + " within " + patience.toMillis() + " ms" + unread + ended());
      }
      each.accept(next);
      if (kind.isInstance(next) && wanted.test(kind.cast(next))) {
        return kind.cast(next);
      }
      if (next instanceof ServerEvent.Unreadable unreadable) {
        unread = "; a frame could not be read: " + unreadable.reason();
      } else if (next instanceof ServerEvent.Refused refused) {
        unread = "; the target refused: " + refused.code();
      }
    }
  }

  /** Takes all that has come. */
  void drain(Consumer<ServerEvent> each) throws UnmetException, InterruptedException {
    for (ServerEvent next = next(0); next != null; next = next(0)) {
      each.accept(next);
    }
  }

  /** The next event; null if none comes in that time. */
  private @Nullable ServerEvent next(long nanos) throws UnmetException, InterruptedException {
    long giveUp = System.nanoTime() + nanos;
    while (read.isEmpty()) {
      long left = giveUp - System.nanoTime();
      Payload frame = heard.poll(Math.min(left, untilKeepAlive()), TimeUnit.NANOSECONDS);
      if (frame != null) {
        take(session.read(frame));
      } else if (System.nanoTime() - giveUp >= 0) {
        return null;
      }
    }
    return read.poll();
  }

  /** Sends a keep-alive where one is due; how long it is until the next, in nanoseconds. */
  private long untilKeepAlive() throws UnmetException, InterruptedException {
    if (dialect.keepAliveEvery().isEmpty() || closed.isDone()) {
      return Long.MAX_VALUE;
    }
    long every = dialect.keepAliveEvery().get().toNanos();
    if (System.nanoTime() - keptAlive >= every) {
      keptAlive = System.nanoTime();
      send(session.keepAlive());
    }
    return every - (System.nanoTime() - keptAlive);
  }

  /** Takes what was read, here or elsewhere in the session. */
  void take(Received received) throws UnmetException, InterruptedException {
    read.addAll(received.events());
    for (Payload reply : received.replies()) {
      send(reply);
    }
  }

  private String ended() {
    return closed.isDone() ? "; the connection was closed with " + closed.getNow(NO_CODE) : "";
  }

  /** The code with which the target closes the connection; empty if it does not. */
  OptionalInt awaitClose() throws InterruptedException {
    try {
      return OptionalInt.of(closed.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return OptionalInt.empty();
    }
  }

  /** The client says goodbye. */
  void close() throws InterruptedException {
    try {
      open()
          .socket()
          .sendClose(dialect.closeCode(), "")
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      abort();
      return;
    }
    OptionalInt unused = awaitClose();
  }

  /** The client is gone without a word. */
  void abort() {
    OrderedSocket opened = socket;
    if (opened != null) {
      opened.socket().abort();
    }
  }

  private OrderedSocket open() {
    OrderedSocket opened = socket;
    if (opened == null) {
      throw new IllegalStateException("a line that was never opened");
    }
    return opened;
  }

  /** What a failure says, in one line. */
  static String told(Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    if (cause instanceof WebSocketHandshakeException refused) {
      int status = refused.getResponse().statusCode();
      return "it was answered "
          + status
          + (status == UNAUTHORIZED ? ", the token is not taken" : "");
    }
    if (failure instanceof IllegalArgumentException || cause instanceof IllegalArgumentException) {
      // Its message quotes the header.
      return "what the target issued as a token cannot stand in a header";
    }
    String message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = new OrderedSocket(opened);
    opened.request(1);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      hear(new Payload.Text(text.toString()));
      text.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    bytes.writeBytes(part);
    if (last) {
      heard.add(Payload.of(bytes.toByteArray()));
      bytes.reset();
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  /** A ping is answered at once, whatever the user does. */
  private void hear(Payload.Text frame) {
    String pong = dialect.pong(frame.text());
    if (pong == null) {
      heard.add(frame);
    } else {
      CompletableFuture<?> unused = open().send(pong);
    }
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.complete(NO_CODE);
  }
}
