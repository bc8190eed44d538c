package dev.holdfast.run.fleet;

import dev.holdfast.measure.journal.PartFolders;
import dev.holdfast.measure.journal.PartNotes;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.run.exchange.Exchange;
import dev.holdfast.run.exchange.FleetMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Brings the recordings of injectors home, and into the run's own what is not in it yet. Safe for
 * many threads.
 */
final class RecordingCollector {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final int MOST_WAYS = 8;

  private final Exchange exchange;
  private final Path runFolder;
  private final RunRecorder recorder;
  private final SampleSums samples = new SampleSums();

  RecordingCollector(Exchange exchange, Path runFolder, RunRecorder recorder) {
    this.exchange = exchange;
    this.runFolder = runFolder;
    this.recorder = recorder;
  }

  /** Of all of them; what is missing or was changed on its way is an abort reason of the run. */
  void of(List<Member> members) throws InterruptedException {
    ExecutorService ways = Executors.newFixedThreadPool(MOST_WAYS);
    try {
      List<Callable<Boolean>> all = new ArrayList<>();
      members.forEach(member -> all.add(() -> isHome(member)));
      for (Future<Boolean> each : ways.invokeAll(all)) {
        boolean unused = each.get();
      }
    } catch (ExecutionException e) {
      recorder.abort("a recording did not come home: " + e.getCause());
    } finally {
      ways.shutdownNow();
    }
    synchronized (samples) {
      samples.all().forEach(recorder::sample);
    }
  }

  private boolean isHome(Member member) throws InterruptedException {
    FleetMessages.Bye bye = Objects.requireNonNull(member.bye());
    Path folder = PartFolders.fromElsewhere(runFolder, member.index());
    try {
      Files.createDirectories(folder);
      Map<String, String> came = exchange.files(member.index()).fetch(folder, PATIENCE);
      if (!came.equals(bye.files())) {
        throw new IOException("it was changed on its way");
      }
    } catch (IOException e) {
      recorder.abort(
          "the recording of " + member.named() + " did not come home: " + e.getMessage());
    }
    PartNotes notes = PartNotes.in(folder);
    synchronized (samples) {
      samples.add(notes.samples());
    }
    notes.aborts().forEach(why -> recorder.abort(member.named() + ": " + why));
    notes.witnesses().stream()
        .sorted(Comparator.comparing(witness -> witness.at()))
        .forEach(recorder::witness);
    return true;
  }
}
