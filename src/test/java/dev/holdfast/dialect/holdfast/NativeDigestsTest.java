package dev.holdfast.dialect.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A digest that goes on from the one before is the digest of the whole. */
class NativeDigestsTest {

  @Property(tries = 300)
  void digestsOfHistoriesThatFollowEachOtherAreThoseOfEach(@ForAll long seed) {
    Random random = new Random(seed);
    NativeDigests digests = new NativeDigests();
    Function<List<Message>, String> following = digests.histories();
    List<Message> history = new ArrayList<>();
    for (int step = 0; step < 8; step++) {
      change(history, random);
      List<Message> now = List.copyOf(history);

      assertThat(following.apply(now)).isEqualTo(digests.historyDigest(now));
    }
  }

  private static void change(List<Message> history, Random random) {
    if (!history.isEmpty() && random.nextInt(4) == 0) {
      history.remove(random.nextInt(history.size()));
    }
    if (!history.isEmpty() && random.nextInt(4) == 0) {
      history.set(random.nextInt(history.size()), message(random));
    }
    for (int more = random.nextInt(3); more > 0; more--) {
      history.add(message(random));
    }
  }

  private static Message message(Random random) {
    int number = random.nextInt(1000);
    return new Message(number, "m-" + number, Role.USER, "Wörd 🙂 " + number, null);
  }
}
