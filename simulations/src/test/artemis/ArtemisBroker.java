import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.apache.activemq.artemis.core.postoffice.Binding;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.protocol.stomp.StompConnection;
import org.apache.activemq.artemis.core.protocol.stomp.StompFrame;
import org.apache.activemq.artemis.core.protocol.stomp.StompFrameInterceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.remoting.server.RemotingService;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * ActiveMQ Artemis as it comes, which speaks STOMP and MQTT over WebSocket.
 *
 * <pre>
 *   java -cp … ArtemisBroker.java PORT FOLDER [--faulty | --mute]
 * </pre>
 *
 * <p>FOLDER holds its journal. With {@code --faulty}, every so many of the messages that it has
 * confirmed is lost, comes twice, behind the next one, or changed, and every so many connections get
 * none; with {@code --mute} it says nothing. When it is asked to end, it says how many messages it
 * still counts as under way to clients that are gone.
 */
final class ArtemisBroker {

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
            .addAcceptorConfiguration(
                "clients", "tcp://127.0.0.1:" + port + "?protocols=STOMP,MQTT");
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ().setConfiguration(configuration);
    broker.start();
    RemotingService remoting = broker.getActiveMQServer().getRemotingService();
    if (further.contains("--faulty")) {
      StompFaults stomp = new StompFaults();
      StompFrameInterceptor stompTakes = stomp::takes;
      StompFrameInterceptor stompSends = stomp::sends;
      remoting.addIncomingInterceptor(stompTakes);
      remoting.addOutgoingInterceptor(stompSends);
      MqttFaults mqtt = new MqttFaults();
      MQTTInterceptor mqttTakes = mqtt::takes;
      MQTTInterceptor mqttSends = mqtt::sends;
      remoting.addIncomingInterceptor(mqttTakes);
      remoting.addOutgoingInterceptor(mqttSends);
    } else if (further.contains("--mute")) {
      StompFrameInterceptor nothing = (frame, connection) -> false;
      remoting.addOutgoingInterceptor(nothing);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> tellHeld(broker.getActiveMQServer())));
    System.out.println("listening on ws://127.0.0.1:" + port);
  }

  private static void tellHeld(ActiveMQServer server) {
    int held = 0;
    for (Binding binding : (Iterable<Binding>) server.getPostOffice().getAllBindings()::iterator) {
      if (binding instanceof QueueBinding each) {
        Queue queue = each.getQueue();
        held += queue.getConsumerCount() == 0 ? queue.getDeliveringCount() : 0;
      }
    }
    System.out.println("under way to nobody: " + held);
  }
}

/** Which of the messages are struck; primes, so that none always strikes the same user. */
final class Struck {

  static final int LOST = 37;
  static final int TWICE = 41;
  static final int LATE = 43;
  static final int CHANGED = 47;
  static final int DEAF = 53;
  static final Executor SOON = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

  private Struck() {}
}

/** Faults of messages that go by STOMP. */
final class StompFaults {

  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final Map<Object, StompFrame> heldBack = new ConcurrentHashMap<>();
  private final Set<Object> deaf = ConcurrentHashMap.newKeySet();

  boolean takes(StompFrame frame, RemotingConnection connection) {
    if (!frame.getCommand().equals("SEND")
        || !String.valueOf(frame.getHeader("destination")).startsWith("to.")) {
      return true;
    }
    int number = taken.incrementAndGet();
    if (number % Struck.LOST == 0) {
      frame.addHeader("destination", "nowhere");
    } else if (number % Struck.CHANGED == 0) {
      String text = new String(frame.getBodyAsBytes(), StandardCharsets.UTF_8);
      frame.setByteBody((text.replace('e', 'x') + " (edited)").getBytes(StandardCharsets.UTF_8));
    }
    return true;
  }

  boolean sends(StompFrame frame, RemotingConnection connection) {
    if (frame.getCommand().equals("CONNECTED")
        && connections.incrementAndGet() % Struck.DEAF == 0) {
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
      Struck.SOON.execute(() -> send(connection, before));
      return true;
    }
    int number = sent.incrementAndGet();
    if (number % Struck.LATE == 0) {
      heldBack.put(connection.getID(), frame);
      return false;
    }
    if (number % Struck.TWICE == 0) {
      Struck.SOON.execute(() -> send(connection, frame));
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

/** Faults of messages that go by MQTT. */
final class MqttFaults {

  /** The broker numbers what it sends from 1. */
  private static final int FIRST_REPEATED = 60_000;

  private static final int REPEATED = 5_000;

  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final Map<Object, MqttPublishMessage> heldBack = new ConcurrentHashMap<>();

  /** Texts that never leave it: whom it refuses a packet, it closes the connection of. */
  private final Set<String> lost = ConcurrentHashMap.newKeySet();

  private final Set<Object> deaf = ConcurrentHashMap.newKeySet();

  boolean takes(MqttMessage packet, RemotingConnection connection) {
    if (!(packet instanceof MqttPublishMessage message)
        || !message.variableHeader().topicName().startsWith("holdfast/to/")) {
      return true;
    }
    int number = taken.incrementAndGet();
    if (number % Struck.LOST == 0) {
      lost.add(text(message));
    } else if (number % Struck.CHANGED == 0) {
      change(message.payload());
    }
    return true;
  }

  private static String text(MqttPublishMessage message) {
    return message.payload().toString(StandardCharsets.UTF_8);
  }

  /** Behind the mark, so that it is known whose it was. */
  private static void change(ByteBuf text) {
    for (int i = text.readerIndex(); i < text.writerIndex(); i++) {
      if (text.getByte(i) == 'e' && text.indexOf(text.readerIndex(), i, (byte) ']') >= 0) {
        text.setByte(i, 'x');
      }
    }
  }

  boolean sends(MqttMessage packet, RemotingConnection connection) {
    if (packet.fixedHeader().messageType() == MqttMessageType.CONNACK
        && connections.incrementAndGet() % Struck.DEAF == 0) {
      deaf.add(connection.getID());
    }
    if (!(packet instanceof MqttPublishMessage message)) {
      return true;
    }
    if (deaf.contains(connection.getID()) || lost.contains(text(message))) {
      return false;
    }
    MqttPublishMessage before = heldBack.remove(connection.getID());
    if (before != null) {
      Struck.SOON.execute(() -> write(connection, before));
      return true;
    }
    int number = sent.incrementAndGet();
    if (number % Struck.LATE == 0) {
      heldBack.put(connection.getID(), message.copy());
      return false;
    }
    if (number % Struck.TWICE == 0) {
      MqttPublishMessage again = another(message);
      Struck.SOON.execute(() -> write(connection, again));
    }
    return true;
  }

  /** The same message under another number: by its own a client would know it again. */
  private MqttPublishMessage another(MqttPublishMessage message) {
    int number = FIRST_REPEATED + repeated.incrementAndGet() % REPEATED;
    return new MqttPublishMessage(
        message.fixedHeader(),
        new MqttPublishVariableHeader(
            message.variableHeader().topicName(), number, message.variableHeader().properties()),
        message.payload().copy());
  }

  private static void write(RemotingConnection connection, MqttMessage packet) {
    ((NettyConnection) connection.getTransportConnection()).getNettyChannel().writeAndFlush(packet);
  }
}
