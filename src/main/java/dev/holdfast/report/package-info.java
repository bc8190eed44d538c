/**
 * A recorded and judged run told to its readers: people in a browser, on a console and in a pull
 * request, and programs by JSON, JUnit XML and OpenMetrics.
 */
@NullMarked
package dev.holdfast.report;

import org.jspecify.annotations.NullMarked;
