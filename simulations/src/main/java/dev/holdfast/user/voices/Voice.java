package dev.holdfast.user.voices;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.Received;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.http.OrderedSocket;
import dev.holdfast.plan.reach.Account;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One who speaks in the sessions of several users, on one connection of its own. It connects when
 * it first has something to say, and again after a loss; who has nothing to say for a while leaves.
 *
 * <p>Safe for many threads: all that it is happens on one.
 */
public final class Voice {

  /** What became of something that was said: it was taken in. */
  public static final String TAKEN = "";

  private static final Duration LEAVES_AFTER = Duration.ofSeconds(30);

  /** All voices of this process share one thread: they have little to do. */
  private static final ScheduledExecutorService THREAD =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "others-speak");
            thread.setDaemon(true);
            return thread;
          });

  private final Entrance entrance;
  private final Account account;
  private final boolean lacksAccount;
  private final Duration patience;
  private final Map<String, CompletableFuture<String>> awaited = new LinkedHashMap<>();

  private @Nullable Waiting waiting;
  private @Nullable DialectSession session;
  private @Nullable SessionGrant grant;
  private @Nullable CompletableFuture<OrderedSocket> greeted;
  private @Nullable OrderedSocket socket;
  private @Nullable Future<?> keepAlive;
  private long lastSaid;

  /** What is said once a connection is greeted. */
  private record Waiting(CompletableFuture<OrderedSocket> connection, List<Saying> sayings) {}

  /** Something that is to be said. */
  private record Saying(
      CompletableFuture<String> said, Map<String, String> address, String id, String text) {}

  /**
   * One who has not come yet.
   *
   * @param account whose it is
   * @param lacksAccount whether it should have one, and there was none left
   * @param patience how long each answer may take; above 0
   */
  Voice(Entrance entrance, Account account, boolean lacksAccount, Duration patience) {
    this.entrance = entrance;
    this.account = account;
    this.lacksAccount = lacksAccount;
    this.patience = patience;
  }

  /**
   * Says something in a user's session.
   *
   * @param address of that session
   * @param id unique in the run
   * @return {@link #TAKEN}, or why it was not taken in; never fails
   */
  public CompletableFuture<String> say(Map<String, String> address, String id, String text) {
    // Its patience begins ahead of that for a connection: of two that end together, it is told.
    CompletableFuture<String> said =
        new CompletableFuture<String>()
            .completeOnTimeout(
                "no acknowledgement within " + patience.toMillis() + " ms",
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
    THREAD.execute(() -> begin(said, address, id, text));
    return said;
  }

  private void begin(
      CompletableFuture<String> said, Map<String, String> address, String id, String text) {
    lastSaid = System.nanoTime();
    onceGreeted(connection()).add(new Saying(said, address, id, text));
    CompletableFuture<?> unused =
        said.whenCompleteAsync((any, failure) -> awaited.remove(id), THREAD);
  }

  /** Together and in order: a future tells those who wait for it in no order of theirs. */
  private List<Saying> onceGreeted(CompletableFuture<OrderedSocket> connection) {
    Waiting present = waiting;
    if (present != null && present.connection() == connection) {
      return present.sayings();
    }
    Waiting next = new Waiting(connection, new ArrayList<>(1));
    waiting = next;
    CompletableFuture<?> unused =
        connection.whenCompleteAsync(
            (open, failure) -> {
              if (waiting != null && waiting.connection() == connection) {
                waiting = null;
              }
              next.sayings().forEach(each -> speak(each, open, failure));
            },
            THREAD);
    return next.sayings();
  }

  private void speak(Saying saying, OrderedSocket open, @Nullable Throwable failure) {
    if (failure != null || session == null) {
      saying.said().complete("others could not connect: " + told(failure));
    } else if (!saying.said().isDone()) {
      awaited.put(saying.id(), saying.said());
      session
          .speakTo(saying.address(), saying.id(), saying.text())
          .forEach(frame -> send(open, frame));
    }
  }

  /** The connection, greeted; a new one where there is none. */
  private CompletableFuture<OrderedSocket> connection() {
    CompletableFuture<OrderedSocket> present = greeted;
    if (present != null && !present.isCompletedExceptionally()) {
      return present;
    }
    if (present != null) {
      forget();
    }
    drop();
    CompletableFuture<OrderedSocket> next = new CompletableFuture<>();
    greeted = next;
    if (lacksAccount) {
      next.completeExceptionally(new IllegalStateException("no account was left for them"));
      return next;
    }
    CompletableFuture<?> unused =
        session()
            .thenComposeAsync(mine -> open(mine, next), THREAD)
            .whenComplete(
                (opened, failure) -> {
                  if (failure != null) {
                    next.completeExceptionally(failure);
                  }
                });
    return next.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<SessionGrant> session() {
    return grant == null ? entrance.session(account) : CompletableFuture.completedFuture(grant);
  }

  private CompletableFuture<?> open(SessionGrant mine, CompletableFuture<OrderedSocket> next) {
    DialectSession speaking = session;
    if (speaking == null) {
      speaking = entrance.dialect().begin();
      speaking.granted(mine);
      session = speaking;
      grant = mine;
    }
    DialectSession of = speaking;
    return entrance.connect(
        of,
        mine,
        new Listening(
            opened -> THREAD.execute(() -> takeOver(opened, of, next)),
            frame -> THREAD.execute(() -> hear(frame, next)),
            () -> THREAD.execute(() -> lost(next))));
  }

  private void takeOver(
      WebSocket opened, DialectSession of, CompletableFuture<OrderedSocket> next) {
    if (next != greeted || next.isDone()) {
      opened.abort();
      return;
    }
    OrderedSocket mouth = new OrderedSocket(opened);
    socket = mouth;
    try {
      take(of.opened(), next);
      stayAlive(of, mouth);
    } catch (RuntimeException e) {
      next.completeExceptionally(e);
    }
  }

  private void stayAlive(DialectSession of, OrderedSocket open) {
    long leaves = LEAVES_AFTER.toNanos();
    long every = entrance.dialect().keepAliveEvery().map(Duration::toNanos).orElse(leaves);
    stopKeepAlive();
    keepAlive =
        THREAD.scheduleWithFixedDelay(
            () -> {
              if (System.nanoTime() - lastSaid > leaves) {
                WebSocket leaving = open.socket();
                // Some close codes are no client's to send: then it goes without a word.
                CompletableFuture<WebSocket> unused =
                    leaving
                        .sendClose(entrance.dialect().closeCode(), "")
                        .whenComplete(
                            (done, failure) -> {
                              if (failure != null) {
                                leaving.abort();
                              }
                            });
                end();
              } else if (entrance.dialect().keepAliveEvery().isPresent()) {
                send(open, of.keepAlive());
              }
            },
            every,
            every,
            TimeUnit.NANOSECONDS);
  }

  private void hear(Payload frame, CompletableFuture<OrderedSocket> of) {
    if (of != greeted || session == null) {
      return;
    }
    String pong = frame instanceof Payload.Text said ? entrance.dialect().pong(said.text()) : null;
    take(
        pong == null ? session.read(frame) : new Received(List.of(), List.of(Payload.of(pong))),
        of);
  }

  private void take(Received received, CompletableFuture<OrderedSocket> of) {
    OrderedSocket open = socket;
    if (open == null) {
      return;
    }
    received.replies().forEach(reply -> send(open, reply));
    for (ServerEvent event : received.events()) {
      if (event instanceof ServerEvent.Established) {
        of.complete(open);
      } else if (event instanceof ServerEvent.Acked acked) {
        CompletableFuture<String> said = awaited.remove(acked.messageId());
        if (said != null) {
          said.complete(TAKEN);
        }
      } else if (event instanceof ServerEvent.Refused refused) {
        refused(refused);
      }
    }
  }

  /** Among several that wait, a refusal that names none says nothing of any of them. */
  private void refused(ServerEvent.Refused refused) {
    CompletableFuture<String> said = awaited.get(refused.code());
    if (said == null && awaited.size() == 1) {
      said = awaited.values().iterator().next();
    }
    if (said != null) {
      said.complete(told(refused));
    }
  }

  private void lost(CompletableFuture<OrderedSocket> of) {
    if (of == greeted) {
      if (!of.isDone() || of.isCompletedExceptionally()) {
        forget();
      }
      end();
      of.completeExceptionally(new IllegalStateException("their connection was closed"));
    }
  }

  /** Its connection is gone: what was not acknowledged may have been taken in, or not. */
  private void end() {
    greeted = null;
    socket = null;
    stopKeepAlive();
    List.copyOf(awaited.values()).forEach(said -> said.complete("their connection was closed"));
    awaited.clear();
  }

  /** What never greeted may still be open, and must not speak into the next connection. */
  private void drop() {
    if (socket != null) {
      socket.socket().abort();
      socket = null;
    }
    stopKeepAlive();
  }

  /** Its token may be what was refused; one that came with the account cannot be renewed. */
  private void forget() {
    if (account.token().isEmpty()) {
      grant = null;
      session = null;
    }
  }

  private void stopKeepAlive() {
    if (keepAlive != null) {
      keepAlive.cancel(false);
      keepAlive = null;
    }
  }

  private void send(OrderedSocket to, Payload frame) {
    CompletableFuture<?> sent =
        frame instanceof Payload.Text text
            ? to.send(text.text())
            : to.send(((Payload.Binary) frame).bytes());
    CompletableFuture<?> unused =
        sent.whenCompleteAsync(
            (any, failure) -> {
              CompletableFuture<OrderedSocket> of = greeted;
              if (failure != null && socket == to && of != null) {
                lost(of);
              }
            },
            THREAD);
  }

  private static String told(ServerEvent.Refused refused) {
    return "refused: " + refused.code();
  }

  private static String told(@Nullable Throwable failure) {
    Throwable cause = failure == null || failure.getCause() == null ? failure : failure.getCause();
    // Messages may quote a header, and with it a token.
    return cause instanceof IllegalStateException
        ? String.valueOf(cause.getMessage())
        : cause == null ? "no session" : cause.getClass().getSimpleName();
  }
}
