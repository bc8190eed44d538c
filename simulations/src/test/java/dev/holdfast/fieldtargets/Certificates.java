package dev.holdfast.fieldtargets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Certificates that no authority of the platform has signed, made by the JDK's own keytool. */
public final class Certificates {

  /** Of each key store. */
  public static final String PASSWORD = "swordfish";

  /** A name that each certificate is good for; clients tell it to the server as they connect. */
  public static final String HOST = "chat.holdfast.test";

  private static final String ALIAS = "holder";
  private static final long PATIENCE_SECONDS = 60;

  private final Path folder;
  private final String name;

  private Certificates(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /**
   * Makes a key and its certificate.
   *
   * @param folder holds the files
   * @param name of the holder, and of the files
   */
  public static Certificates make(Path folder, String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    Certificates made = new Certificates(folder, name);
    made.keytool(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "SAN=dns:localhost,dns:" + HOST + ",ip:127.0.0.1,ip:0:0:0:0:0:0:0:1",
        "-validity",
        "2",
        "-storetype",
        "PKCS12");
    made.keytool("-exportcert", "-rfc", "-file", made.certificate().toString());
    Files.writeString(made.certificateAndKey(), Files.readString(made.certificate()) + made.key());
    return made;
  }

  /** The certificate alone, in PEM. */
  public Path certificate() {
    return folder.resolve(name + ".crt");
  }

  /** The certificate with its key, in PEM. */
  public Path certificateAndKey() {
    return folder.resolve(name + ".pem");
  }

  /** Both, in a PKCS#12 file. */
  public Path store() {
    return folder.resolve(name + ".p12");
  }

  private String key() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store())) {
      store.load(in, PASSWORD.toCharArray());
    }
    byte[] key = store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key)
        + "\n-----END PRIVATE KEY-----\n";
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", ALIAS));
    command.addAll(List.of("-keystore", store().toString(), "-storepass", PASSWORD));
    Path log = folder.resolve("keytool.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException("keytool failed: " + Files.readString(log));
    }
  }
}
