package dev.holdfast.faults;

import dev.holdfast.faults.stages.RequestHead;

/** Is told how a connection's upgrade goes, by what looks at its first bytes. */
interface Handshake {

  /** The header that names the user. */
  String userHeader();

  /**
   * The client has asked for it.
   *
   * @param goOn lets the request go on to the server
   */
  void requested(RequestHead head, Runnable goOn);

  /** The request goes on: what follows it are frames. */
  FrameCutter followRequests();

  /** The server has agreed: what follows its answer are frames. */
  FrameCutter opened();
}
