package dev.holdfast.dialect.file;

import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.FirstFrame;
import dev.holdfast.dialect.HttpEndpoint;
import dev.holdfast.dialect.PayloadKind;
import dev.holdfast.dialect.TokenService;
import dev.holdfast.dialect.file.rules.Expression;
import dev.holdfast.dialect.file.rules.Incoming;
import dev.holdfast.dialect.signalr.StatefulSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A dialect that a file describes. */
public final class FileDialect implements Dialect {

  /** What names of such files end with. */
  public static final String SUFFIX = ".conf";

  /** The name of the copy that a run keeps of its dialect. */
  public static final String KEPT = "dialect" + SUFFIX;

  /** Pings are short; a longer text is none. */
  private static final int LONGEST_PING = 256;

  private final Spoken spoken;
  private final boolean pings;
  private final FrameListener listener;

  private FileDialect(Spoken spoken, FrameListener listener) {
    this.spoken = spoken;
    this.listener = listener;
    this.pings = spoken.has(Meaning.PING) && spoken.sends() == PayloadKind.TEXT;
  }

  /**
   * Reads a file that describes messages.
   *
   * @throws IllegalArgumentException if it cannot be read, or makes no sense; the text says where
   */
  public static FileDialect read(Path file) {
    return of(HoconFile.read(file));
  }

  static FileDialect of(HoconFile file) {
    return new FileDialect(Compiler.compile(file.name(), file.config()), FrameListener.NOBODY);
  }

  /** The same dialect whose sessions tell what becomes of each message. */
  public FileDialect watchedBy(FrameListener other) {
    return new FileDialect(spoken, other);
  }

  /** Its rules, as a listener is told of them. */
  public List<String> rules() {
    return spoken.rules().stream().map(FrameRule::shown).toList();
  }

  /** What the file claims and nothing judges yet, by key. */
  public List<String> unjudgedClaims() {
    return spoken.claims().unjudged();
  }

  @Override
  public String name() {
    return spoken.name();
  }

  @Override
  public Set<Capability> capabilities() {
    EnumSet<Capability> stated = EnumSet.noneOf(Capability.class);
    if (spoken.history().isTold()) {
      stated.add(Capability.HISTORY);
    }
    if (spoken.login() != null) {
      stated.add(Capability.SESSIONS);
    }
    if (spoken.ping() != null) {
      stated.add(Capability.PING);
    }
    if (spoken.others() != null) {
      stated.add(Capability.OTHERS);
    }
    if (spoken.claims().oneConnection()) {
      stated.add(Capability.SINGLE_CONNECTION);
    }
    if (spoken.has(Meaning.ANSWER)) {
      stated.add(Capability.ANSWERS);
      if (spoken.say().names().contains("reply")) {
        stated.add(Capability.NOTES);
      }
    }
    return stated;
  }

  @Override
  public DialectSession begin() {
    FileSession session = new FileSession(spoken, listener);
    return spoken.stateful() ? new StatefulSession(session) : session;
  }

  @Override
  public Optional<HttpEndpoint> negotiation() {
    return spoken.stateful()
        ? Optional.of(new HttpEndpoint("POST", openingHeaders(), false))
        : Optional.empty();
  }

  @Override
  public Optional<TokenService> tokens() {
    return Optional.ofNullable(spoken.login()).map(FileTokens::new);
  }

  @Override
  public Optional<HttpEndpoint> historyByHttp() {
    return Optional.ofNullable(spoken.history().call()).map(RequestPlan::endpoint);
  }

  @Override
  public Optional<HttpEndpoint> messagesByHttp() {
    return Optional.ofNullable(spoken.say().call()).map(RequestPlan::endpoint);
  }

  @Override
  public Optional<Duration> keepAliveEvery() {
    return Optional.ofNullable(spoken.keepAlive()).map(Spoken.KeepAlive::every);
  }

  @Override
  public int longestText() {
    return spoken.claims().longestText();
  }

  @Override
  public Optional<HttpEndpoint> othersByHttp() {
    return Optional.ofNullable(spoken.others()).map(Spoken.Others::call).map(RequestPlan::endpoint);
  }

  @Override
  public boolean othersByFrame() {
    return spoken.othersByFrame();
  }

  @Override
  public Optional<DeliveryClaims> deliveries() {
    return Optional.ofNullable(spoken.others()).map(others -> spoken.claims().deliveries());
  }

  @Override
  public Set<Outage> survives() {
    return spoken.claims().survives();
  }

  @Override
  public FirstFrame firstFrame() {
    if (spoken.greetedByUpgrade()) {
      return FirstFrame.NONE;
    }
    return spoken.hello() == null ? FirstFrame.SERVER : FirstFrame.CLIENT;
  }

  @Override
  public int closeCode() {
    return spoken.closeCode();
  }

  @Override
  public PayloadKind hears() {
    return spoken.receives();
  }

  @Override
  public PayloadKind speaks() {
    return spoken.sends();
  }

  @Override
  public List<String> openingHeaders() {
    return List.copyOf(spoken.headers().keySet());
  }

  @Override
  public List<String> subprotocols() {
    return spoken.subprotocols();
  }

  /**
   * Only a ping whose rule keeps nothing, and whose one reply names nothing but the ping itself:
   * who answers knows nothing of the session.
   */
  @Override
  public @Nullable String pong(String text) {
    if (!pings || text.length() > LONGEST_PING) {
      return null;
    }
    List<Incoming> messages = spoken.framing().split(text, Incoming::new);
    return messages.size() == 1 ? pong(messages.get(0)) : null;
  }

  private @Nullable String pong(Incoming message) {
    for (FrameRule rule : spoken.rules()) {
      if (rule.takes(message, name -> null)) {
        if (!isPlainPing(rule)) {
          return null;
        }
        listener.taken(message.text(), rule.shown(), Map.of());
        String reply =
            spoken
                .framing()
                .frame(rule.reply().get(0).with(name -> Expression.of(name).in(message)));
        listener.sent(reply);
        return reply;
      }
    }
    return null;
  }

  private static boolean isPlainPing(FrameRule rule) {
    return rule.is() == Meaning.PING
        && rule.take().isEmpty()
        && rule.reply().size() == 1
        && rule.reply().get(0).names().stream()
            .allMatch(name -> name.startsWith("/") || name.startsWith("$"));
  }
}
