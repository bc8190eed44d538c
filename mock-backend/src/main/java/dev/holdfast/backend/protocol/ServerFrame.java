package dev.holdfast.backend.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What the server can say: a type and a payload that writes itself. */
public interface ServerFrame {

  /** The name on the wire. */
  String type();

  /**
   * Writes the fields of the payload; the braces are the caller's.
   *
   * @throws IOException if the generator fails
   */
  void writePayload(JsonGenerator json) throws IOException;
}
