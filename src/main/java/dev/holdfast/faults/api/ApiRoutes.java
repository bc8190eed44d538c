package dev.holdfast.faults.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.faults.ApiException;
import dev.holdfast.faults.Relay;
import dev.holdfast.faults.UserFaults;
import dev.holdfast.faults.stages.Toxic;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * The control interface: Toxiproxy's, and {@code /proxies/{proxy}/users/{user}/…} for faults.
 *
 * <p>Source: Toxiproxy 2.12, README, section "HTTP API".
 */
public final class ApiRoutes {

  /** The version of Toxiproxy whose interface this is; clients look at it. */
  public static final String VERSION = "2.12.0";

  private final Relays relays;

  ApiRoutes(Relays relays) {
    this.relays = relays;
  }

  /**
   * Answers a request.
   *
   * @param path decoded, by its segments
   */
  ApiAnswer answer(String method, List<String> path, String body) {
    try {
      return route(method, path, body);
    } catch (ApiException e) {
      return ApiAnswer.json(e.status(), ApiJson.error(e));
    } catch (IllegalArgumentException e) {
      return refused(HttpResponseStatus.BAD_REQUEST, e);
    } catch (IllegalStateException e) {
      return refused(HttpResponseStatus.INTERNAL_SERVER_ERROR, e);
    }
  }

  private static ApiAnswer refused(HttpResponseStatus status, RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    return ApiAnswer.json(status, ApiJson.error(new ApiException(status, message)));
  }

  private ApiAnswer route(String method, List<String> path, String body) {
    String what = path.isEmpty() ? "" : path.get(0);
    return switch (method + " " + path.size() + " " + what) {
      case "GET 1 version" -> ApiAnswer.ok(ApiJson.object().put("version", VERSION));
      case "GET 1 metrics" ->
          new ApiAnswer(
              HttpResponseStatus.OK, ApiMetrics.CONTENT_TYPE, ApiMetrics.text(relays.all()));
      case "POST 1 reset" -> {
        relays.reset();
        yield ApiAnswer.nothing();
      }
      case "POST 1 populate" -> populate(ApiJson.parse(body));
      case "GET 1 proxies" -> {
        ObjectNode all = ApiJson.object();
        relays.all().forEach(each -> all.set(each.name(), ApiJson.proxy(each)));
        yield ApiAnswer.ok(all);
      }
      case "POST 1 proxies" ->
          ApiAnswer.json(
              HttpResponseStatus.CREATED, ApiJson.proxy(relays.create(ApiJson.parse(body))));
      default -> {
        if (!what.equals("proxies") || path.size() < 2) {
          throw ApiException.notFound(method + " /" + String.join("/", path));
        }
        yield proxy(method, path.subList(2, path.size()), relays.get(path.get(1)), body);
      }
    };
  }

  private ApiAnswer populate(JsonNode json) {
    List<JsonNode> wanted = new ArrayList<>();
    (json.isArray() ? json : json.path("proxies")).forEach(wanted::add);
    ArrayNode made = ApiJson.toxics(List.of());
    wanted.forEach(each -> made.add(ApiJson.proxy(relays.populate(each))));
    return ApiAnswer.json(
        HttpResponseStatus.CREATED, ApiJson.object().<ObjectNode>set("proxies", made));
  }

  private ApiAnswer proxy(String method, List<String> rest, Relay relay, String body) {
    String what = rest.isEmpty() ? "" : rest.get(0);
    return switch (verb(method) + " " + rest.size() + " " + what) {
      case "GET 0 " -> ApiAnswer.ok(ApiJson.proxy(relay));
      case "POST 0 " -> ApiAnswer.ok(ApiJson.proxy(relays.update(relay, ApiJson.parse(body))));
      case "DELETE 0 " -> {
        relays.delete(relay.name());
        yield ApiAnswer.nothing();
      }
      case "GET 1 toxics" -> ApiAnswer.ok(ApiJson.toxics(relay.toxics()));
      case "POST 1 toxics" -> {
        Toxic toxic = ApiJson.newToxic(ApiJson.parse(body));
        if (!relay.add(toxic)) {
          throw ApiException.exists("toxic");
        }
        yield ApiAnswer.ok(ApiJson.toxic(toxic));
      }
      case "GET 2 toxics", "POST 2 toxics", "DELETE 2 toxics" ->
          toxic(verb(method), relay, rest.get(1), body);
      case "POST 3 users" -> user(relay, rest.get(1), rest.get(2), ApiJson.parse(body));
      default -> throw ApiException.notFound(method + " " + String.join("/", rest));
    };
  }

  private static ApiAnswer toxic(String verb, Relay relay, String name, String body) {
    ApiException missing = ApiException.notFound("toxic");
    if (verb.equals("DELETE")) {
      if (!relay.remove(name)) {
        throw missing;
      }
      return ApiAnswer.nothing();
    }
    if (verb.equals("GET")) {
      return ApiAnswer.ok(ApiJson.toxic(relay.toxic(name).orElseThrow(() -> missing)));
    }
    JsonNode json = ApiJson.parse(body);
    Toxic changed =
        relay.update(name, old -> ApiJson.changed(old, json)).orElseThrow(() -> missing);
    return ApiAnswer.ok(ApiJson.toxic(changed));
  }

  private static ApiAnswer user(Relay relay, String key, String action, JsonNode json) {
    UserFaults user = new UserFaults(relay.users(), key);
    switch (action) {
      case "inject" -> {
        if (!user.inject(ApiJson.injection(json))) {
          throw ApiException.notFound("a connection of that user");
        }
      }
      case "next" -> user.planNext(ApiJson.injection(json));
      case "heal" -> user.heal();
      default -> throw ApiException.notFound(action);
    }
    user.awaitApplied();
    return ApiAnswer.nothing();
  }

  private static String verb(String method) {
    return method.equals("PATCH") ? "POST" : method;
  }
}
