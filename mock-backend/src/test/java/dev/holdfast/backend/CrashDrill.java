package dev.holdfast.backend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A backend process that is killed again and again while users talk to it, and what those users
 * were promised.
 */
final class CrashDrill implements AutoCloseable {
  private static final String SECRET = "a key of thirty-two bytes or more, for tests only";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int USERS = 4;

  /** Of messages, where as many tool calls may be among the twenty. */
  private static final int MEDIUM_GIVES_UP_ONE_IN = 10;

  private static final int LONGEST_TALK_MILLIS = 200;
  private static final int MOST_MESSAGES = 400;
  private static final int MOST_LETTERS = 40;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String mainClass;
  private final String store;
  private final Path ready;
  private final Random random;
  private final List<User> users = new ArrayList<>();
  private Process process;
  private int messages;
  private int letters;

  /** A user, and what it was shown or promised. */
  private static final class User {
    private final String token;
    private final String mailbox;
    private final List<String> owed = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private long version;
    private boolean mediumGap;

    private User(String session) {
      this.token = field(session, "session_token");
      this.mailbox = "/admin/mailbox/" + field(session, "session_id");
    }

    /**
     * Where a process took more than 30 s to start, the gap was a medium one: it may give up the
     * oldest items, one in twenty at most, tool calls among them.
     */
    private void giveUpOldest(List<String> there) {
      int most = mediumGap ? owed.size() / MEDIUM_GIVES_UP_ONE_IN + 1 : 0;
      for (int given = 0; given < most && !there.contains(owed.get(0)); given++) {
        owed.remove(0);
      }
      mediumGap = false;
    }

    private static String field(String session, String name) {
      return session.replaceAll(".*\"" + name + "\":\"([^\"]+)\".*", "$1");
    }

    private void note(JsonNode frame) {
      JsonNode payload = frame.get("payload");
      String type = frame.get("type").textValue();
      if (type.equals("message_ack") || type.equals("agent_response")) {
        owed.add(payload.get("message_id").textValue());
        version = Math.max(version, payload.get("version").longValue());
      } else if (type.equals("context_status")) {
        mediumGap |= payload.get("disconnection_type").textValue().equals("medium");
      }
    }
  }

  CrashDrill(String mainClass, String store, Path folder, long seed)
      throws IOException, InterruptedException {
    this.mainClass = mainClass;
    this.store = store;
    this.ready = folder.resolve("ready");
    this.random = new Random(seed);
    this.process = start();
    for (int i = 0; i < USERS; i++) {
      users.add(new User(post("/auth/sessions", "{\"user_id\":\"u-" + i + "\"}").body()));
    }
  }

  /** All talk at once, the process is killed at a random moment, and starts again. */
  void crash() throws IOException, InterruptedException {
    List<TestClient> clients = connected();
    // Not before something is owed: a crash that nobody could suffer from proves nothing.
    while (!clients.get(0).hasHeard("message_ack")) {
      say(clients.get(messages % USERS), "m-" + messages++);
    }
    int leftBefore = left();
    while (left() == leftBefore) {
      leaveLetter();
    }
    Thread killer = new Thread(this::killSoon, "killer");
    Thread sender = new Thread(this::leaveLetters, "sender");
    killer.start();
    sender.start();
    int talk = messages + MOST_MESSAGES;
    while (killer.isAlive()) {
      if (messages < talk) {
        say(clients.get(messages % USERS), "m-" + messages++);
      }
    }
    killer.join();
    sender.join();
    for (int i = 0; i < USERS; i++) {
      clients.get(i).closeCode();
      clients.get(i).read().forEach(users.get(i)::note);
    }
    process = start();
  }

  /** What was acknowledged or shown, and is not there exactly once, in a version as high. */
  List<String> missing() throws IOException {
    List<String> missing = new ArrayList<>();
    List<TestClient> clients = connected();
    for (int i = 0; i < USERS; i++) {
      List<String> brought = new ArrayList<>();
      JsonNode answer = history(clients.get(i), brought, users.get(i));
      for (String id : users.get(i).left) {
        if (!brought.contains(id)) {
          missing.add("u-" + i + " notification " + id + " is not there");
        }
      }
      List<String> there = answer.get("history").findValuesAsText("id");
      users.get(i).giveUpOldest(there);
      for (String id : users.get(i).owed) {
        long times = there.stream().filter(id::equals).count();
        if (times != 1) {
          missing.add("u-" + i + " " + id + " is there " + times + " times");
        }
      }
      if (answer.get("version").longValue() < users.get(i).version) {
        missing.add("u-" + i + " version " + users.get(i).version + " has gone back");
      }
      clients.get(i).abort();
    }
    return missing;
  }

  /** As {@link #missing()}, as soon as the backend has its store again. */
  List<String> missingOnceItServes() {
    return await("the backend has its store again")
        .atMost(PATIENCE)
        .ignoreExceptionsMatching(AssertionError.class::isInstance)
        .ignoreException(CompletionException.class)
        .until(this::missing, any -> true);
  }

  /** How many messages and answers are owed by now. */
  int owed() {
    return users.stream().mapToInt(user -> user.owed.size()).sum();
  }

  /** How many letters were taken in by now. */
  int left() {
    return users.stream().mapToInt(user -> user.left.size()).sum();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private List<TestClient> connected() throws IOException {
    List<TestClient> clients = new ArrayList<>();
    for (User user : users) {
      TestClient client = TestClient.connect(uri(), user.token);
      client.await("connection_established");
      clients.add(client);
    }
    return clients;
  }

  private void killSoon() {
    try {
      process.waitFor(1 + random.nextInt(LONGEST_TALK_MILLIS), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void say(TestClient client, String id) {
    try {
      client.say(id, "text of " + id);
    } catch (CompletionException e) {
      // Killed: what was not acknowledged is owed by nobody.
    }
  }

  private Process start() throws IOException {
    Files.deleteIfExists(ready);
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass,
                "--ready-file",
                ready.toString(),
                "--rate-limit",
                "100000",
                "--rate-burst",
                "100000",
                "--mailbox-ttl",
                "1h",
                "--store",
                store)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("HOLDFAST_BACKEND_JWT_SECRET", SECRET);
    Process started = builder.start();
    await("the process serves")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Files.exists(ready));
    return started;
  }

  private URI uri() throws IOException {
    return URI.create(Files.readString(ready).strip());
  }

  private void leaveLetters() {
    try {
      for (int i = 0; i < MOST_LETTERS; i++) {
        leaveLetter();
      }
    } catch (IOException e) {
      // Killed: what was not taken in is owed by nobody.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What others leave is never acknowledged here, and so comes again at each return. */
  private void leaveLetter() throws IOException, InterruptedException {
    User user = users.get(letters % USERS);
    String id = "l-" + letters++;
    if (post(user.mailbox, "{\"message_id\":\"" + id + "\",\"content\":\"x\"}").statusCode()
        == 202) {
      user.left.add(id);
    }
  }

  private static JsonNode history(TestClient client, List<String> brought, User user) {
    client.send("get_conversation_history", "q", "{}");
    JsonNode frame = client.frame();
    while (!frame.get("type").textValue().equals("conversation_history")) {
      if (frame.get("type").textValue().equals("notification")) {
        brought.add(frame.get("payload").get("message_id").textValue());
      } else if (frame.get("type").textValue().equals("context_status")) {
        user.note(frame);
      }
      frame = client.frame();
    }
    return frame.get("payload");
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://" + uri().getAuthority() + path))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
