package dev.holdfast.faults.api;

import dev.holdfast.faults.ApiException;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/** Speaks HTTP for the control interface. Requests are done on a thread that may wait. */
final class ApiHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private final ApiRoutes routes;
  private final Executor patient;

  ApiHandler(ApiRoutes routes, Executor patient) {
    this.routes = routes;
    this.patient = patient;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    if (request.decoderResult().isFailure()) {
      write(context, ApiAnswer.json(HttpResponseStatus.BAD_REQUEST, ApiJson.object()), false);
    } else if (fromBrowser(request)) {
      write(context, forbidden(), keepAlive);
    } else {
      String method = request.method().name();
      List<String> path = path(request.uri());
      String body = request.content().toString(StandardCharsets.UTF_8);
      patient.execute(() -> write(context, routes.answer(method, path, body), keepAlive));
    }
  }

  private static void write(ChannelHandlerContext context, ApiAnswer answer, boolean keepAlive) {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, answer.status(), Unpooled.wrappedBuffer(body));
    if (answer.status().equals(HttpResponseStatus.NO_CONTENT)) {
      response.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
    } else {
      response
          .headers()
          .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
          .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    }
    HttpUtil.setKeepAlive(response, keepAlive);
    var written = context.writeAndFlush(response);
    if (!keepAlive) {
      var unused = written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private static List<String> path(String uri) {
    return Arrays.stream(new QueryStringDecoder(uri).rawPath().split("/"))
        .filter(segment -> !segment.isEmpty())
        .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
        .toList();
  }

  /** A page in somebody's browser must not steer the proxy; Toxiproxy refuses them alike. */
  private static boolean fromBrowser(FullHttpRequest request) {
    String agent = request.headers().get(HttpHeaderNames.USER_AGENT, "");
    return agent.startsWith("Mozilla/") || request.headers().contains(HttpHeaderNames.ORIGIN);
  }

  private static ApiAnswer forbidden() {
    ApiException e = new ApiException(HttpResponseStatus.FORBIDDEN, "User agent not allowed");
    return ApiAnswer.json(e.status(), ApiJson.error(e));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var unused = context.close();
  }
}
