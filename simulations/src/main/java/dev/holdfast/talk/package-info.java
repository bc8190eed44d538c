/**
 * What virtual users say: pure schedules by seed, user and turn, so that every run of ordinary size
 * says all kinds of things many times, and the same run again.
 */
@NullMarked
package dev.holdfast.talk;

import org.jspecify.annotations.NullMarked;
