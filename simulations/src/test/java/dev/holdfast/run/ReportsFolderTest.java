package dev.holdfast.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.settings.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportsFolderTest {

  @TempDir Path folder;

  @Test
  void aFolderThatCanBeWrittenIsLeftAsItWas() {
    ReportsFolder.requireWritable(folder);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileInItsPlaceIsRefusedWithKeyValueAndWhatToDo() throws Exception {
    Path file = Files.writeString(folder.resolve("reports"), "");

    assertThatThrownBy(() -> ReportsFolder.requireWritable(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "holdfast.reports.folder must be a folder that can be written, got: "
                + file
                + " ("
                + file
                + " is a file); name another folder, make room, or let this user write there");
  }

  @Test
  void aFolderBelowAFileIsRefused() throws Exception {
    Path below = Files.writeString(folder.resolve("reports"), "").resolve("further/down");

    assertThatThrownBy(() -> ReportsFolder.requireWritable(below))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("got: " + below + " (");
  }
}
