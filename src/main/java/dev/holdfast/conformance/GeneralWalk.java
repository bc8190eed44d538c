package dev.holdfast.conformance;

import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Tag;
import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.SessionGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What any backend must do that can be judged, and nothing that only some do. */
final class GeneralWalk implements Rules {

  /** The account of one who speaks in another's session. */
  private static final int OTHER = 2;

  private final Supplier<Endpoint> endpoints;
  private final Endpoint mine;
  private final byte[] secret;
  private final String run;
  private @Nullable SessionGrant issued;
  private @Nullable Visitor visitor;
  private String said = "";

  /**
   * A walk.
   *
   * @param endpoints makes one client each
   * @param secret marks texts; at least 16 bytes
   * @param run tells this walk's users from those of any other
   */
  GeneralWalk(Supplier<Endpoint> endpoints, byte[] secret, String run) {
    this.endpoints = endpoints;
    this.mine = endpoints.get();
    this.secret = secret.clone();
    this.run = run;
  }

  @Override
  public List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    rules.add(new Rule("a session is opened", true, this::issue));
    rules.add(new Rule("its token opens a connection, which is greeted", true, this::arrive));
    rules.add(new Rule("a message is acknowledged", true, () -> say("Where can we save money?")));
    if (mine.dialect().states(Capability.OTHERS)) {
      rules.add(new Rule("what another says arrives", false, this::hearAnother));
    }
    if (mine.dialect().states(Capability.PING)) {
      rules.add(new Rule("a ping is answered", false, () -> me().ping()));
    }
    if (tellsHistory()) {
      rules.add(new Rule("the history holds it", true, this::historyHolds));
      rules.add(new Rule("so it does with another, in order", true, this::another));
    }
    rules.add(new Rule("after a goodbye, all is there again", false, () -> me().comeBack(true)));
    rules.add(
        new Rule(
            "after a loss without a word, all is there again", false, () -> me().comeBack(false)));
    if (mine.dialect().deliveries().filter(DeliveryClaims::keeps).isPresent()) {
      rules.add(new Rule("what another says meanwhile comes too", false, this::missAnother));
    }
    rules.add(new Rule("what is said then is acknowledged and kept", false, this::another));
    rules.add(new Rule("another user is greeted, and sees nothing of it", false, this::apart));
    return rules;
  }

  private boolean tellsHistory() {
    return mine.dialect().states(Capability.HISTORY);
  }

  private void issue() throws UnmetException, InterruptedException {
    issued = mine.open("check-" + run + "-1", 0);
  }

  private void arrive() throws UnmetException, InterruptedException {
    visitor = Visitor.arrive(mine, Tag.of(secret, 1), Objects.requireNonNull(issued));
    ServerEvent.Established unused = me().greeting();
  }

  private void say(String text) throws UnmetException, InterruptedException {
    boolean answers = mine.dialect().states(Capability.ANSWERS);
    said = me().say(text, Memory.EMPTY, answers);
    ServerEvent.Acked ack = me().await(ServerEvent.Acked.class, "acknowledgement");
    UnmetException.unless(
        ack.messageId().equals(said), "the acknowledgement is of " + ack.messageId());
    if (answers) {
      ServerEvent.Answered unused = me().await(ServerEvent.Answered.class, "answer");
    }
  }

  private void historyHolds() throws UnmetException, InterruptedException {
    List<Message> messages = me().history().messages();
    UnmetException.unless(
        messages.stream().anyMatch(message -> message.id().equals(said)),
        "it holds " + messages.size() + " messages, and not that one");
  }

  private void another() throws UnmetException, InterruptedException {
    say("And what else?");
    if (tellsHistory()) {
      historyHolds();
    }
  }

  private void hearAnother() throws UnmetException, InterruptedException {
    besideAnother("-3", other -> me().hearAnother("I agree.", other));
  }

  private void missAnother() throws UnmetException, InterruptedException {
    besideAnother("-4", other -> me().missAnother("No.", other));
  }

  /** What is done while another can speak. */
  private interface Beside {
    void run(Visitor.Other other) throws UnmetException, InterruptedException;
  }

  private void besideAnother(String who, Beside act) throws UnmetException, InterruptedException {
    if (!mine.dialect().othersByFrame()) {
      act.run(mine::speak);
      return;
    }
    Endpoint elsewhere = endpoints.get();
    SessionGrant grant = elsewhere.open("check-" + run + who, OTHER);
    try (Visitor other = Visitor.arrive(elsewhere, Tag.of(secret, 3), grant)) {
      ServerEvent.Established unused = other.greeting();
      act.run(other::speakTo);
    }
  }

  private void apart() throws UnmetException, InterruptedException {
    Endpoint elsewhere = endpoints.get();
    SessionGrant grant = elsewhere.open("check-" + run + "-2", 1);
    try (Visitor other = Visitor.arrive(elsewhere, Tag.of(secret, 2), grant)) {
      ServerEvent.Established unused = other.greeting();
      int messages = tellsHistory() ? other.history().messages().size() : 0;
      UnmetException.unless(messages == 0, "its history holds " + messages + " messages");
    }
  }

  private Visitor me() {
    return Objects.requireNonNull(visitor, "tried before anybody arrived");
  }

  @Override
  public void settle() throws InterruptedException {
    if (visitor != null) {
      try {
        visitor.settle();
      } catch (UnmetException e) {
        // The connection is gone, which the next rule will say.
      }
    }
  }

  @Override
  public void close() {
    if (visitor != null) {
      visitor.close();
    }
  }
}
