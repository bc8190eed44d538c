package dev.holdfast.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAddressTest {

  @ParameterizedTest
  @CsvSource({
    "memory, memory, false",
    "file:/var/lib/holdfast/store, file:/var/lib/holdfast/store, true",
    "file:here, file:here, true",
    "redis://127.0.0.1:6379, redis://127.0.0.1:6379/0, true",
    "redis://[::1]:6379/3, redis://[::1]:6379/3, true",
    "redis://cache.example.org:1/15, redis://cache.example.org:1/15, true"
  })
  void readsWhatItWrites(String text, String written, boolean outlives) {
    StoreAddress address = StoreAddress.parse(text);

    assertThat(address).hasToString(written);
    assertThat(StoreAddress.parse(written)).isEqualTo(address);
    assertThat(address.outlivesProcess()).isEqualTo(outlives);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Memory",
        "file:",
        "redis:",
        "redis://host",
        "redis://host:0",
        "redis://host:65536",
        "redis://user:secret@host:1",
        "redis://host:1/a",
        "rediss://host:1"
      })
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> StoreAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("store must be memory, file:<path> or redis://host:port[/db], got");
  }
}
