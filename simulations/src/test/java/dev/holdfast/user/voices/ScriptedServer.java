package dev.holdfast.user.voices;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions with numbered tokens, and greets in the same packet that accepts a connection; a
 * test says which connections it greets or refuses, and how it answers frames.
 */
final class ScriptedServer implements AutoCloseable {

  private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
  private static final Pattern TOKEN = Pattern.compile("(?i)authorization: *Bearer (\\S+)");
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
  private static final String HANDSHAKE_KEY = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int CLOSE = 8;
  private static final byte[] GOING_AWAY = {(byte) 0x88, 2, 0x03, (byte) 0xe9};

  /** What a test decides. */
  static final class Script {
    volatile IntPredicate greets = connection -> true;
    volatile IntPredicate takesToken = connection -> true;

    /** An answer by the number of the frame, from 1; empty for none, {@code close} for the end. */
    volatile IntFunction<String> answer = frame -> "{\"op\":\"ok\",\"id\":\"o-" + frame + "\"}";
  }

  private final ServerSocket server;
  private final Script script;
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final List<Integer> ended = new CopyOnWriteArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger sessions = new AtomicInteger();

  private ScriptedServer(ServerSocket server, Script script) {
    this.server = server;
    this.script = script;
  }

  static ScriptedServer open(Script script) throws IOException {
    ScriptedServer opened =
        new ScriptedServer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), script);
    daemon(opened::serve);
    return opened;
  }

  String url() {
    return "ws://127.0.0.1:" + server.getLocalPort();
  }

  /** The tokens that all connections brought, in order. */
  List<String> tokens() {
    return tokens;
  }

  /** The numbers of the connections that have ended, from 1. */
  List<Integer> ended() {
    return ended;
  }

  /** All texts that clients sent. */
  List<String> heard() {
    return heard;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        daemon(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      String request = header(in);
      while (request.startsWith("POST")) {
        in.readNBytes(Integer.parseInt(found(LENGTH, request)));
        String body = "{\"token\":\"t-" + sessions.incrementAndGet() + "\"}";
        write(
            socket,
            "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body,
            new byte[0]);
        request = header(in);
      }
      tokens.add(found(TOKEN, request));
      converse(socket, in, request, tokens.size());
    } catch (IOException e) {
      // That client is gone.
    }
  }

  private void converse(Socket socket, DataInputStream in, String request, int number)
      throws IOException {
    if (!script.takesToken.test(number)) {
      write(socket, "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", new byte[0]);
      return;
    }
    byte[] greeting = script.greets.test(number) ? frame("{\"op\":\"welcome\"}") : new byte[0];
    write(
        socket,
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept(found(KEY, request))
            + "\r\n\r\n",
        greeting);
    try {
      for (String said = read(in); said != null; said = read(in)) {
        heard.add(said);
        String answer = script.answer.apply(heard.size());
        if (answer.equals("close")) {
          // An end alone is lost by Java 17 if it comes while a listener is told of a message.
          socket.getOutputStream().write(GOING_AWAY);
          return;
        }
        if (!answer.isEmpty()) {
          socket.getOutputStream().write(frame(answer));
        }
      }
    } finally {
      ended.add(number);
    }
  }

  private static void write(Socket socket, String head, byte[] rest) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(rest);
    socket.getOutputStream().write(all.toByteArray());
  }

  /** Short texts only. */
  private static byte[] frame(String text) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x81);
    frame.write(text.length());
    frame.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    return frame.toByteArray();
  }

  /** The next text, masked and short; null at the end. */
  private static @Nullable String read(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte() & 0xf;
    byte[] mask = new byte[4];
    int length = in.readUnsignedByte() & 0x7f;
    in.readFully(mask);
    byte[] text = new byte[length];
    in.readFully(text);
    for (int i = 0; i < length; i++) {
      text[i] ^= mask[i % mask.length];
    }
    return kind == CLOSE ? null : new String(text, StandardCharsets.US_ASCII);
  }

  private static String header(DataInputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      request.append((char) in.readUnsignedByte());
    }
    return request.toString();
  }

  private static String found(Pattern pattern, String in) throws IOException {
    Matcher matcher = pattern.matcher(in);
    if (!matcher.find()) {
      throw new IOException("a request without " + pattern);
    }
    return matcher.group(1);
  }

  private static String accept(String key) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-1")
                  .digest((key + HANDSHAKE_KEY).getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
