package dev.holdfast.steps.others;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.holdfast.dialect.HttpEndpoint;
import dev.holdfast.steps.connection.HttpRequests;
import dev.holdfast.user.OtherVoice;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;

/** Another speaks by a request over HTTP. */
public final class OthersByHttp implements OthersSpeech {

  private static final String CALL = "others-call";
  private static final String STATUS = "others-status";

  private final RunContext runContext;
  private final HttpEndpoint endpoint;

  /** Of users of that run. */
  public OthersByHttp(RunContext runContext, HttpEndpoint endpoint) {
    this.runContext = runContext;
    this.endpoint = endpoint;
  }

  @Override
  public ChainBuilder speak(boolean away) {
    return exec(session -> begin(session, away))
        .exec(
            HttpRequests.of(runContext, "another speaks", endpoint, CALL)
                .disableFollowRedirect()
                .check(status().saveAs(STATUS)))
        .exec(OthersByHttp::answered);
  }

  private static Session begin(Session session, boolean away) {
    VirtualUser user = VirtualUser.of(session);
    OtherVoice.Said said = user.speech().others().speak(away);
    return session.remove(STATUS).set(CALL, user.dialect().othersRequest(said.id(), said.text()));
  }

  private static Session answered(Session session) {
    OtherVoice others = VirtualUser.of(session).speech().others();
    int status = session.contains(STATUS) ? session.getInt(STATUS) : 0;
    if (HttpRequests.isSuccess(status)) {
      others.accepted();
    } else {
      others.refused(status == 0 ? "no answer" : "status " + status);
    }
    return session.remove(CALL).remove(STATUS).markAsSucceeded();
  }
}
