package dev.holdfast.prerequisites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;
import org.opentest4j.TestAbortedException;

final class MissingPrerequisitesTest {

  private final TestAbortedException needsRoot = new TestAbortedException("needs root");

  @Test
  void whatIsMissingFailsATestWhereAllMustRun() {
    assertThat(new MissingPrerequisites(true).told("a", needsRoot))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("all-must-run=true: needs root");
  }

  @Test
  void elsewhereItSkipsTheTest() {
    assertThat(new MissingPrerequisites(false).told("a", needsRoot)).isSameAs(needsRoot);
  }

  @Test
  void aFailureStaysWhatItIs() {
    Throwable failure = new IllegalStateException("broken");
    assertThat(new MissingPrerequisites(true).told("a", failure)).isSameAs(failure);
  }

  /** Without being named by any of them. */
  @Test
  void allTestsOfThisModuleAreLookedAt() {
    assertThat(ServiceLoader.load(Extension.class))
        .hasAtLeastOneElementOfType(MissingPrerequisites.class);
  }
}
