package dev.holdfast.steps;

import dev.holdfast.evidence.EvidenceWriter;
import dev.holdfast.measure.RunRecorder;

/**
 * Where a run that has begun is recorded.
 *
 * @param recorder keeps all figures
 * @param evidence keeps what the oracle saw, so that it can judge again
 */
public record Recording(RunRecorder recorder, EvidenceWriter evidence) {}
