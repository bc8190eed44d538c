import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.stomp.StompConnection;
import org.apache.activemq.artemis.core.protocol.stomp.StompFrame;
import org.apache.activemq.artemis.core.protocol.stomp.StompFrameInterceptor;
import org.apache.activemq.artemis.core.remoting.server.RemotingService;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * ActiveMQ Artemis as it comes, which speaks STOMP over WebSocket.
 *
 * <pre>
 *   java -cp … StompBroker.java PORT FOLDER [--faulty | --mute]
 * </pre>
 *
 * <p>FOLDER holds its journal. With {@code --faulty}, every so many of the messages that it has
 * confirmed is lost, comes twice, behind the next one, or changed, and every so many connections get
 * none; with {@code --mute} it says nothing.
 */
final class StompBroker {

  private static final int LOST = 37;
  private static final int TWICE = 41;
  private static final int LATE = 43;
  private static final int CHANGED = 47;
  private static final int DEAF = 53;
  private static final Executor SOON =
      CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final Map<Object, StompFrame> heldBack = new ConcurrentHashMap<>();
  private final Set<Object> deaf = ConcurrentHashMap.newKeySet();

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    List<String> further = List.of(arguments).subList(2, arguments.length);
    if (port == 0) {
      try (ServerSocket free = new ServerSocket(0)) {
        port = free.getLocalPort();
      }
    }
    Configuration configuration =
        new ConfigurationImpl()
            .setJournalDirectory(folder.resolve("journal").toString())
            .setBindingsDirectory(folder.resolve("bindings").toString())
            .setLargeMessagesDirectory(folder.resolve("large").toString())
            .setPagingDirectory(folder.resolve("paging").toString())
            .setJournalType(JournalType.NIO)
            // No test takes the power away, and a busy disk would be waited for.
            .setJournalSyncTransactional(false)
            .setJournalSyncNonTransactional(false)
            .setSecurityEnabled(false)
            .setJMXManagementEnabled(false)
            .addAcceptorConfiguration("stomp", "tcp://127.0.0.1:" + port + "?protocols=STOMP");
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ().setConfiguration(configuration);
    broker.start();
    RemotingService remoting = broker.getActiveMQServer().getRemotingService();
    if (further.contains("--faulty")) {
      StompBroker faults = new StompBroker();
      StompFrameInterceptor incoming = faults::takes;
      StompFrameInterceptor outgoing = faults::sends;
      remoting.addIncomingInterceptor(incoming);
      remoting.addOutgoingInterceptor(outgoing);
    } else if (further.contains("--mute")) {
      StompFrameInterceptor nothing = (frame, connection) -> false;
      remoting.addOutgoingInterceptor(nothing);
    }
    System.out.println("listening on ws://127.0.0.1:" + port);
  }

  private boolean takes(StompFrame frame, RemotingConnection connection) {
    if (!frame.getCommand().equals("SEND")
        || !String.valueOf(frame.getHeader("destination")).startsWith("to.")) {
      return true;
    }
    int number = taken.incrementAndGet();
    if (number % LOST == 0) {
      frame.addHeader("destination", "nowhere");
    } else if (number % CHANGED == 0) {
      String text = new String(frame.getBodyAsBytes(), StandardCharsets.UTF_8);
      frame.setByteBody((text.replace('e', 'x') + " (edited)").getBytes(StandardCharsets.UTF_8));
    }
    return true;
  }

  private boolean sends(StompFrame frame, RemotingConnection connection) {
    if (frame.getCommand().equals("CONNECTED") && connections.incrementAndGet() % DEAF == 0) {
      deaf.add(connection.getID());
    }
    if (!frame.getCommand().equals("MESSAGE")) {
      return true;
    }
    if (deaf.contains(connection.getID())) {
      return false;
    }
    StompFrame before = heldBack.remove(connection.getID());
    if (before != null) {
      SOON.execute(() -> send(connection, before));
      return true;
    }
    int number = sent.incrementAndGet();
    if (number % LATE == 0) {
      heldBack.put(connection.getID(), frame);
      return false;
    }
    if (number % TWICE == 0) {
      SOON.execute(() -> send(connection, frame));
    }
    return true;
  }

  private static void send(RemotingConnection connection, StompFrame frame) {
    try {
      ((StompConnection) connection).physicalSend(frame);
    } catch (Exception e) {
      // The connection is gone, and with it whom it would have reached.
    }
  }
}
