package dev.holdfast.run.exchange;

import dev.holdfast.plan.FleetPlan;
import dev.holdfast.settings.ShownUrl;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * A connection to the exchange. It mends itself after a cut, which it finds within some seconds.
 * Safe for many threads.
 */
public final class Exchange implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(4);
  private static final Duration PING = Duration.ofSeconds(1);
  private static final int PINGS_OUT = 3;
  private static final Duration AGAIN = Duration.ofMillis(250);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final int WRONG_LAST_SEQUENCE = 10_071;

  private final Connection connection;
  private final Subjects names;

  private Exchange(Connection connection, Subjects names) {
    this.connection = connection;
    this.names = names;
  }

  /**
   * Connects, again and again if nobody answers.
   *
   * @param who connects, such as {@code run} or {@code injector-2}
   * @param patience how long it tries
   * @param refusals told of what the exchange does not let this process do
   * @throws ExchangeException if it cannot be reached in that time, or lets nobody in
   */
  public static Exchange open(
      FleetPlan plan, String who, Duration patience, Consumer<String> refusals)
      throws ExchangeException, InterruptedException {
    String url = plan.exchange().orElseThrow();
    long giveUp = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        Connection connection = Nats.connect(options(plan, url, who, refusals));
        return new Exchange(connection, new Subjects(plan.run()));
      } catch (AuthenticationException e) {
        throw new ExchangeException(
            "the exchange "
                + ShownUrl.of(url)
                + " lets nobody in as this: correct holdfast.fleet.credentials, .user and"
                + " .password, or .certificate and .key ("
                + shown(e)
                + ")",
            e);
      } catch (IOException e) {
        if (System.nanoTime() - giveUp > 0) {
          throw new ExchangeException(
              "the exchange "
                  + ShownUrl.of(url)
                  + " cannot be reached: start it, or correct holdfast.exchange and"
                  + " holdfast.fleet.trust ("
                  + shown(e)
                  + ")",
              e);
        }
        boolean unused = new CountDownLatch(1).await(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Who names an address may name the user and password in it. */
  private static String shown(Exception e) {
    return String.valueOf(e.getMessage()).replaceAll("//[^/@\\s]*@", "//…@");
  }

  private static Options options(
      FleetPlan plan, String url, String who, Consumer<String> refusals) {
    Options.Builder options =
        new Options.Builder()
            .server(url)
            .connectionName("holdfast " + plan.run() + " " + who)
            .inboxPrefix("_INBOX_" + plan.run() + "_" + who)
            .connectionTimeout(CONNECT)
            .pingInterval(PING)
            .maxPingsOut(PINGS_OUT)
            .maxReconnects(-1)
            .reconnectWait(AGAIN)
            .reconnectJitter(Duration.ofMillis(50))
            .reconnectJitterTls(Duration.ofMillis(50))
            .errorListener(new ConnectionErrors(refusals));
    Optional<SSLContext> tls = plan.tls().context();
    tls.ifPresent(options::sslContext);
    plan.credentials().ifPresent(file -> options.authHandler(Nats.credentials(file.toString())));
    if (!plan.user().isEmpty()) {
      options.userInfo(plan.user().toCharArray(), plan.password().toCharArray());
    }
    return options.build();
  }

  /** What everything is called. */
  public Subjects names() {
    return names;
  }

  /** The largest message that the exchange takes, in bytes. */
  public long largestMessage() {
    return connection.getMaxPayload();
  }

  /** Whether it can be used now. */
  public boolean isConnected() {
    return connection.getStatus() == Connection.Status.CONNECTED;
  }

  /** Says something that nobody needs to hear; lost while there is no connection. */
  public void tell(String subject, byte[] message) {
    if (isConnected()) {
      try {
        connection.publish(subject, message);
      } catch (IllegalStateException e) {
        // Closed meanwhile.
      }
    }
  }

  /** Hears what is said under a subject, one after the other. */
  public void hear(String subject, Consumer<byte[]> listener) {
    Dispatcher dispatcher = connection.createDispatcher();
    dispatcher.subscribe(subject, message -> listener.accept(message.getData()));
  }

  /** Answers what is asked under a subject, one after the other. */
  public void answer(String subject, UnaryOperator<byte[]> answers) {
    Dispatcher dispatcher = connection.createDispatcher();
    dispatcher.subscribe(
        subject,
        message -> {
          byte[] answer = answers.apply(message.getData());
          if (message.getReplyTo() != null) {
            connection.publish(message.getReplyTo(), answer);
          }
        });
  }

  /** Asks; fails if nobody answers in that time. */
  public CompletableFuture<byte[]> ask(String subject, byte[] question, Duration patience) {
    try {
      // The client itself looks only each 5 s for questions that nobody answered.
      return connection
          .requestWithTimeout(subject, question, patience)
          .thenApply(Message::getData)
          .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IllegalStateException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** What this process says under a subject for keeps. */
  public OrderedPublisher outbox(String subject, Consumer<String> failures)
      throws ExchangeException {
    try {
      return new OrderedPublisher(
          connection.jetStream(quick()),
          connection.jetStreamManagement(quick()),
          names.stream(),
          subject,
          failures);
    } catch (IOException e) {
      throw new ExchangeException("the exchange has no JetStream: start it with -js", e);
    }
  }

  /**
   * Claims an index; of several who do, one has it.
   *
   * @param who claims it
   * @return whether it has it
   */
  public boolean claim(int index, String who, Duration patience)
      throws ExchangeException, InterruptedException {
    String key = "injector." + index;
    byte[] value = who.getBytes(StandardCharsets.UTF_8);
    long giveUp = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        connection.keyValue(names.claims()).create(key, value);
        return true;
      } catch (JetStreamApiException e) {
        if (e.getApiErrorCode() == WRONG_LAST_SEQUENCE) {
          // The answer to an earlier try may have been lost on its way.
          Optional<String> holder = holder(key);
          if (holder.isPresent()) {
            return holder.get().equals(who);
          }
        }
        giveUpAfter(giveUp, e);
      } catch (IOException e) {
        giveUpAfter(giveUp, e);
      }
      boolean unused = new CountDownLatch(1).await(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private Optional<String> holder(String key) {
    try {
      return Optional.ofNullable(connection.keyValue(names.claims()).get(key))
          .map(entry -> entry.getValueAsString());
    } catch (IOException | JetStreamApiException e) {
      return Optional.empty();
    }
  }

  private static void giveUpAfter(long giveUp, Exception e) throws ExchangeException {
    if (System.nanoTime() - giveUp > 0) {
      throw new ExchangeException("the index cannot be claimed: " + e.getMessage(), e);
    }
  }

  /** The rooms of the run at the exchange. */
  public RunStorage rooms() throws ExchangeException {
    try {
      return new RunStorage(connection, names, connection.jetStreamManagement(quick()));
    } catch (IOException e) {
      throw new ExchangeException("the exchange has no JetStream: start it with -js", e);
    }
  }

  /** The files of an injector. */
  public PartFiles files(int index) {
    return new PartFiles(connection, names.files(index));
  }

  /** All that injectors said for keeps, from the first on; must be closed. */
  public StreamReader read(Consumer<SaidLine> lines) throws ExchangeException {
    return read(lines, StreamReader.KEPT);
  }

  /** The same; what was read so long ago is forgotten by the exchange. */
  StreamReader read(Consumer<SaidLine> lines, Duration kept) throws ExchangeException {
    try {
      return StreamReader.start(
          connection, connection.jetStreamManagement(quick()), names, lines, kept);
    } catch (IOException e) {
      throw new ExchangeException("the exchange has no JetStream: start it with -js", e);
    }
  }

  private static JetStreamOptions quick() {
    return JetStreamOptions.builder().requestTimeout(ANSWER).build();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
