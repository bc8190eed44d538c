package dev.holdfast.user.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.plan.reach.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No two virtual users have one account at the same time. */
final class AccountsTest {

  private static final Account ANN = new Account("ann", Optional.empty(), Map.of());
  private static final Account BEN = new Account("ben", Optional.empty(), Map.of());
  private static final Account WITH_TOKEN = new Account("cy", Optional.of("t0ken"), Map.of());

  @Test
  void anAccountIsLentAgainOnceItIsGivenBack() {
    Accounts accounts = Accounts.of(List.of(ANN, BEN));

    assertThat(accounts.lend()).contains(ANN);
    assertThat(accounts.lend()).contains(BEN);
    assertThat(accounts.lend()).isEmpty();
    accounts.giveBack(ANN);
    assertThat(accounts.lend()).contains(ANN);
  }

  @Test
  void oneWithATokenIsLentOnce() {
    Accounts accounts = Accounts.of(List.of(WITH_TOKEN));

    accounts.lend().ifPresent(accounts::giveBack);

    assertThat(accounts.lend()).isEmpty();
    assertThat(accounts.areKnown()).isTrue();
  }

  @Test
  void throwAwayUsersHaveTheLastFirst() {
    assertThat(Accounts.fromTheEnd(List.of(ANN, BEN)).lend()).contains(BEN);
  }

  @Test
  void severalInjectorsShareThemOutWithoutTwoHavingOne() {
    List<Account> all =
        IntStream.range(0, 7)
            .mapToObj(each -> new Account("user-" + each, Optional.empty(), Map.of()))
            .toList();

    List<Account> lent =
        IntStream.range(0, 3)
            .mapToObj(injector -> Accounts.ofInjector(all, injector, 3, false))
            .flatMap(each -> Stream.generate(each::lend).limit(4).flatMap(Optional::stream))
            .toList();

    assertThat(lent).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void anInjectorsThrowAwayUsersHaveItsLastFirst() {
    assertThat(Accounts.ofInjector(List.of(ANN, WITH_TOKEN, BEN), 0, 2, true).lend()).contains(BEN);
  }

  @Test
  void aTargetThatKnowsNobodyLendsNothing() {
    assertThat(Accounts.of(List.of()).areKnown()).isFalse();
  }
}
