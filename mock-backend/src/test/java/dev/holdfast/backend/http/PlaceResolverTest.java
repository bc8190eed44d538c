package dev.holdfast.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backend.auth.ClientPlace;
import java.net.http.HttpRequest;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class PlaceResolverTest {
  private static final String PROXIES = "127.0.0.0/8, 10.0.0.0/8, 2001:db8::/32";

  private static ClientPlace seen(String trusted, String... headers) throws Exception {
    PlaceResolver resolver = new PlaceResolver(TrustedProxies.parse(trusted));
    AtomicReference<ClientPlace> place = new AtomicReference<>(new ClientPlace("", "", ""));
    Handler handler =
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            place.set(resolver.of(request));
            callback.succeeded();
            return true;
          }
        };
    try (TestBackend backend = new TestBackend(handler)) {
      HttpRequest.Builder request = backend.request("/ws");
      for (int i = 0; i < headers.length; i += 2) {
        request.header(headers[i], headers[i + 1]);
      }
      assertThat(backend.send(request).statusCode()).isEqualTo(200);
    }
    return java.util.Objects.requireNonNull(place.get());
  }

  @Test
  void takesThePeerForTheClientWhenNobodyIsTrusted() throws Exception {
    assertThat(
            seen(
                "",
                "X-Forwarded-For",
                "203.0.113.7",
                "X-Real-IP",
                "203.0.113.8",
                "X-Geolocation",
                "1,2",
                "User-Agent",
                "Firefox"))
        .isEqualTo(new ClientPlace("127.0.0.1", "", "Firefox"));
  }

  @Test
  void believesATrustedProxy() throws Exception {
    assertThat(
            seen(
                PROXIES,
                "X-Forwarded-For",
                "203.0.113.7",
                "X-Geolocation",
                " 52.52, 13.40",
                "User-Agent",
                " Firefox "))
        .isEqualTo(new ClientPlace("203.0.113.7", "52.52,13.40", "Firefox"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.7, 10.0.0.1|203.0.113.7",
        "1.2.3.4, 203.0.113.7|203.0.113.7",
        "1.2.3.4, 203.0.113.7, 10.0.0.2, 10.0.0.1|203.0.113.7",
        "127.0.0.1, 203.0.113.7|203.0.113.7",
        "10.0.0.3, 10.0.0.2|10.0.0.3",
        "1.2.3.4, garbage, 10.0.0.1|10.0.0.1",
        "1.2.3.4, unknown|127.0.0.1",
        "localhost|127.0.0.1",
        "999.1.1.1|127.0.0.1",
        "1.2.3|127.0.0.1",
        "203.0.113.7:4711|203.0.113.7",
        "\"203.0.113.7\"|203.0.113.7",
        "[2a00::7]:4711|2a00:0:0:0:0:0:0:7",
        "[2a00::7]|2a00:0:0:0:0:0:0:7",
        "2a00::7, 2001:db8::1|2a00:0:0:0:0:0:0:7",
        "::ffff:203.0.113.7|203.0.113.7",
        "[203.0.113.7]|127.0.0.1",
        "fe80::1%eth0|127.0.0.1",
        ":::|127.0.0.1",
        ", ,|127.0.0.1",
        "203.0.113.7, ,|203.0.113.7"
      })
  void walksForwardedHopsFromTheRight(String hops, String client) throws Exception {
    assertThat(seen(PROXIES, "X-Forwarded-For", hops).ip()).isEqualTo(client);
  }

  @Test
  void joinsSeveralForwardedHeadersInTheirOrder() throws Exception {
    assertThat(
            seen(PROXIES, "X-Forwarded-For", "1.2.3.4", "X-Forwarded-For", "203.0.113.7, 10.0.0.1")
                .ip())
        .isEqualTo("203.0.113.7");
  }

  @Test
  void asksForTheRealIpOnlyWhenNothingWasForwarded() throws Exception {
    assertThat(seen(PROXIES, "X-Real-IP", "203.0.113.8").ip()).isEqualTo("203.0.113.8");
    assertThat(seen(PROXIES, "X-Real-IP", "nonsense").ip()).isEqualTo("127.0.0.1");
    assertThat(seen(PROXIES, "X-Real-IP", "203.0.113.8", "X-Forwarded-For", "203.0.113.7").ip())
        .isEqualTo("203.0.113.7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Berlin", "91,0", "0,181", "1", "1,2,3", "NaN,0", "1e1,2", "--1,2"})
  void ignoresALocationThatIsNone(String value) throws Exception {
    assertThat(seen(PROXIES, "X-Geolocation", value).location()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-90,-180", "90.0,180", "0,0", "-33.8688,151.2093"})
  void takesALocationOnEarth(String value) throws Exception {
    assertThat(seen(PROXIES, "X-Geolocation", value).location()).isEqualTo(value);
  }

  @Test
  void keepsDevicesShort() throws Exception {
    assertThat(seen("", "User-Agent", "x".repeat(5000)).device()).hasSize(256);
  }
}
