package dev.holdfast.measure.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.measure.FillingChannel;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AppendLogTest {

  @TempDir Path folder;

  @Test
  void blocksFollowEachOther() throws IOException {
    Path path = folder.resolve("log");
    try (AppendLog log = AppendLog.create(path)) {
      log.append("one\n".getBytes(StandardCharsets.UTF_8));
      log.append("two\n".getBytes(StandardCharsets.UTF_8));
      log.force();
    }

    assertThat(Files.readString(path)).isEqualTo("one\ntwo\n");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskNamesTheFile() throws IOException {
    Path path = folder.resolve("log");
    Files.createSymbolicLink(path, Path.of("/dev/full"));
    try (AppendLog log = AppendLog.create(path)) {
      assertThatThrownBy(() -> log.append(new byte[] {1}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("journal file log cannot be written: ");
    }
    Files.delete(path);
  }

  @Test
  void halfABlockDoesNotStay() throws IOException {
    Path path = folder.resolve("log");
    try (FileChannel file =
            FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        AppendLog log = new AppendLog(path, new FillingChannel(file, 10), () -> file.force(true))) {
      log.append("fits\n".getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> log.append("does not fit\n".getBytes(StandardCharsets.UTF_8)))
          .hasMessage("journal file log cannot be written: No space left on device");
      log.append("d\n".getBytes(StandardCharsets.UTF_8));
      log.force();
    }

    assertThat(Files.readString(path)).isEqualTo("fits\nd\n");
  }

  @Test
  void aClosedLogRefuses() throws IOException {
    AppendLog log = AppendLog.create(folder.resolve("log"));
    log.close();

    assertThatThrownBy(() -> log.append(new byte[] {1})).isInstanceOf(IOException.class);
    assertThatThrownBy(log::force).isInstanceOf(IOException.class);
  }
}
