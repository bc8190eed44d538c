package dev.holdfast.backend;

import dev.holdfast.backend.agent.AgentPace;
import dev.holdfast.backend.defects.DefectPlan;
import dev.holdfast.backend.defects.LoadLimits;
import dev.holdfast.backend.protocol.FrameLimits;
import dev.holdfast.backend.session.ConnectionLimits;
import dev.holdfast.backend.session.Drain;
import dev.holdfast.backend.store.StoreAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Backend options with one of them changed. */
final class Options {
  private final BackendOptions o;
  private int port;
  private double timeScale;
  private DefectPlan defects;
  private Optional<URI> auth;
  private FrameLimits frames;
  private ConnectionLimits connections;
  private AgentPace pace;
  private Drain.DrainPlan drain;
  private StoreAddress store;
  private int handshakeRate;
  private LoadLimits limits;
  private Duration noticeDelay;
  private long mostContextBytes;

  private Options(BackendOptions o) {
    this.o = o;
    port = o.port();
    timeScale = o.timeScale();
    defects = o.defects();
    auth = o.auth();
    frames = o.frames();
    connections = o.connections();
    pace = o.pace();
    drain = o.drain();
    store = o.store();
    handshakeRate = o.handshakeRate();
    limits = o.limits();
    noticeDelay = o.noticeDelay();
    mostContextBytes = o.mostContextBytes();
  }

  private BackendOptions changed() {
    return new BackendOptions(
        o.host(),
        port,
        timeScale,
        defects,
        o.key(),
        auth,
        o.proxies(),
        frames,
        connections,
        pace,
        drain,
        o.forgetAfter(),
        store,
        handshakeRate,
        limits,
        o.mailbox(),
        noticeDelay,
        mostContextBytes,
        o.tokenLife());
  }

  static BackendOptions listening(BackendOptions o, int port) {
    Options options = new Options(o);
    options.port = port;
    return options.changed();
  }

  static BackendOptions scaled(BackendOptions o, double scale) {
    Options options = new Options(o);
    options.timeScale = scale;
    return options.changed();
  }

  static BackendOptions defective(BackendOptions o, DefectPlan defects) {
    Options options = new Options(o);
    options.defects = defects;
    return options.changed();
  }

  static BackendOptions authBy(BackendOptions o, URI auth) {
    Options options = new Options(o);
    options.auth = Optional.of(auth);
    return options.changed();
  }

  static BackendOptions framed(BackendOptions o, FrameLimits frames) {
    Options options = new Options(o);
    options.frames = frames;
    return options.changed();
  }

  static BackendOptions limited(BackendOptions o, ConnectionLimits connections) {
    Options options = new Options(o);
    options.connections = connections;
    return options.changed();
  }

  static BackendOptions paced(BackendOptions o, AgentPace pace) {
    Options options = new Options(o);
    options.pace = pace;
    return options.changed();
  }

  static BackendOptions drained(BackendOptions o, Drain.DrainPlan drain) {
    Options options = new Options(o);
    options.drain = drain;
    return options.changed();
  }

  static BackendOptions kept(BackendOptions o, StoreAddress store) {
    Options options = new Options(o);
    options.store = store;
    return options.changed();
  }

  static BackendOptions crowded(BackendOptions o, int handshakeRate) {
    Options options = new Options(o);
    options.handshakeRate = handshakeRate;
    return options.changed();
  }

  static BackendOptions noticing(BackendOptions o, Duration delay) {
    Options options = new Options(o);
    options.noticeDelay = delay;
    return options.changed();
  }

  static BackendOptions holding(BackendOptions o, long mostContextBytes) {
    Options options = new Options(o);
    options.mostContextBytes = mostContextBytes;
    return options.changed();
  }

  static BackendOptions bearing(BackendOptions o, LoadLimits limits) {
    Options options = new Options(o);
    options.limits = limits;
    return options.changed();
  }
}
