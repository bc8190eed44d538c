package dev.holdfast.report;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.markup.ShownText;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code junit.xml}: one case an objective, and one that says whether the run can be believed, in
 * the form that Surefire writes and Jenkins, GitLab and GitHub actions read. A run that can say
 * nothing is one error and no failure: what it did not meet says nothing of its target.
 */
final class JunitXml {

  /** The case that is in error when the run can say nothing. */
  static final String VALIDITY_CASE = "run-is-valid";

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private JunitXml() throws XMLStreamException {
    xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
  }

  /** The file's text. */
  static String of(RunRecord run, Assessment assessment) {
    try {
      JunitXml junit = new JunitXml();
      junit.document(run, assessment);
      return junit.text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("junit.xml cannot be formed", e);
    }
  }

  private void document(RunRecord run, Assessment assessment) throws XMLStreamException {
    RunIdentity identity = run.identity();
    xml.writeStartDocument("UTF-8", "1.0");
    line();
    xml.writeStartElement("testsuites");
    line();
    xml.writeStartElement("testsuite");
    attribute("name", identity.simulation());
    attribute("tests", String.valueOf(assessment.objectives().size() + 1));
    String unmet =
        String.valueOf(assessment.objectives().stream().filter(each -> !each.met()).count());
    boolean held = !assessment.smoke() && !invalid(assessment);
    attribute("failures", held ? unmet : assessment.smoke() && broke(assessment) ? "1" : "0");
    attribute("errors", invalid(assessment) ? "1" : "0");
    attribute("skipped", held ? "0" : unmet);
    attribute("time", String.format(Locale.ROOT, "%.3f", run.durationMillis() / 1000.0));
    attribute("timestamp", TIMESTAMP.format(identity.startedAt()));
    line();
    properties(run, assessment);
    validity(identity, assessment);
    for (ObjectiveResult objective : assessment.objectives()) {
      objective(identity, objective, assessment);
    }
    xml.writeEndElement();
    line();
    xml.writeEndElement();
    line();
    xml.writeEndDocument();
  }

  private void properties(RunRecord run, Assessment assessment) throws XMLStreamException {
    xml.writeStartElement("properties");
    property("holdfast.run", run.identity().run());
    property("holdfast.verdict", assessment.verdict().name());
    property("holdfast.target", run.identity().target());
    property("holdfast.time-scale", String.valueOf(run.identity().timeScale()));
    property("holdfast.reconnections", String.valueOf(run.total().judged()));
    xml.writeEndElement();
    line();
  }

  private void property(String name, String value) throws XMLStreamException {
    xml.writeEmptyElement("property");
    attribute("name", name);
    attribute("value", value);
  }

  private void validity(RunIdentity identity, Assessment assessment) throws XMLStreamException {
    startCase(identity, VALIDITY_CASE);
    if (invalid(assessment)) {
      String why = String.join("; ", assessment.reasons());
      complaint("error", "INVALID", why, "The run can say nothing of its target: " + why);
    } else if (assessment.smoke() && broke(assessment)) {
      String why = String.join("; ", assessment.reasons());
      complaint("failure", "BROKE", why, "Something broke in a smoke run: " + why);
    }
    endCase();
  }

  private void objective(RunIdentity identity, ObjectiveResult objective, Assessment assessment)
      throws XMLStreamException {
    startCase(identity, objective.id());
    String sentence = "required " + objective.required() + ", measured " + objective.measured();
    if (objective.met()) {
      xml.writeStartElement("system-out");
      characters(objective.title() + ": " + sentence);
      xml.writeEndElement();
    } else if (invalid(assessment)) {
      xml.writeEmptyElement("skipped");
      attribute("message", "the run can say nothing: " + sentence);
    } else if (assessment.smoke()) {
      xml.writeEmptyElement("skipped");
      attribute("message", "not asked of a smoke run: " + sentence);
    } else {
      String why = objective.why().isEmpty() ? "" : "\n" + objective.why();
      complaint(
          "failure",
          objective.status().name(),
          sentence,
          objective.title() + "\n" + sentence + why);
    }
    endCase();
  }

  private void complaint(String element, String type, String message, String body)
      throws XMLStreamException {
    xml.writeStartElement(element);
    attribute("message", message);
    attribute("type", type);
    characters(body);
    xml.writeEndElement();
  }

  private void startCase(RunIdentity identity, String name) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute("classname", identity.simulation());
    attribute("name", name);
    attribute("time", "0");
  }

  private void endCase() throws XMLStreamException {
    xml.writeEndElement();
    line();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, ShownText.of(value));
  }

  private void characters(String value) throws XMLStreamException {
    String[] lines = value.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      xml.writeCharacters((i == 0 ? "" : "\n") + ShownText.of(lines[i]));
    }
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n");
  }

  private static boolean broke(Assessment assessment) {
    return assessment.verdict() == Verdict.FAIL;
  }

  private static boolean invalid(Assessment assessment) {
    return assessment.verdict() == Verdict.INVALID;
  }
}
