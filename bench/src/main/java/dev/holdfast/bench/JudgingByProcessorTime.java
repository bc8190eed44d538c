package dev.holdfast.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * {@link Judging} for a machine that others keep busy: by the thread's own processor time, in
 * batches of all parts by turns.
 */
public final class JudgingByProcessorTime {

  private static final int WARM = 15;
  private static final int BATCHES = 41;
  private static final int LIVES = 50;

  private JudgingByProcessorTime() {}

  /**
   * Prints median and quartiles in microseconds a return.
   *
   * @param arguments how many notes the user has left; 0 if none is given
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws Exception {
    Judging judging = new Judging();
    judging.notes = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
    judging.begin();
    Map<String, Runnable> parts = new LinkedHashMap<>();
    parts.put("frames", judging::frames);
    parts.put("ledger and oracle", judging::ledgerAndOracle);
    parts.put("evidence", judging::evidence);
    parts.put("recorder", judging::recorder);
    Map<String, double[]> times = new LinkedHashMap<>();
    parts.keySet().forEach(part -> times.put(part, new double[BATCHES]));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int batch = -WARM; batch < BATCHES; batch++) {
      for (Map.Entry<String, Runnable> part : parts.entrySet()) {
        long before = threads.getCurrentThreadCpuTime();
        for (int life = 0; life < LIVES; life++) {
          part.getValue().run();
        }
        double micros = (threads.getCurrentThreadCpuTime() - before) / 1e3;
        if (batch >= 0) {
          times.get(part.getKey())[batch] = micros / LIVES / RecordedLife.RETURNS;
        }
      }
    }
    times.forEach(
        (part, each) -> {
          Arrays.sort(each);
          System.out.printf(
              Locale.ROOT,
              "%-18s %7.2f µs (%.2f to %.2f)%n",
              part,
              each[BATCHES / 2],
              each[BATCHES / 4],
              each[BATCHES * 3 / 4]);
        });
    judging.end();
  }
}
