package dev.holdfast.continuity.owed;

import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.Memory;
import java.util.Locale;
import java.util.Map;

/** The two kinds of entries that an agent remembers. */
public enum MemoryKind {
  PREFERENCE,
  VARIABLE;

  /** The entries of this kind in a memory. */
  public Map<String, String> of(Memory memory) {
    return this == PREFERENCE ? memory.preferences() : memory.variables();
  }

  /** A memory of such entries alone. */
  Memory memory(Map<String, String> entries) {
    return this == PREFERENCE ? new Memory(entries, Map.of()) : new Memory(Map.of(), entries);
  }

  /** An entry as findings name it. */
  public String describe(String key, String value) {
    return name().toLowerCase(Locale.ROOT) + " " + key + " = " + Findings.quote(value);
  }
}
