package dev.holdfast.user;

import dev.holdfast.assessment.RefusedMessages;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Tag;
import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.UserMessage;
import dev.holdfast.measure.Phase;
import dev.holdfast.talk.Topic;
import dev.holdfast.user.streams.Streams;
import org.jspecify.annotations.Nullable;

/** What one virtual user says to the agent, and how far the agent has come with the last of it. */
public final class Speech {

  private final Speaker user;
  private final Tag tag;

  /** Of this run alone: what a target kept of an earlier one must not bear the same names. */
  private final String run;

  private final Streams streams = new Streams();
  private final OtherVoice others;
  private int messages;
  private String lastId = "";
  private String lastContent = "";
  private Topic lastTopic = Topic.of("");
  private int lastMark;
  private long lastSent;
  private boolean refused;

  Speech(Speaker user, Tag tag) {
    this.user = user;
    this.tag = tag;
    this.run = Integer.toHexString(tag.mark("", 0).hashCode() & 0xffffff);
    this.others = new OtherVoice(user, tag, run);
  }

  /** The answers that it joins from their pieces. */
  public Streams streams() {
    return streams;
  }

  /** What another says in the same session. */
  public OtherVoice others() {
    return others;
  }

  /** The server said something; what others said in it has arrived. */
  void heardOthers(ServerEvent event, long now, @Nullable ReturnAttempt returning) {
    if (event instanceof ServerEvent.Notified notified) {
      others.heard(
          notified.content(),
          now,
          returning == null ? Long.MIN_VALUE : returning.listeningSince(now));
    }
  }

  /** A mark of this run and this user, in hexadecimal digits. */
  public String run() {
    return run;
  }

  /** The id of the message that it said last. */
  public String lastId() {
    return lastId;
  }

  /** How many messages it has said. */
  public int said() {
    return messages;
  }

  /** The next message, which goes out now: it is in the ledger, indeterminate. */
  public UserMessage say(Topic topic) {
    messages++;
    lastId = "m-" + user.number() + "-" + messages + "-" + run;
    if (messages == 1 || !topic.text().equals(lastTopic.text())) {
      lastMark = messages;
    }
    // Who says the same again says the very same, mark and all: only its id tells the two apart.
    lastContent = tag.mark(topic.text(), lastMark);
    lastTopic = topic;
    UserMessage message = message();
    String id = lastId;
    if (reply()) {
      user.awaited().until(() -> user.ledger().answered(id) || refused);
    } else {
      awaitAck();
    }
    user.note("→ user_message " + id);
    return message;
  }

  /** What was said last, once more and unchanged; only its acknowledgement is waited for. */
  public UserMessage sayAgain() {
    UserMessage message = message();
    awaitAck();
    user.note("→ user_message " + lastId + " again");
    return message;
  }

  /** Waits for the acknowledgement of what was said last, or its refusal, and no longer. */
  public void awaitAck() {
    String id = lastId;
    user.awaited().until(() -> user.ledger().acked(id) || refused);
  }

  /** Whether what was said last may not have arrived. */
  public boolean isUnacked() {
    return messages > 0 && !user.ledger().acked(lastId);
  }

  /** Whether all that was said has been answered, as far as answers were asked for. */
  public boolean isAnswered() {
    return user.ledger().idle();
  }

  /** The server said something on the open connection. */
  void heard(ServerEvent event, long now) {
    streams.heard(event, now);
    if (event instanceof ServerEvent.Refused answer && isUnacked()) {
      refused = true;
      user.runContext().recorder().event(RefusedMessages.EVENT, answer.code());
    }
    if (event instanceof ServerEvent.Acked acked && acked.messageId().equals(lastId)) {
      user.record(Phase.ACK, lastSent, now);
    } else if (event instanceof ServerEvent.Answered answered && answered.turn().equals(lastId)) {
      user.record(Phase.TURN, lastSent, now);
    }
  }

  /** Whether the server refused what was said last. */
  public boolean isRefused() {
    return refused;
  }

  private UserMessage message() {
    refused = false;
    user.ledger().sent(lastId, lastContent, memory(), reply());
    lastSent = System.nanoTime();
    return new UserMessage(lastId, lastContent, memory(), reply());
  }

  /** Nobody can be asked to remember what it never shows. */
  private Memory memory() {
    return user.runContext().dialect().states(Capability.CONTEXT)
        ? lastTopic.memory()
        : Memory.EMPTY;
  }

  /** An agent that can be told nothing of notes answers all of them. */
  private boolean reply() {
    Dialect dialect = user.runContext().dialect();
    return dialect.states(Capability.ANSWERS)
        && (lastTopic.reply() || !dialect.states(Capability.NOTES));
  }
}
