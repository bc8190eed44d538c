package dev.holdfast.plan.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.plan.RunPlan;
import dev.holdfast.settings.Configuration;
import dev.holdfast.settings.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users that a target knows already. */
final class UsersFileTest {

  @TempDir Path folder;

  @Test
  void eachRowIsAnAccountInTheOrderOfTheFile() throws IOException {
    Path file =
        write("\ufeffname,password,tenant\r\nann,\"s3,\"\"cret\"\"\",t1\r\n\r\nben,hunter2,t1\n");

    assertThat(plan(file, 2).reach().accounts())
        .containsExactly(
            new Account("ann", Optional.empty(), Map.of("password", "s3,\"cret\"", "tenant", "t1")),
            new Account("ben", Optional.empty(), Map.of("password", "hunter2", "tenant", "t1")));
  }

  @Test
  void aTokenIsNoCredential() throws IOException {
    Path file = write("token,name\nt0ken,ann\n");

    assertThat(plan(file, 1).reach().accounts())
        .containsExactly(new Account("ann", Optional.of("t0ken"), Map.of()));
  }

  @Test
  void nothingButNamesIsShown() throws IOException {
    Path file = write("name,password,token\nann,s3cret,t0ken\n");

    assertThat(plan(file, 1).reach().accounts().toString() + plan(file, 1).reach())
        .contains("ann", "password")
        .doesNotContain("s3cret")
        .doesNotContain("t0ken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "name,password|ann,1; a row for each of the 2 users; -Dholdfast.users=1",
        "user,password|ann,1|ben,2; the column name among them; 2 columns without it",
        "name,,tenant|ann,1,t|ben,2,t; a name each; in",
        "name,user_id|ann,1|ben,2; that Holdfast fills itself; user_id in",
        "name,password|ann,1|ann,2; each name once; ann twice",
        "name,password|ann,1| ,2; a name in each row; none in row 2",
        "name,token|ann,1|ben,; a token in each row; none in row 2",
        "name,password|ann,1|ben; as many values in each row; row 2",
        "name,password|ann,1|ben,s3cret,3; as many values in each row; row 2",
      })
  void aFileThatMakesNoSenseIsRefused(String text, String rule, String got) throws IOException {
    Path file = write(text.replace("|", "\n"));

    assertThatThrownBy(() -> plan(file, 2))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("holdfast.users-file must be")
        .hasMessageContaining(rule)
        .hasMessageContaining(got)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aFileThatIsNotThereOrNoTextIsRefused() throws IOException {
    Path none = folder.resolve("none.csv");
    Path latin =
        Files.write(
            folder.resolve("latin.csv"), "name\nJosé\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> plan(none, 1))
        .hasMessageContaining("a readable file")
        .hasMessageContaining("none.csv");
    assertThatThrownBy(() -> plan(latin, 1)).hasMessageContaining("a file in UTF-8");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("users.csv"), text);
  }

  private static RunPlan plan(Path file, int users) {
    Properties given = new Properties();
    given.setProperty("holdfast.users-file", file.toString());
    given.setProperty("holdfast.users", String.valueOf(users));
    return RunPlan.of(Configuration.load(given, Map.of()));
  }
}
