package dev.holdfast.continuity.owed;

import java.util.Set;

/**
 * The moment as of which a history or a context is judged: what came to be owed later is not missed
 * in it.
 */
public final class AsOf {

  /** Whatever is owed is missed. */
  public static final AsOf NOW = version(Long.MAX_VALUE);

  private final long version;
  private final boolean told;
  private final Set<String> since;

  private AsOf(long version, boolean told, Set<String> since) {
    this.version = version;
    this.told = told;
    this.since = since;
  }

  /** What came after that version is not missed. */
  public static AsOf version(long version) {
    return new AsOf(version, true, Set.of());
  }

  /**
   * That of an answer.
   *
   * @param told its version; -1 where the backend tells none
   * @param newest the highest version that was seen
   * @param since the ids of what came to be owed since it was asked for
   */
  static AsOf answer(long told, long newest, Set<String> since) {
    boolean older = told >= 0 && told < newest;
    return new AsOf(older ? told : Long.MAX_VALUE, told >= 0, since);
  }

  /** Whether it may lack what is owed now. */
  public boolean mayBeOlder() {
    return told ? version != Long.MAX_VALUE : !since.isEmpty();
  }

  /**
   * Whether an item must be there. Versions decide where both are told, else what was known.
   *
   * @param itemVersion that first held it; -1 where the backend tells none
   */
  public boolean owes(String id, long itemVersion) {
    boolean bothTold = told && itemVersion >= 0;
    return bothTold ? itemVersion <= version : !since.contains(id);
  }
}
