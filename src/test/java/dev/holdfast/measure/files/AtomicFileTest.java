package dev.holdfast.measure.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  @Test
  void replacesTheOldFileAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("verdict.json");
    AtomicFile.write(file, "old and longer");
    AtomicFile.write(file, "né");

    assertThat(file).hasContent("né");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void keepsTheOldFileIfTheNewOneCannotBeWhole() throws IOException {
    Path file = folder.resolve("verdict.json");
    AtomicFile.write(file, "old");

    assertThatThrownBy(() -> AtomicFile.write(file, "lone surrogate \uD800"))
        .isInstanceOf(IOException.class);

    assertThat(file).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
