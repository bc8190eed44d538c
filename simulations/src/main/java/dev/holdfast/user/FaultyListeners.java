package dev.holdfast.user;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Two things on this machine that stand in the way of a client: a port on which nobody listens, and
 * one that opens a WebSocket, says nothing, and dies with the first thing it is told.
 */
public final class FaultyListeners implements AutoCloseable {

  private static final String HANDSHAKE_KEY = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int BACKLOG = 1024;
  private static final int LARGEST_REQUEST = 16_384;

  private final ServerSocket mute;
  private final int refusedPort;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "faulty-listener");
            thread.setDaemon(true);
            return thread;
          });

  private FaultyListeners(ServerSocket mute, int refusedPort) {
    this.mute = mute;
    this.refusedPort = refusedPort;
  }

  /**
   * Opens a listener on a free loopback port, and finds another port where nobody listens.
   *
   * @throws UncheckedIOException if no port is to be had
   */
  public static FaultyListeners open() {
    try {
      ServerSocket mute = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      int refused;
      try (ServerSocket passing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        refused = passing.getLocalPort();
      }
      FaultyListeners listeners = new FaultyListeners(mute, refused);
      listeners.threads.execute(listeners::accept);
      return listeners;
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on loopback", e);
    }
  }

  public String refusedUrl() {
    return url(refusedPort);
  }

  public String muteUrl() {
    return url(mute.getLocalPort());
  }

  @Override
  public void close() {
    closeQuietly(mute);
    open.forEach(FaultyListeners::closeQuietly);
    threads.shutdownNow();
  }

  private static String url(int port) {
    return "ws://127.0.0.1:" + port + "/ws";
  }

  private void accept() {
    while (!mute.isClosed()) {
      try {
        Socket socket = mute.accept();
        threads.execute(() -> dieWithFirstRequest(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void dieWithFirstRequest(Socket socket) {
    open.add(socket);
    try (socket) {
      InputStream in = socket.getInputStream();
      socket.getOutputStream().write(answer(header(in)).getBytes(StandardCharsets.US_ASCII));
      if (in.read() >= 0) {
        socket.setSoLinger(true, 0);
      }
    } catch (IOException e) {
      // The client went first: there is nobody left to fail.
    } finally {
      open.remove(socket);
    }
  }

  private static String header(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0 && request.length() < LARGEST_REQUEST) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the client went away during its handshake");
      }
      request.append((char) next);
    }
    return request.toString();
  }

  private static String answer(String request) throws IOException {
    String name = "sec-websocket-key:";
    String key =
        request
            .lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name))
            .map(line -> line.substring(name.length()).strip())
            .findFirst()
            .orElseThrow(() -> new IOException("not a WebSocket handshake"));
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: "
        + accept(key)
        + "\r\n\r\n";
  }

  private static String accept(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      byte[] digest = sha1.digest((key + HANDSHAKE_KEY).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // It is of no use any more, open or not.
    }
  }
}
