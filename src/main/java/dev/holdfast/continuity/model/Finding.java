package dev.holdfast.continuity.model;

/**
 * One anomaly with the smallest evidence that shows it.
 *
 * @param anomaly what is wrong
 * @param owed what the client had a right to, in a few words
 * @param came what came instead, in a few words
 */
public record Finding(Anomaly anomaly, String owed, String came) {}
