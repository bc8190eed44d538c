package dev.holdfast.run.injectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.capacity.IntervalReport;
import dev.holdfast.capacity.LevelMeter;
import dev.holdfast.capacity.LevelTick;
import dev.holdfast.steps.load.LoadCommand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** What injectors in processes of their own are told and tell, one line of JSON each. */
public final class IntervalReportText {

  /** Tells the process where to find the run: a port and a word that proves who it is. */
  static final String LINK = "DEV_HOLDFAST_INJECTOR";

  static final String END = "end";

  /** Said by an injector that is warm and waits for its first order. */
  static final String READY = "ready";

  private static final ObjectMapper JSON = new ObjectMapper();

  private IntervalReportText() {}

  /** The line of a span. */
  public static String of(IntervalReport span) {
    LevelTick tick = span.cut().tick();
    ObjectNode line = JSON.createObjectNode();
    line.put("level", span.cut().level()).put("inTime", span.cut().inTime());
    line.put("busy", span.cut().busy())
        .put("open", span.cut().open())
        .put("waiting", text(span.cut().waitingMicros()));
    line.put("cpuShare", span.cpuShare()).put("openFilesShare", span.openFilesShare());
    line.put("lag", text(span.lagMicros())).put("response", text(tick.responseMicros()));
    line.put("from", tick.fromSeconds()).put("to", tick.toSeconds());
    line.put("planned", tick.planned()).put("begun", tick.begun()).put("failed", tick.failed());
    line.put("pause", tick.pauseMillis()).put("concurrency", tick.concurrency());
    line.put("sessions", tick.sessions()).put("reconnections", tick.reconnections());
    line.put("turns", tick.turns());
    return line.toString();
  }

  /**
   * The span of a line.
   *
   * @throws IOException if the line is none
   */
  public static IntervalReport span(String text) throws IOException {
    JsonNode line = JSON.readTree(text);
    if (!line.hasNonNull("level") || !line.hasNonNull("response")) {
      throw new IOException("no span: " + text);
    }
    LevelTick tick =
        new LevelTick(
            line.path("from").asDouble(),
            line.path("to").asDouble(),
            line.path("planned").asLong(),
            line.path("begun").asLong(),
            line.path("failed").asLong(),
            histogram(line.path("response").asText()),
            line.path("pause").asDouble(),
            line.path("concurrency").asDouble(),
            line.path("sessions").asDouble(),
            line.path("reconnections").asLong(),
            line.path("turns").asLong());
    return new IntervalReport(
        new LevelMeter.Cut(
            line.path("level").asInt(),
            tick,
            line.path("inTime").asLong(),
            histogram(line.path("waiting").asText()),
            line.path("busy").asInt(),
            line.path("open").asInt()),
        line.path("cpuShare").asDouble(),
        line.path("openFilesShare").asDouble(),
        histogram(line.path("lag").asText()));
  }

  /** The line of an order. */
  public static String of(LoadCommand order) {
    return write(order);
  }

  /**
   * The order of a line.
   *
   * @throws IOException if the line is none
   */
  public static LoadCommand order(String text) throws IOException {
    return JSON.readValue(text, LoadCommand.class);
  }

  static String of(Hello hello) {
    return write(hello);
  }

  /**
   * The hello of a line.
   *
   * @throws IOException if the line is none
   */
  static Hello hello(String text) throws IOException {
    return JSON.readValue(text, Hello.class);
  }

  /**
   * What an injector is told first.
   *
   * @param injector which one it is, from 0
   * @param injectors how many there are
   * @param target that its users face
   * @param folder where it keeps its journal
   * @param secret in hexadecimal digits, of the marks in all texts of the run, so that one injector
   *     knows the users of another
   * @param runStartedAtMillis of the run's identity, since the epoch
   * @param runElapsedMillis since the run's own journal began
   */
  public record Hello(
      int injector,
      int injectors,
      String target,
      String folder,
      String secret,
      long runStartedAtMillis,
      long runElapsedMillis) {

    /** The same, said so much later. */
    Hello after(Duration passed) {
      return new Hello(
          injector,
          injectors,
          target,
          folder,
          secret,
          runStartedAtMillis,
          runElapsedMillis + passed.toMillis());
    }
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Histogram histogram) {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(bytes);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }

  private static Histogram histogram(String text) throws IOException {
    try {
      Histogram histogram =
          Histogram.decodeFromCompressedByteBuffer(
              ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
      histogram.setAutoResize(true);
      return histogram;
    } catch (DataFormatException | IllegalArgumentException e) {
      throw new IOException("a damaged histogram", e);
    }
  }
}
