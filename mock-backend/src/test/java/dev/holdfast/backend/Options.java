package dev.holdfast.backend;

import dev.holdfast.backend.agent.AgentPace;
import dev.holdfast.backend.defects.DefectPlan;
import dev.holdfast.backend.protocol.FrameLimits;
import dev.holdfast.backend.session.ConnectionLimits;
import dev.holdfast.backend.session.Drain;
import dev.holdfast.backend.store.StoreAddress;
import java.net.URI;
import java.util.Optional;

/** Backend options with one of them changed. */
final class Options {
  private Options() {}

  static BackendOptions scaled(BackendOptions o, double scale) {
    return new BackendOptions(
        o.host(),
        o.port(),
        scale,
        o.defects(),
        o.key(),
        o.auth(),
        o.proxies(),
        o.frames(),
        o.connections(),
        o.pace(),
        o.drain(),
        o.forgetAfter(),
        o.store(),
        o.handshakeRate());
  }

  static BackendOptions defective(BackendOptions o, DefectPlan defects) {
    return new BackendOptions(
        o.host(),
        o.port(),
        o.timeScale(),
        defects,
        o.key(),
        o.auth(),
        o.proxies(),
        o.frames(),
        o.connections(),
        o.pace(),
        o.drain(),
        o.forgetAfter(),
        o.store(),
        o.handshakeRate());
  }

  static BackendOptions authBy(BackendOptions o, URI auth) {
    return new BackendOptions(
        o.host(),
        o.port(),
        o.timeScale(),
        o.defects(),
        o.key(),
        Optional.of(auth),
        o.proxies(),
        o.frames(),
        o.connections(),
        o.pace(),
        o.drain(),
        o.forgetAfter(),
        o.store(),
        o.handshakeRate());
  }

  static BackendOptions framed(BackendOptions o, FrameLimits frames) {
    return new BackendOptions(
        o.host(),
        o.port(),
        o.timeScale(),
        o.defects(),
        o.key(),
        o.auth(),
        o.proxies(),
        frames,
        o.connections(),
        o.pace(),
        o.drain(),
        o.forgetAfter(),
        o.store(),
        o.handshakeRate());
  }

  static BackendOptions limited(BackendOptions o, ConnectionLimits connections) {
    return new BackendOptions(
        o.host(),
        o.port(),
        o.timeScale(),
        o.defects(),
        o.key(),
        o.auth(),
        o.proxies(),
        o.frames(),
        connections,
        o.pace(),
        o.drain(),
        o.forgetAfter(),
        o.store(),
        o.handshakeRate());
  }

  static BackendOptions paced(BackendOptions o, AgentPace pace) {
    return new BackendOptions(
        o.host(),
        o.port(),
        o.timeScale(),
        o.defects(),
        o.key(),
        o.auth(),
        o.proxies(),
        o.frames(),
        o.connections(),
        pace,
        o.drain(),
        o.forgetAfter(),
        o.store(),
        o.handshakeRate());
  }

  static BackendOptions drained(BackendOptions o, Drain.DrainPlan drain) {
    return new BackendOptions(
        o.host(),
        o.port(),
        o.timeScale(),
        o.defects(),
        o.key(),
        o.auth(),
        o.proxies(),
        o.frames(),
        o.connections(),
        o.pace(),
        drain,
        o.forgetAfter(),
        o.store(),
        o.handshakeRate());
  }

  static BackendOptions kept(BackendOptions o, StoreAddress store) {
    return new BackendOptions(
        o.host(),
        o.port(),
        o.timeScale(),
        o.defects(),
        o.key(),
        o.auth(),
        o.proxies(),
        o.frames(),
        o.connections(),
        o.pace(),
        o.drain(),
        o.forgetAfter(),
        store,
        o.handshakeRate());
  }

  static BackendOptions crowded(BackendOptions o, int handshakeRate) {
    return new BackendOptions(
        o.host(),
        o.port(),
        o.timeScale(),
        o.defects(),
        o.key(),
        o.auth(),
        o.proxies(),
        o.frames(),
        o.connections(),
        o.pace(),
        o.drain(),
        o.forgetAfter(),
        o.store(),
        handshakeRate);
  }
}
