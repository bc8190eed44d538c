package dev.holdfast.dialect.holdfast;

import dev.holdfast.dialect.MalformedFrames;
import dev.holdfast.dialect.Payload;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the native protocol's server must refuse. */
final class NativeMalformed {

  private static final List<String> BROKEN =
      List.of(
          "{\"type\": \"ping\", \"id\": \"1\", \"payl",
          "{\"type\": \"ping\", \"id\": \"1\"",
          "{\"type\": \"ping\", \"id\": \"1\"} and more",
          "{\"type\": \"ping\", \"id\": \"1\",}",
          "{type: \"ping\", \"id\": \"1\"}",
          "{\"type\": , \"id\": \"1\"}",
          "{\"type\": undefined, \"id\": \"1\"}",
          "{\"type\": \"ping\", \"payload\": [1, 2",
          "{\"type\": nul, \"id\": \"1\"}");

  private static final int[] DEPTHS = {101, 500, 1_000};

  /** Above the 1 MiB that the protocol takes, and below what ends the connection. */
  private static final int OVERSIZE = 5 * 256 * 1024;

  /** Above the 5 MiB at which the protocol ends the connection. */
  private static final int MONSTROUS = 21 * 256 * 1024;

  private NativeMalformed() {}

  static MalformedFrames frames() {
    return new MalformedFrames(
        Stream.concat(BROKEN.stream(), IntStream.of(DEPTHS).mapToObj(NativeMalformed::nested))
            .map(Payload::of)
            .toList(),
        Payload.of("\"" + "x".repeat(OVERSIZE) + "\""),
        Payload.of("\"" + "x".repeat(MONSTROUS) + "\""));
  }

  private static String nested(int depth) {
    return "{\"type\": \"ping\", \"payload\": " + "[".repeat(depth) + "]".repeat(depth) + "}";
  }
}
