package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trace and a draft write, to start a dialect file from. */
final class TraceCommandTest {

  private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
  private static final byte[] WELCOME =
      text(
          (byte) 0x81,
          "{\"connection_established\":\"SECRET-of-ours\",\"key\":\"abcdefghijklmnopqrs1\"}");
  private static final byte[] BYTES = text((byte) 0x82, "pong");
  private static final byte[] CLOSE = {(byte) 0x88, 2, 0x0f, (byte) 0xa1};

  private ServerSocket server;

  @TempDir Path folder;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "traced-server");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  /** Greets, answers the first frame in bytes, and closes with 4001. */
  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        String request = request(socket.getInputStream());
        if (request.startsWith("GET /no")) {
          socket
              .getOutputStream()
              .write(
                  "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
          continue;
        }
        socket.getOutputStream().write(accepted(request));
        socket.getOutputStream().write(WELCOME);
        int unused = socket.getInputStream().read();
        socket.getOutputStream().write(BYTES);
        socket.getOutputStream().write(CLOSE);
        while (socket.getInputStream().read() >= 0) {
          // Until the client is gone as well.
        }
      } catch (IOException e) {
        // The next client may come.
      }
    }
  }

  @Test
  void everyFrameIsShownAndNoSecret() throws IOException {
    Path out = folder.resolve("trace.txt");

    String told =
        run(
            0,
            "--target=" + url("/chat?token=SECRET-of-query"),
            "--header=Authorization: Bearer SECRET-of-header",
            "--subprotocol=v1",
            "--secret=SECRET-of-ours",
            "--send={\"hello\":\"SECRET-of-header\"}",
            "--for=5",
            "--out=" + out);

    assertThat(told).contains("written to " + out);
    assertThat(Files.readString(out))
        .contains(
            "connected, subprotocol v1",
            "→ {\"hello\":\"(…)\"}",
            "← {\"connection_established\":\"(…)\",\"key\":\"(…)\"}",
            "← pong (binary)",
            "the server closed the connection with 4001")
        .doesNotContain("SECRET");
  }

  @Test
  void aRefusalAndASilenceAreTold() throws IOException {
    assertThat(run(1, "--target=" + url("/no")))
        .contains("the handshake failed: it was answered 403");
    assertThat(run(0, "--target=" + url("/chat"), "--for=1"))
        .contains("the connection still stood after 1 s");
    server.close();
    assertThat(run(1, "--target=" + url("/chat"), "--for=2")).contains("✗ the handshake failed: ");
    assertThat(run(2, "--target=" + url("/chat"), "--header=nothing"))
        .contains("--header must be 'NAME: VALUE'");
    assertThat(run(2, "--target=" + url("/chat"), "--for=0")).contains("--for must be at least 1");
  }

  @Test
  void aDraftIsWrittenAndCompiles() throws IOException {
    Path from = folder.resolve("api.yaml");
    Path out = folder.resolve("draft.conf");
    Files.writeString(
        from,
        "asyncapi: 3.0.0\noperations: {out: {action: send, messages: [{name: ack, payload:"
            + " {properties: {type: {const: ok}, id: {}}}}]}}");

    assertThat(execute(0, "dialect", "draft", "--from=" + from, "--out=" + out))
        .contains("draft.conf has 1 rules");
    assertThat(execute(0, "dialect", "draft", "--from=" + from))
        .contains("{ when { \"/type\" = \"ok\" }, is = ack, id = \"/id\" }");
    assertThat(execute(2, "dialect", "draft", "--from=" + from, "--out=" + out))
        .contains("--out must be a file that is not there yet");
    assertThat(execute(2, "dialect", "draft", "--from=" + folder.resolve("none")))
        .contains("--from must be a file that is there");
    assertThat(execute(2, "dialect", "draft", "--from=" + Files.writeString(out, "a: 1")))
        .contains("--from must be a document of AsyncAPI 3");
  }

  private String url(String path) {
    return "ws://127.0.0.1:" + server.getLocalPort() + path;
  }

  private static String run(int exit, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "dialect";
    all[1] = "trace";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return execute(exit, all);
  }

  private static String execute(int exit, String... arguments) {
    StringWriter told = new StringWriter();
    assertThat(
            Holdfast.commandLine()
                .setOut(new PrintWriter(told))
                .setErr(new PrintWriter(told))
                .execute(arguments))
        .as(told.toString())
        .isEqualTo(exit);
    return told.toString();
  }

  private static byte[] text(byte first, String text) {
    byte[] of = text.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[of.length + 2];
    frame[0] = first;
    frame[1] = (byte) of.length;
    System.arraycopy(of, 0, frame, 2, of.length);
    return frame;
  }

  private static String request(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the client went away during its handshake");
      }
      request.append((char) next);
    }
    return request.toString();
  }

  private static byte[] accepted(String request) throws IOException {
    Matcher key = KEY.matcher(request);
    if (!key.find()) {
      throw new IOException("no handshake of a WebSocket");
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest(
                  (key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                      .getBytes(StandardCharsets.US_ASCII));
      return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + (request.contains("v1") ? "Sec-WebSocket-Protocol: v1\r\n" : "")
              + "Sec-WebSocket-Accept: "
              + Base64.getEncoder().encodeToString(digest)
              + "\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
