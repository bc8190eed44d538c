package dev.holdfast.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.context.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStorageTest {
  private static final AgentContext CONTEXT =
      AgentContext.clean("s-1", "u-1", 1, Instant.parse("2026-03-01T10:00:00Z"));

  @TempDir private Path folder = Path.of("");

  @Test
  void hasOnDiskWhatItAccepted() throws IOException {
    try (Storage storage = FileStorage.open(folder.resolve("store"))) {
      storage.contexts().commit(Revision.NONE, CONTEXT);
      copyAsAfterACrash();
    }
    try (Storage storage = FileStorage.open(folder.resolve("copy"))) {
      assertThat(storage.contexts().load("s-1")).contains(CONTEXT);
      assertThat(storage.contexts().count()).isOne();
      assertThat(storage.contexts().estimatedBytes()).isPositive();
    }
  }

  @Test
  void wouldNotHaveItWithoutACommit() throws IOException {
    try (Storage storage = FileStorage.open(folder.resolve("store"), file -> {})) {
      storage.contexts().commit(Revision.NONE, CONTEXT);
      copyAsAfterACrash();
    }
    try (Storage storage = FileStorage.open(folder.resolve("copy"))) {
      assertThat(storage.contexts().load("s-1")).isEmpty();
    }
  }

  @Test
  void promisesNothingMoreOnceItHasFailedToSave() {
    AtomicBoolean full = new AtomicBoolean();
    try (Storage storage =
        FileStorage.open(
            folder.resolve("store"),
            file -> {
              if (full.get()) {
                throw new StoreException("the disk is full");
              }
              file.commit();
            })) {
      ContextStore contexts = storage.contexts();
      contexts.commit(Revision.NONE, CONTEXT);
      contexts.check();
      full.set(true);
      AgentContext next = CONTEXT.raised(CONTEXT.lastActivity());
      assertThatThrownBy(() -> contexts.commit(CONTEXT.revision(), next))
          .hasMessage("the disk is full");
      full.set(false);

      assertThatThrownBy(() -> contexts.commit(next.revision(), next.raised(next.lastActivity())))
          .hasMessage("the disk is full; restart the backend");
      assertThatThrownBy(contexts::check).hasMessage("the disk is full; restart the backend");
    }
  }

  @Test
  void outlivesAnInterruptedThread() {
    try (Storage storage = FileStorage.open(folder.resolve("store"))) {
      Thread.currentThread().interrupt();
      storage.contexts().commit(Revision.NONE, CONTEXT);
      assertThat(Thread.interrupted()).isTrue();

      assertThat(storage.contexts().load("s-1")).contains(CONTEXT);
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

  private void copyAsAfterACrash() throws IOException {
    for (String suffix : List.of("", "-wal")) {
      Files.copy(folder.resolve("store" + suffix), folder.resolve("copy" + suffix));
    }
  }
}
