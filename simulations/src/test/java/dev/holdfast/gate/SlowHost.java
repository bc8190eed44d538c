package dev.holdfast.gate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A machine whose processors can be taken away, as of a control group (version 1). */
final class SlowHost implements AutoCloseable {

  private static final Path GROUPS = Path.of("/sys/fs/cgroup/cpu");
  private static final int PERIOD_MICROS = 100_000;

  private final Path group;

  private SlowHost(Path group) {
    this.group = group;
  }

  /** Makes one that is not slow yet; the test is left out where that is not to be had. */
  static SlowHost make() throws IOException {
    assumeTrue(
        Files.isWritable(GROUPS) && Files.exists(GROUPS.resolve("cpu.cfs_quota_us")),
        "needs root and the control group of processors");
    return new SlowHost(
        Files.createDirectory(GROUPS.resolve("holdfast-" + ProcessHandle.current().pid())));
  }

  /** A command that runs the rest of its line there. */
  List<String> wrapper() {
    return List.of("sh", "-c", "echo $$ > " + group + "/cgroup.procs && exec \"$@\"", "sh");
  }

  /**
   * From now on it has no more than that.
   *
   * @param share of one processor, above 0
   */
  void leave(double share) throws IOException {
    Files.writeString(group.resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_MICROS));
    Files.writeString(
        group.resolve("cpu.cfs_quota_us"), String.valueOf((long) (share * PERIOD_MICROS)));
  }

  /** It is as quick as others again. */
  void leaveAll() throws IOException {
    Files.writeString(group.resolve("cpu.cfs_quota_us"), "-1");
  }

  /** Its processes must have ended. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(group);
  }
}
