package dev.holdfast.dialect.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.file.FileDialect;
import dev.holdfast.dialect.holdfast.NativeDialect;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** Which dialect a name chooses. */
class DialectsTest {

  @Test
  void theNativeOneTellsAndDoesAll() {
    Dialect dialect = Dialects.named("native");

    assertThat(dialect).isInstanceOf(NativeDialect.class);
    assertThat(dialect.capabilities())
        .isEqualTo(EnumSet.complementOf(EnumSet.of(Capability.OTHERS)));
  }

  @Test
  void aNameThatEndsInConfIsAFile() {
    assertThat(Dialects.named("../dialects/plain-json.conf"))
        .isInstanceOf(FileDialect.class)
        .extracting(Dialect::name)
        .isEqualTo("plain-json.conf");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dialects.named("nowhere.conf"))
        .withMessageContaining("nowhere.conf");
  }

  @Test
  void anUnknownNameIsRefusedWithThoseThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dialects.named("natve"))
        .withMessageStartingWith("must be a file that ends in .conf, or one of native; another")
        .withMessageEndingWith("got: natve");
  }
}
