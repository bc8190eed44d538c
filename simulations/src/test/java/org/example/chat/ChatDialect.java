package org.example.chat;

import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.FirstFrame;
import dev.holdfast.dialect.PayloadKind;
import dev.holdfast.dialect.TokenService;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Of a chat server that knows no agent: it acknowledges messages and tells its history. No
 * versions, no status, no memory.
 */
public class ChatDialect implements Dialect {

  private static final Pattern PING = Pattern.compile("\\{\"op\":\"ping\",\"n\":(\\d+)\\}");

  private final PayloadKind kind;

  /** The dialect of its text frames. */
  public ChatDialect() {
    this(PayloadKind.TEXT);
  }

  ChatDialect(PayloadKind kind) {
    this.kind = kind;
  }

  @Override
  public String name() {
    return "chat";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.SESSIONS, Capability.HISTORY);
  }

  @Override
  public DialectSession begin() {
    return new ChatSession(kind);
  }

  @Override
  public Optional<TokenService> tokens() {
    return Optional.of(new ChatTokens());
  }

  @Override
  public FirstFrame firstFrame() {
    return FirstFrame.CLIENT;
  }

  @Override
  public PayloadKind hears() {
    return kind;
  }

  @Override
  public PayloadKind speaks() {
    return kind;
  }

  @Override
  public @Nullable String pong(String text) {
    Matcher ping = PING.matcher(text);
    return ping.matches() ? "{\"op\":\"pong\",\"n\":" + ping.group(1) + "}" : null;
  }
}
