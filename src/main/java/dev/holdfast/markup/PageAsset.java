package dev.holdfast.markup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Styles and scripts that pages carry within them, read from the class path. */
public final class PageAsset {

  private static final String ECHARTS = "/META-INF/resources/webjars/echarts/";
  private static final String ECHARTS_POM =
      "/META-INF/maven/org.webjars.npm/echarts/pom.properties";

  private PageAsset() {}

  /**
   * One of our own files.
   *
   * @param name such as {@code page.css}
   */
  public static String own(String name) {
    return read(name);
  }

  /** Apache ECharts with line and bar charts, minified, licence notice included. */
  public static String echarts() {
    return read(ECHARTS + echartsVersion() + "/dist/echarts.common.min.js");
  }

  /** The version of ECharts that pages carry. */
  public static String echartsVersion() {
    Properties pom = new Properties();
    try (InputStream in = open(ECHARTS_POM)) {
      pom.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pom.getProperty("version", "");
  }

  private static String read(String path) {
    try (InputStream in = open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String path) {
    InputStream in = PageAsset.class.getResourceAsStream(path);
    if (in == null) {
      throw new IllegalStateException("the class path lacks " + path);
    }
    return in;
  }
}
