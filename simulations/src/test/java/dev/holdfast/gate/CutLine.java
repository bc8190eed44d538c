package dev.holdfast.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Phaser;

/**
 * A line to a port of this machine that can be cut as a network cuts: nothing passes, and nobody is
 * told; what was under way arrives when it is mended.
 */
final class CutLine implements AutoCloseable {

  private final ServerSocket listening;
  private final int to;
  private final Phaser cut = new Phaser(0);
  private volatile boolean down;

  private CutLine(int to) throws IOException {
    this.to = to;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** A line to that port. */
  static CutLine to(int port) throws IOException {
    CutLine line = new CutLine(port);
    daemon(line::accept);
    return line;
  }

  int port() {
    return listening.getLocalPort();
  }

  synchronized void cut() {
    cut.register();
    down = true;
  }

  synchronized void mend() {
    down = false;
    cut.arriveAndDeregister();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        daemon(() -> join(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void join(Socket client) {
    pass();
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      daemon(() -> pump(client, server));
      pump(server, client);
    } catch (IOException e) {
      close(client);
    }
  }

  private void pump(Socket from, Socket into) {
    byte[] bytes = new byte[65_536];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = into.getOutputStream();
      for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
        pass();
        out.write(bytes, 0, length);
        out.flush();
      }
    } catch (IOException e) {
      // Its end is the end of the other side.
    }
    close(from);
    close(into);
  }

  /** Waits while the line is cut. */
  private void pass() {
    int phase = cut.getPhase();
    if (down) {
      cut.awaitAdvance(phase);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "cut-line");
    thread.setDaemon(true);
    thread.start();
  }
}
