package dev.holdfast.dialect.holdfast;

import dev.holdfast.continuity.model.Digests;
import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.MalformedFrames;
import dev.holdfast.dialect.TokenService;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The dialect of {@code docs/protocol.md}, which the mock backend speaks. */
public final class NativeDialect implements Dialect {

  private static final Set<Capability> ALL =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(Capability.OTHERS)));
  private static final OptionalInt TAKEN_OVER = OptionalInt.of(4409);
  private static final OptionalInt TOKEN_INVALID = OptionalInt.of(4401);

  @Override
  public String name() {
    return "native";
  }

  @Override
  public Set<Capability> capabilities() {
    return ALL;
  }

  @Override
  public DialectSession begin() {
    return new NativeSession();
  }

  @Override
  public Optional<TokenService> tokens() {
    return Optional.of(new NativeTokens());
  }

  @Override
  public Optional<Digests> digests() {
    return Optional.of(new NativeDigests());
  }

  @Override
  public Optional<MalformedFrames> malformed() {
    return Optional.of(NativeMalformed.frames());
  }

  @Override
  public List<String> openingHeaders() {
    return List.of("Authorization");
  }

  @Override
  public OptionalInt takeoverCloseCode() {
    return TAKEN_OVER;
  }

  @Override
  public OptionalInt revokedCloseCode() {
    return TOKEN_INVALID;
  }
}
