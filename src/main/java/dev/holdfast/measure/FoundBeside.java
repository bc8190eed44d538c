package dev.holdfast.measure;

import dev.holdfast.continuity.model.Finding;
import java.util.List;
import java.util.function.Supplier;

/**
 * Something wrong with a session that belongs to none of its returns.
 *
 * @param findings what is wrong; may be empty
 * @param witness tells it in full; asked only if it is still to be told
 */
public record FoundBeside(List<Finding> findings, Supplier<Witness> witness) {

  /** Copies the list. */
  public FoundBeside {
    findings = List.copyOf(findings);
  }
}
