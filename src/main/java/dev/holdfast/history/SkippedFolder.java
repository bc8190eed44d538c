package dev.holdfast.history;

/**
 * A folder whose verdict cannot be shown.
 *
 * @param folder its name
 * @param why in one line
 */
record SkippedFolder(String folder, String why) {}
