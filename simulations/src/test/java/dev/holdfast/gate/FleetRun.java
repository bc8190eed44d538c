package dev.holdfast.gate;

import dev.holdfast.run.exchange.Nats;
import dev.holdfast.run.exchange.NatsProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run with its exchange and its injectors, all processes of their own on this machine. */
final class FleetRun implements AutoCloseable {

  private final Path folder;
  private final @Nullable NatsProcess exchange;
  private final String url;
  private final FleetPlaces places;
  private final String[] settings;
  private final List<InjectorProcess> injectors = new ArrayList<>();
  private @Nullable GateProcess run;

  private FleetRun(
      Path folder,
      @Nullable NatsProcess exchange,
      String url,
      FleetPlaces places,
      String[] settings) {
    this.folder = folder;
    this.exchange = exchange;
    this.url = url;
    this.places = places;
    this.settings = settings;
  }

  /**
   * Starts an exchange.
   *
   * @param settings of run and injectors alike
   */
  static FleetRun of(Path folder, int injectors, String... settings) throws Exception {
    NatsProcess exchange = Nats.start(folder);
    return new FleetRun(
        folder, exchange, exchange.url(), FleetPlaces.HERE, common(injectors, settings));
  }

  /** The same elsewhere, by an exchange that is there already. */
  static FleetRun at(
      Path folder, FleetPlaces places, String url, int injectors, String... settings) {
    return new FleetRun(folder, null, url, places, common(injectors, settings));
  }

  private static String[] common(int injectors, String... settings) {
    return Stream.concat(
            Arrays.stream(settings),
            Stream.of("holdfast.injectors=" + injectors, "holdfast.fleet.run=test"))
        .toArray(String[]::new);
  }

  NatsProcess exchange() {
    return Objects.requireNonNull(exchange, "its exchange is another's");
  }

  /** Starts the run. */
  GateProcess start(String simulation, String... further) throws IOException {
    GateProcess.Setting setting =
        new GateProcess.Setting("dev.holdfast.simulations." + simulation, places.run(), List.of());
    GateProcess started =
        GateProcess.start(Files.createDirectories(folder.resolve("run")), setting, with(further));
    run = started;
    return started;
  }

  /** Starts an injector. */
  InjectorProcess inject(int index, String... further) throws IOException {
    return inject(index, List.of(), further);
  }

  /** The same under a further command, such as {@code nice}. */
  InjectorProcess inject(int index, List<String> under, String... further) throws IOException {
    String[] all = with(further);
    String[] own = Arrays.copyOf(all, all.length + 1);
    own[all.length] = "holdfast.fleet.index=" + index;
    InjectorProcess injector =
        InjectorProcess.start(
            Stream.concat(under.stream(), places.injector(index).stream()).toList(),
            folder.resolve("injector-" + injectors.size()),
            System.getProperty("java.class.path"),
            own);
    injectors.add(injector);
    return injector;
  }

  List<InjectorProcess> injectors() {
    return injectors;
  }

  String[] with(String... further) {
    return Stream.of(
            Arrays.stream(settings), Stream.of("holdfast.exchange=" + url), Arrays.stream(further))
        .flatMap(each -> each)
        .toArray(String[]::new);
  }

  /** All that everybody said, for a test that fails. */
  String said() throws IOException {
    GateProcess its = run;
    StringBuilder all = new StringBuilder(its == null ? "" : its.output());
    for (InjectorProcess injector : injectors) {
      all.append("\n--- injector\n").append(injector.output());
    }
    return all.toString();
  }

  @Override
  public void close() {
    injectors.forEach(InjectorProcess::close);
    GateProcess its = run;
    if (its != null) {
      its.process().destroyForcibly();
    }
    NatsProcess own = exchange;
    if (own != null) {
      own.close();
    }
  }
}
