package org.example.chat;

import dev.holdfast.dialect.PayloadKind;

/** The same in binary frames. */
public final class BinaryChatDialect extends ChatDialect {

  /** The dialect of its binary frames. */
  public BinaryChatDialect() {
    super(PayloadKind.BINARY);
  }

  @Override
  public String name() {
    return "chat-binary";
  }
}
