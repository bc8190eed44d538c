package dev.holdfast.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.0/8|10.255.255.255|true",
        "10.0.0.0/8|11.0.0.0|false",
        "10.0.0.0/8|9.255.255.255|false",
        "192.0.2.128/25|192.0.2.128|true",
        "192.0.2.128/25|192.0.2.127|false",
        "192.0.2.7|192.0.2.7|true",
        "192.0.2.7|192.0.2.8|false",
        "192.0.2.7/32|192.0.2.6|false",
        "0.0.0.0/0|203.0.113.7|true",
        "0.0.0.0/0|2001:db8::1|false",
        "2001:db8::/32|2001:db8:ffff::1|true",
        "2001:db8::/32|2001:db9::1|false",
        "2001:db8::/33|2001:db8:8000::|false",
        "::1|::1|true",
        "::/0|2001:db8::1|true",
        "::/0|10.0.0.1|false",
        "192.0.2.7, 10.0.0.0/8|10.1.1.1|true"
      })
  void trustsExactlyWhatItsBlocksHold(String list, String address, boolean trusted) {
    assertThat(TrustedProxies.parse(list).trusts(IpAddress.parse(address).orElseThrow()))
        .isEqualTo(trusted);
  }

  @Test
  void trustsNobodyByDefault() {
    assertThat(TrustedProxies.none().trusts(IpAddress.parse("127.0.0.1").orElseThrow())).isFalse();
    assertThat(TrustedProxies.parse(" ").trusts(IpAddress.parse("127.0.0.1").orElseThrow()))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost|localhost",
        "10.0.0.0/33|10.0.0.0/33",
        "2001:db8::/129|2001:db8::/129",
        "10.0.0.0/|10.0.0.0/",
        "10.0.0.0/-1|10.0.0.0/-1",
        "10.1.0.0/8|10.1.0.0/8",
        "10.0.0.0-10.0.0.9|10.0.0.0-10.0.0.9",
        "10.0.0.0/8,|''",
        "256.0.0.1|256.0.0.1"
      })
  void saysWhichEntryIsWrong(String list, String entry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustedProxies.parse(list))
        .withMessageStartingWith("trusted-proxies must be addresses or CIDR blocks such as")
        .withMessageContaining("without names and without bits beyond the prefix")
        .withMessageEndingWith("got: '" + entry + "'");
  }
}
