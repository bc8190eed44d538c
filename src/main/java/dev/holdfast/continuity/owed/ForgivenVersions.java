package dev.holdfast.continuity.owed;

/**
 * Versions that contradicted each other, or what was seen before, and were reported: told again
 * while nothing was committed in between, they are no new anomaly.
 *
 * @param seen the highest version seen once they had been reported
 * @param told what was told
 */
public record ForgivenVersions(long seen, ToldVersions told) {}
