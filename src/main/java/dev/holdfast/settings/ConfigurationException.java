package dev.holdfast.settings;

/**
 * A configuration that makes no sense: one line that names key, rule and value. Without a stack
 * trace, for the user's mistake is not in the code.
 */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The one line that the user is shown. */
  public ConfigurationException(String message) {
    super(message, null, false, false);
  }

  /** Refuses a value, in the form that all such errors have. */
  public static ConfigurationException refused(String key, String rule, Object got) {
    return new ConfigurationException(key + " must be " + rule + ", got: " + got);
  }
}
