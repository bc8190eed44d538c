package dev.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsersTest {

  @Test
  void whatIsPlannedForConnectionsThatDoNotComeIsBounded() {
    Users users = new Users(2);
    users.plan("a", List.of());
    users.plan("a", List.of());

    assertThatThrownBy(() -> users.plan("b", List.of()))
        .isInstanceOf(ApiException.class)
        .hasMessage("faults are planned for 2 connections that have not come: heal users");

    users.forgetPlans("a");
    assertThatCode(() -> users.plan("b", List.of())).doesNotThrowAnyException();
  }
}
