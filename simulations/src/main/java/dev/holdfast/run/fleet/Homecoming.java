package dev.holdfast.run.fleet;

import dev.holdfast.measure.journal.PartFolders;
import dev.holdfast.measure.journal.PartNotes;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.run.exchange.Exchange;
import dev.holdfast.run.exchange.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;

/**
 * Brings the recordings of injectors home, and into the run's own what is not in it yet. Safe for
 * many threads.
 */
final class Homecoming {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Exchange exchange;
  private final Path runFolder;
  private final RunRecorder recorder;
  private final SampleSums samples = new SampleSums();

  Homecoming(Exchange exchange, Path runFolder, RunRecorder recorder) {
    this.exchange = exchange;
    this.runFolder = runFolder;
    this.recorder = recorder;
  }

  /** Of one injector; what is missing or was changed on its way is an abort reason of the run. */
  void of(Member member, Told.Bye bye) throws InterruptedException {
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
  }

  /** All of them are home. */
  void isOver() {
    synchronized (samples) {
      samples.all().forEach(recorder::sample);
    }
  }
}
