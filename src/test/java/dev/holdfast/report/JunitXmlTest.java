package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.measure.RunRecord;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

class JunitXmlTest {

  @Test
  void isWhatJenkinsAndSurefireDescribe() throws Exception {
    validate(JunitXml.of(SampleRuns.clean(), SampleAssessments.PASS));
    validate(JunitXml.of(SampleRuns.broken(), SampleAssessments.FAIL));
    validate(JunitXml.of(SampleRuns.unreachable(), SampleAssessments.INVALID));
    validate(JunitXml.of(HostileRun.run(), HostileRun.assessment()));
  }

  @Test
  void theSchemaItIsHeldToRefusesWhatIsNot() {
    assertThatThrownBy(
            () -> validate("<testsuites><testsuite name=\"x\"><case/></testsuite></testsuites>"))
        .isInstanceOf(SAXException.class);
  }

  @Test
  void anObjectiveNotMetFailsWithWhatWasRequiredAndMeasured() throws Exception {
    Document junit = parsed(SampleRuns.broken(), SampleAssessments.FAIL);

    Element failure =
        (Element) testCase(junit, "continuity").getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message"))
        .isEqualTo(
            "required ≥ 99.9 % at 95 % confidence, measured 99.73 % of 20,000 (at least 99.66 %)");
    assertThat(failure.getAttribute("type")).isEqualTo("MISSED");
    assertThat(failure.getTextContent()).contains("11 are allowed at this volume");
    assertThat(suite(junit).getAttribute("failures")).isEqualTo("4");
    assertThat(suite(junit).getAttribute("tests")).isEqualTo("6");
    assertThat(suite(junit).getAttribute("errors")).isEqualTo("0");
  }

  @Test
  void aRunThatCanSayNothingIsAnErrorOfItsOwnCase() throws Exception {
    Document junit = parsed(SampleRuns.unreachable(), SampleAssessments.INVALID);

    Element error = (Element) testCase(junit, "run-is-valid").getElementsByTagName("error").item(0);
    assertThat(error.getAttribute("message")).contains("target never reachable");
    assertThat(suite(junit).getAttribute("errors")).isEqualTo("1");
    assertThat(suite(junit).getAttribute("failures")).isEqualTo("0");
    assertThat(junit.getElementsByTagName("error").getLength()).isEqualTo(1);
    assertThat(junit.getElementsByTagName("failure").getLength()).isZero();
    assertThat(testCase(junit, "continuity").getElementsByTagName("skipped").getLength())
        .isEqualTo(1);
  }

  @Test
  void aPassHasNeitherFailureNorError() throws Exception {
    Document junit = parsed(SampleRuns.clean(), SampleAssessments.PASS);

    assertThat(junit.getElementsByTagName("failure").getLength()).isZero();
    assertThat(junit.getElementsByTagName("error").getLength()).isZero();
    assertThat(suite(junit).getAttribute("timestamp")).isEqualTo("2026-11-20T14:03:21");
  }

  @Test
  void hostileTextStaysTextAndHoldsNoToken() throws Exception {
    Document junit = parsed(HostileRun.run(), HostileRun.assessment());

    assertThat(junit.getElementsByTagName("script").getLength()).isZero();
    assertThat(JunitXml.of(HostileRun.run(), HostileRun.assessment()))
        .doesNotContain(HostileRun.TOKEN, "\u0000", "\u202E");
  }

  private static Element testCase(Document junit, String name) {
    var cases = junit.getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element each = (Element) cases.item(i);
      if (each.getAttribute("name").equals(name)) {
        return each;
      }
    }
    throw new AssertionError("no case is named " + name);
  }

  private static Element suite(Document junit) {
    return (Element) junit.getElementsByTagName("testsuite").item(0);
  }

  private static Document parsed(RunRecord run, Assessment assessment) throws Exception {
    String text = JunitXml.of(run, assessment);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void validate(String text) throws Exception {
    Schema schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(
                Objects.requireNonNull(JunitXmlTest.class.getResource("junit.xsd"), "junit.xsd"));
    schema.newValidator().validate(new StreamSource(new StringReader(text)));
  }
}
