package dev.holdfast.bench;

import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.UserMessage;
import dev.holdfast.dialect.holdfast.NativeDialect;
import dev.holdfast.talk.Talk;
import dev.holdfast.talk.Topic;
import dev.holdfast.talk.Variety;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * All the frames in which one user of the gate's scenario {@code history} says something, in their
 * order.
 *
 * @param established the first three; the last is not answered
 * @param many whether the user then leaves the {@link #notes}
 * @param large a very long note, of a few users
 * @param further one for each return, answered
 */
record UserFrames(
    List<String> established, boolean many, Optional<String> large, List<String> further) {

  private static final long SEED = 20250819;

  /** What a user says who comes back that often. */
  static UserFrames of(int user, int returns) {
    Talk talk = talk(user);
    List<String> established =
        IntStream.range(0, Talk.ESTABLISHED)
            .mapToObj(said -> frame(said, talk.established(said)))
            .toList();
    int said = Talk.ESTABLISHED + (talk.leavesMany() ? Talk.MANY : 0);
    int beforeLarge = said;
    Optional<String> large = talk.large().map(note -> frame(beforeLarge, note));
    said += large.isPresent() ? 1 : 0;
    return new UserFrames(
        established, talk.leavesMany(), large, frames(said, returns, talk::further));
  }

  /** The notes of every user who leaves many: the same of all of them. */
  static List<String> notes() {
    return frames(Talk.ESTABLISHED, Talk.MANY, talk(1)::note);
  }

  /** What a user says, by its number. */
  static Talk talk(int user) {
    return new Talk(user, SEED, Variety.ALL, Integer.MAX_VALUE);
  }

  /**
   * The frame that says it.
   *
   * @param said how many messages the user has said before
   */
  static String frame(int said, Topic topic) {
    UserMessage message =
        new UserMessage("m-" + (said + 1), topic.text(), topic.memory(), topic.reply());
    return ((Payload.Text) new NativeDialect().begin().say(message)).text();
  }

  /**
   * The frame that asks for something.
   *
   * @param id unique, or a placeholder of what is sent
   */
  static String request(String type, String id) {
    return "{\"type\":\"" + type + "\",\"id\":\"f-" + id + "-" + type + "\",\"payload\":{}}";
  }

  private static List<String> frames(int said, int count, IntFunction<Topic> topic) {
    List<String> frames = new ArrayList<>();
    for (int i = said; i < said + count; i++) {
      frames.add(frame(i, topic.apply(i)));
    }
    return frames;
  }
}
