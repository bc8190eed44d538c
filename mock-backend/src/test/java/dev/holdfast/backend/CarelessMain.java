package dev.holdfast.backend;

import dev.holdfast.backend.store.CarelessStorage;
import dev.holdfast.backend.store.Storage;
import dev.holdfast.backend.store.StoreAddress;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/** A backend like {@link Main}'s, except that it acknowledges before it has saved. */
final class CarelessMain {
  private CarelessMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    CommandOptions command =
        CommandLine.populateCommand(new CommandOptions(System.getenv()), arguments);
    SecureRandom random = new SecureRandom();
    BackendOptions options = command.options(random);
    StoreAddress.LocalFile file = (StoreAddress.LocalFile) options.store();
    Storage storage = CarelessStorage.open(file.path());
    try (BackendServer server = new BackendServer(options, Clock.systemUTC(), random, storage)) {
      ReadyFile.write(command.readyFile().orElseThrow(), server.start());
      new CountDownLatch(1).await();
    }
  }
}
