package dev.holdfast.conformance;

import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.holdfast.NativeDialect;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.plan.reach.Target;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Tries each rule of a protocol on a target, with two users and no load. */
public final class ConformanceCheck {

  private static final int SECRET_BYTES = 16;
  private static final int NAME_BYTES = 4;

  private final Target target;
  private final ReachPlan reach;
  private final Dialect dialect;
  private final Duration patience;

  /**
   * A check.
   *
   * @param reach what the target asks of its clients beyond its URL
   * @param dialect whose rules are tried
   * @param patience how long each answer may take; above 0
   */
  public ConformanceCheck(Target target, ReachPlan reach, Dialect dialect, Duration patience) {
    this.target = target;
    this.reach = reach;
    this.dialect = dialect;
    this.patience = patience;
  }

  /**
   * Tries all rules; takes at most a few times the patience for each.
   *
   * @param told of each rule as it is known
   * @return one statement for each rule, in order
   */
  public List<Statement> run(Consumer<Statement> told) throws InterruptedException {
    SecureRandom random = new SecureRandom();
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    List<Statement> statements = new ArrayList<>();
    try (Rules walk = walk(secret, HexFormat.of().formatHex(name))) {
      boolean on = true;
      for (Rule rule : walk.rules()) {
        Statement statement =
            on ? tried(rule) : new Statement(rule.text(), Statement.Outcome.UNTRIED, "");
        on = on && !(rule.essential() && statement.outcome() == Statement.Outcome.BROKEN);
        if (statement.outcome() == Statement.Outcome.BROKEN) {
          walk.settle();
        }
        statements.add(statement);
        told.accept(statement);
      }
    }
    return List.copyOf(statements);
  }

  private Rules walk(byte[] secret, String name) {
    return dialect instanceof NativeDialect
        ? new Walk(this::endpoint, dialect, secret, name)
        : new GeneralWalk(this::endpoint, secret, name);
  }

  private Endpoint endpoint() {
    return new Endpoint(target, reach, dialect, patience);
  }

  private static Statement tried(Rule rule) throws InterruptedException {
    try {
      rule.trial().run();
      return new Statement(rule.text(), Statement.Outcome.HOLDS, "");
    } catch (UnmetException e) {
      return new Statement(rule.text(), Statement.Outcome.BROKEN, String.valueOf(e.getMessage()));
    }
  }
}
