package dev.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.faults.ProxyLoad.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many users at once go through one proxy; {@link ProxyLoad} does it for as many as wanted. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyUsersTest {

  @Test
  void manyUsersEchoThroughOneProxyAndAreAllLostAtOnce() throws Exception {
    Result result = ProxyLoad.manyUsers(300);

    assertThat(result.echoed()).isEqualTo(300);
    assertThat(result.reset()).isEqualTo(300);
    assertThat(result.left()).isZero();
  }
}
