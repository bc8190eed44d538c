package dev.holdfast.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStorageTest {
  private static final AgentContext CONTEXT =
      AgentContext.clean("s-1", "u-1", 1, Instant.parse("2026-03-01T10:00:00Z"));

  @TempDir private Path folder = Path.of("");

  @Test
  void hasOnDiskWhatItAccepted() throws IOException {
    Path copy = folder.resolve("copy");
    try (Storage storage = FileStorage.open(folder.resolve("store"))) {
      storage.contexts().commit(Revision.NONE, CONTEXT);
      Files.copy(folder.resolve("store"), copy);
    }
    try (Storage storage = FileStorage.open(copy)) {
      assertThat(storage.contexts().load("s-1")).contains(CONTEXT);
    }
  }

  @Test
  void wouldNotHaveItWithoutAFlush() throws IOException {
    Path copy = folder.resolve("copy");
    try (Storage storage = FileStorage.open(folder.resolve("store"), file -> {})) {
      storage.contexts().commit(Revision.NONE, CONTEXT);
      Files.copy(folder.resolve("store"), copy);
    }
    try (Storage storage = FileStorage.open(copy)) {
      assertThat(storage.contexts().load("s-1")).isEmpty();
    }
  }

  @Test
  void outlivesAnInterruptedThread() {
    try (Storage storage = FileStorage.open(folder.resolve("store"))) {
      Thread.currentThread().interrupt();
      storage.contexts().commit(Revision.NONE, CONTEXT);
      // Cleared by what repairs the file, or else here.
      Thread.interrupted();

      assertThat(storage.contexts().load("s-1")).contains(CONTEXT);
      assertThat(
              storage.contexts().commit(CONTEXT.revision(), CONTEXT.raised(CONTEXT.lastActivity())))
          .isTrue();
    }
  }

  @Test
  void belongsToOneProcessAtATime() {
    try (Storage first = FileStorage.open(folder.resolve("store"))) {
      assertThat(first.waits()).isTrue();
      assertThatThrownBy(() -> FileStorage.open(folder.resolve("store")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("no other backend may use it");
    }
  }

  @Test
  void saysThatItsFolderIsMissing() {
    assertThatThrownBy(() -> FileStorage.open(folder.resolve("no/such/store")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("its folder must be there");
  }
}
