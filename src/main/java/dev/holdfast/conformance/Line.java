package dev.holdfast.conformance;

import dev.holdfast.continuity.ServerEvent;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.http.PlainHttp;
import dev.holdfast.plan.ReachPlan;
import dev.holdfast.plan.Target;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
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

/** One open WebSocket; what comes on it waits until it is asked for. */
final class Line implements WebSocket.Listener {

  private static final int NO_CODE = 1006;
  private static final int UNAUTHORIZED = 401;

  private final Dialect dialect;
  private final Duration patience;
  private final BlockingQueue<ServerEvent> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private volatile @Nullable WebSocket socket;

  private Line(Dialect dialect, Duration patience) {
    this.dialect = dialect;
    this.patience = patience;
  }

  static Line open(
      HttpClient client,
      Target target,
      ReachPlan reach,
      Dialect dialect,
      String token,
      Duration patience)
      throws UnmetException, InterruptedException {
    Line line = new Line(dialect, patience);
    try {
      line.socket = line.begin(client, target, reach, token);
      return line;
    } catch (ExecutionException | IllegalArgumentException e) {
      throw new UnmetException("the handshake failed: " + told(e));
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
      String token,
      Duration patience)
      throws UnmetException, InterruptedException {
    Line line = new Line(dialect, patience);
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
    WebSocket.Builder builder =
        client
            .newWebSocketBuilder()
            .connectTimeout(patience)
            .header("Authorization", "Bearer " + token);
    return PlainHttp.bringing(builder, reach.headers(), reach.subprotocols())
        .buildAsync(target.socket(), this)
        .get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Sends a frame, whatever it says. */
  void send(String frame) throws UnmetException, InterruptedException {
    try {
      open().sendText(frame, true).get(patience.toMillis(), TimeUnit.MILLISECONDS);
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
      ServerEvent next = heard.poll(giveUp - System.nanoTime(), TimeUnit.NANOSECONDS);
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
  void drain(Consumer<ServerEvent> each) {
    for (ServerEvent next = heard.poll(); next != null; next = heard.poll()) {
      each.accept(next);
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
          .sendClose(WebSocket.NORMAL_CLOSURE, "")
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      abort();
    }
    OptionalInt unused = awaitClose();
  }

  /** The client is gone without a word. */
  void abort() {
    WebSocket opened = socket;
    if (opened != null) {
      opened.abort();
    }
  }

  private WebSocket open() {
    WebSocket opened = socket;
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
    if (cause instanceof IllegalArgumentException) {
      // Its message quotes the header.
      return "what the target issued as a token cannot stand in a header";
    }
    String message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      heard.add(dialect.read(text.toString()).event());
      text.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
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
