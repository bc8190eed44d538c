package dev.holdfast.steps.others;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;

/** How another says something in a user's session, as its dialect has it. */
public interface OthersSpeech {

  /** Nobody speaks. */
  OthersSpeech NOBODY = away -> exec(Session::markAsSucceeded);

  /**
   * Has another say something, and waits until the backend took it in or did not.
   *
   * @param away whether the user is away
   */
  ChainBuilder speak(boolean away);
}
