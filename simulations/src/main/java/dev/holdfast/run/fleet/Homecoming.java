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

/** Brings the recordings of injectors home, and into the run's own what is not in it yet. */
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
      for (Map.Entry<String, String> file : bye.files().entrySet()) {
        fetch(member, folder, file.getKey(), file.getValue());
      }
    } catch (IOException e) {
      recorder.abort(
          "the recording of " + member.named() + " did not come home: " + e.getMessage());
    }
    PartNotes notes = PartNotes.in(folder);
    samples.add(notes.samples());
    notes.aborts().forEach(why -> recorder.abort(member.named() + ": " + why));
    notes.witnesses().stream()
        .sorted(Comparator.comparing(witness -> witness.at()))
        .forEach(recorder::witness);
  }

  /** All of them are home. */
  void isOver() {
    samples.all().forEach(recorder::sample);
  }

  private void fetch(Member member, Path folder, String name, String sha256)
      throws IOException, InterruptedException {
    if (!name.matches("[A-Za-z0-9._-]+") || name.startsWith(".")) {
      throw new IOException("no name of a file of a recording: " + name);
    }
    Path to = folder.resolve(name);
    String found = exchange.files(member.index()).fetch(name, to, PATIENCE);
    if (!found.equals(sha256)) {
      throw new IOException(name + " was changed on its way");
    }
  }
}
