package dev.holdfast.run.console;

import dev.holdfast.cli.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The run's own words to whoever started it: straight to standard output, past any logger. On a
 * terminal its last line may be one that changes in place. Safe for many threads.
 */
public final class Console {

  /** System property by which a process says that what it shows of this one goes to a terminal. */
  public static final String TERMINAL = "dev.holdfast.terminal";

  private static final String TO_THE_BEGINNING = "\r\u001B[K";

  /** Where GitHub would read a command: it trims blanks before it. */
  private static final Pattern WORKFLOW_COMMAND = Pattern.compile("(?mU)^(\\s*)(?=::)");

  private static final String WORD_JOINER = "\u2060";

  private final PrintStream out;
  private final boolean terminal;
  private final boolean github;
  private boolean inPlace;

  /**
   * A console that writes there.
   *
   * @param terminal whether a line may change in place
   * @param github whether GitHub reads commands out of it
   */
  Console(PrintStream out, boolean terminal, boolean github) {
    this.out = out;
    this.terminal = terminal;
    this.github = github;
  }

  /**
   * That of this process; from now on Gatling's own words are left out of it.
   *
   * @param verdict the name of the assertion that stands for the run's verdict
   */
  public static Console ofThisProcess(String verdict) {
    PrintStream raw =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    boolean terminal = Terminal.isThere() || Boolean.getBoolean(TERMINAL);
    boolean github = "true".equals(System.getenv("GITHUB_ACTIONS"));
    Console console = new Console(raw, terminal, github);
    PrintStream others =
        new PrintStream(new WithoutGatling(console::write, verdict), true, StandardCharsets.UTF_8);
    System.setOut(others);
    // Scala has kept the stream of its beginning; this thread is the one that Gatling prints by.
    scala.Console$.MODULE$.setOutDirect(others);
    return console;
  }

  /** Whether somebody looks at a terminal, and not into a log later. */
  public boolean isTerminal() {
    return terminal;
  }

  /** A line that stays; on GitHub, what it quotes of a server cannot be a workflow command. */
  public synchronized void say(String line) {
    endInPlace();
    out.println(github ? WORKFLOW_COMMAND.matcher(line).replaceAll("$1" + WORD_JOINER) : line);
  }

  /** Workflow commands of our own, for GitHub to read. */
  public synchronized void command(List<String> lines) {
    endInPlace();
    lines.forEach(out::println);
  }

  /** Lines that stay. */
  public synchronized void say(List<String> lines) {
    lines.forEach(this::say);
  }

  /** A line that the next one takes the place of; nothing where there is no terminal. */
  public synchronized void sayInPlace(String line) {
    if (terminal) {
      out.print(TO_THE_BEGINNING + line);
      out.flush();
      inPlace = true;
    }
  }

  /** A line that the next one takes the place of; in a log, one that stays. */
  public void sayForNow(String line) {
    if (terminal) {
      sayInPlace(line);
    } else {
      say(line);
    }
  }

  private synchronized void write(byte[] text) {
    endInPlace();
    out.write(text, 0, text.length);
    out.flush();
  }

  private void endInPlace() {
    if (inPlace) {
      out.print(TO_THE_BEGINNING);
      inPlace = false;
    }
  }
}
