package dev.holdfast.measure.journal;

import dev.holdfast.measure.Witness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a process recorded beside its intervals; quick to read, however long it recorded.
 *
 * @param samples single measured figures by their names, the last of each
 * @param aborts why it can say nothing
 * @param witnesses it told in full
 */
public record PartNotes(Map<String, Double> samples, List<String> aborts, List<Witness> witnesses) {

  /** Reads those in that folder; what is damaged becomes an abort reason. */
  public static PartNotes in(Path folder) {
    JournalFiles files = JournalFiles.in(folder);
    Map<String, Double> samples = new TreeMap<>();
    List<String> aborts = new ArrayList<>();
    List<Witness> witnesses = new ArrayList<>();
    CompleteLines.of(
        files.samples(),
        line -> {
          NamedSample sample = JournalJson.read(line, NamedSample.class);
          samples.put(sample.name(), sample.value());
        },
        aborts::add);
    CompleteLines.of(
        files.aborts(),
        line -> aborts.add(JournalJson.read(line, AbortReason.class).reason()),
        aborts::add);
    CompleteLines.of(
        files.witnesses(),
        line -> witnesses.add(JournalJson.read(line, Witness.class)),
        aborts::add);
    return new PartNotes(samples, List.copyOf(aborts), List.copyOf(witnesses));
  }
}
