package dev.holdfast.bench;

import dev.holdfast.plan.LoadPlan;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The exchange in the language of Tsung, which can wait for one frame at a time. So history,
 * context and check are asked for one after the other, and each answer is looked at for its type.
 * Frames that come unasked, and the several that answer a turn, come in pauses: Tsung drops them
 * unread.
 *
 * @param gap for which users are away
 * @param lines the file with a line for each user
 */
record TsungScript(LoadPlan load, Duration gap, URI target, Path lines) {

  private static final String BETWEEN = "@@";
  private static final String NONE = "-";
  private static final int NOTES_AT_ONCE = 10;

  /** Tsung starts another virtual machine when one has as many users as it may. */
  private static final int MORE_THAN_ALL = 1000;

  /** Unasked frames have come by then, so that the next is the one that is waited for. */
  private static final Duration GREETED = Duration.ofMillis(500);

  /** The agent has answered a turn by then. */
  private static final Duration ANSWERED = Duration.ofSeconds(1);

  /** What each user says, a line each. */
  static List<String> lines(List<UserFrames> users) {
    List<String> lines = new ArrayList<>();
    for (UserFrames each : users) {
      List<String> fields = new ArrayList<>();
      fields.add(String.valueOf(lines.size() + 1));
      fields.add(each.many() ? "1" : "0");
      fields.addAll(each.established());
      fields.add(each.large().orElse(NONE));
      fields.addAll(each.further());
      if (fields.stream().anyMatch(field -> field.contains(BETWEEN) || field.contains("%%_"))) {
        throw new IllegalStateException("Tsung would read more than text into: " + fields);
      }
      lines.add(String.join(BETWEEN, fields));
    }
    return lines;
  }

  /** The whole file. */
  String xml() {
    StringBuilder xml = new StringBuilder();
    xml.append(head());
    xml.append(connect());
    for (int i = 1; i <= 2; i++) {
      xml.append(sent("%%_established" + i + "%%")).append(wait(ANSWERED));
    }
    xml.append(kept("%%_established3%%"));
    xml.append("<if var=\"many\" eq=\"1\">\n");
    List<String> notes = UserFrames.notes();
    for (int i = 0; i < notes.size(); i++) {
      xml.append(sent(notes.get(i)));
      xml.append((i + 1) % NOTES_AT_ONCE == 0 ? wait(GREETED) : "");
    }
    xml.append("</if>\n<if var=\"large\" neq=\"" + NONE + "\">\n");
    xml.append(kept("%%_large%%")).append("</if>\n");
    for (int i = 1; i <= load.cycles(); i++) {
      xml.append(wait(load.pace().minus(gap).minus(GREETED)));
      xml.append("<request><websocket type=\"close\"/></request>\n").append(wait(gap));
      xml.append(connect());
      xml.append(asked("get_conversation_history", "conversation_history", i));
      xml.append(asked("get_agent_context", "agent_context", i));
      xml.append(asked("context_check", "context_check_result", i));
      xml.append(sent("%%_further" + i + "%%"));
    }
    xml.append(wait(ANSWERED));
    return xml.append("</session></sessions></tsung>\n").toString();
  }

  private String head() {
    return String.format(
        Locale.ROOT,
        """
        <?xml version="1.0"?>
        <!DOCTYPE tsung SYSTEM "/usr/share/tsung/tsung-1.0.dtd">
        <tsung loglevel="warning">
        <clients><client host="localhost" use_controller_vm="true" maxusers="%9$d"/></clients>
        <servers><server host="%1$s" port="%2$d" type="tcp"/></servers>
        <load><arrivalphase phase="1" duration="%3$d" unit="second">
          <users maxnumber="%4$d" arrivalrate="%5$.3f" unit="second"/>
        </arrivalphase></load>
        <options>
          <option name="file_server" id="users" value="%6$s"/>
          <option name="idle_timeout" value="5000"/>
        </options>
        <sessions><session name="history" probability="100" type="ts_http">
        <setdynvars sourcetype="file" fileid="users" delimiter="%7$s" order="iter">
        %8$s</setdynvars>
        <request subst="true">
          <dyn_variable name="token" jsonpath="session_token"/>
          <http url="/auth/sessions" method="POST" content_type="application/json"
            contents="{&quot;user_id&quot;:&quot;user-%%%%_user%%%%&quot;}"/>
        </request>
        <change_type new_type="ts_websocket" host="%1$s" port="%2$d" server_type="tcp" bidi="true"/>
        """,
        target.getHost(),
        target.getPort(),
        load.ramp().toSeconds() * 2,
        load.users(),
        (double) load.users() / load.ramp().toSeconds(),
        lines,
        BETWEEN,
        variables(),
        load.users() + MORE_THAN_ALL);
  }

  private String variables() {
    StringBuilder all = new StringBuilder();
    List<String> names = new ArrayList<>(List.of("user", "many"));
    IntStream.rangeClosed(1, 3).forEach(i -> names.add("established" + i));
    names.add("large");
    IntStream.rangeClosed(1, load.cycles()).forEach(i -> names.add("further" + i));
    names.forEach(name -> all.append("  <var name=\"").append(name).append("\"/>\n"));
    return all.toString();
  }

  private String connect() {
    return "<request subst=\"true\"><websocket type=\"connect\" path=\""
        + target.getPath()
        + "?token=%%_token%%\"/></request>\n"
        + wait(GREETED);
  }

  private static String asked(String request, String answer, int number) {
    return "<request>"
        + "<match do=\"abort\" when=\"nomatch\">\"type\":\""
        + answer
        + "\"</match>"
        + message(UserFrames.request(request, String.valueOf(number)), "parse")
        + "</request>\n";
  }

  /** Waits for the one frame that acknowledges it. */
  private static String kept(String frame) {
    return "<request subst=\"true\">" + message(frame, "parse") + "</request>\n";
  }

  /** Waits for nothing. */
  private static String sent(String frame) {
    return "<request subst=\"true\">" + message(frame, "no_ack") + "</request>\n";
  }

  private static String message(String frame, String acknowledged) {
    return "<websocket type=\"message\" frame=\"text\" ack=\""
        + acknowledged
        + "\">"
        + (frame.startsWith("{") ? "<![CDATA[" + frame + "]]>" : frame)
        + "</websocket>";
  }

  private static String wait(Duration time) {
    return String.format(
        Locale.ROOT, "<thinktime value=\"%.3f\" random=\"false\"/>%n", time.toMillis() / 1e3);
  }
}
