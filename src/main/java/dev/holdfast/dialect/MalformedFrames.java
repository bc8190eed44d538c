package dev.holdfast.dialect;

import java.util.List;

/**
 * Frames that no honest client sends.
 *
 * @param broken each must be refused by an error, and the connection stays
 * @param oversized more than the backend takes: refused by an error, and the connection stays
 * @param monstrous more than any connection survives
 */
public record MalformedFrames(List<Payload> broken, Payload oversized, Payload monstrous) {

  /** Copies the list. */
  public MalformedFrames {
    broken = List.copyOf(broken);
  }
}
