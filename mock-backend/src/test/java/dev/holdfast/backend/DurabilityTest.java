package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backend.store.RedisProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing acknowledged is lost when the backend, or its store, is killed at any moment. */
class DurabilityTest {
  private static final int SOME = 3;
  private static final int MANY = 20;
  private static final String MAIN = "dev.holdfast.backend.Main";

  @TempDir private Path folder = Path.of("");

  @Test
  void theFileStoreHasAllThatWasAcknowledged() throws IOException, InterruptedException {
    crashOnAFileStore(SOME);
  }

  @Test
  @Tag("long")
  void theFileStoreHasAllAfterManyCrashes() throws IOException, InterruptedException {
    crashOnAFileStore(MANY);
  }

  private void crashOnAFileStore(int crashes) throws IOException, InterruptedException {
    String store = "file:" + folder.resolve("store");
    try (CrashDrill drill = new CrashDrill(MAIN, store, folder, 1)) {
      for (int crash = 0; crash < crashes; crash++) {
        drill.crash();
        assertThat(drill.missing()).as("after crash %s", crash).isEmpty();
      }
      assertThat(drill.owed()).isGreaterThanOrEqualTo(crashes);
      assertThat(drill.left()).isGreaterThanOrEqualTo(crashes);
    }
  }

  @Test
  void aStoreThatSavesLaterDoesNot() throws IOException, InterruptedException {
    String store = "file:" + folder.resolve("store");
    List<String> missing = new ArrayList<>();
    try (CrashDrill drill = new CrashDrill("dev.holdfast.backend.CarelessMain", store, folder, 1)) {
      for (int crash = 0; crash < MANY && !tellsOfMail(missing); crash++) {
        drill.crash();
        missing.addAll(drill.missing());
      }
    }
    assertThat(tellsOfMail(missing)).as("%s", missing).isTrue();
  }

  @Test
  void theRedisStoreHasAllThatWasAcknowledged() throws IOException, InterruptedException {
    crashOnRedis(SOME);
  }

  @Test
  @Tag("long")
  void theRedisStoreHasAllAfterManyCrashes() throws IOException, InterruptedException {
    crashOnRedis(MANY);
  }

  private void crashOnRedis(int crashes) throws IOException, InterruptedException {
    assumeRedis();
    try (RedisProcess redis = RedisProcess.start(folder);
        CrashDrill drill = new CrashDrill(MAIN, redis.address(0).toString(), folder, 2)) {
      for (int crash = 0; crash < crashes; crash++) {
        drill.crash();
        assertThat(drill.missing()).as("after crash %s", crash).isEmpty();
      }
      redis.kill();
      redis.startAgain();
      assertThat(drill.missingOnceItServes()).as("after Redis was killed too").isEmpty();
      assertThat(drill.owed()).isGreaterThanOrEqualTo(crashes);
      assertThat(drill.left()).isGreaterThanOrEqualTo(crashes);
    }
  }

  @Test
  void aRedisThatSavesNothingDoesNot() throws IOException, InterruptedException {
    assumeRedis();
    try (RedisProcess redis = RedisProcess.forgetful(folder);
        CrashDrill drill = new CrashDrill(MAIN, redis.address(0).toString(), folder, 3)) {
      drill.crash();
      redis.kill();
      redis.startAgain();
      assertThat(drill.missingOnceItServes()).isNotEmpty();
    }
  }

  private static boolean tellsOfMail(List<String> missing) {
    return missing.stream().anyMatch(each -> each.contains("notification"));
  }

  private static void assumeRedis() {
    Assumptions.assumeTrue(
        RedisProcess.installed(), "redis-server is not installed: apt-get install redis-server");
  }
}
