package dev.holdfast.plan.reach;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.holdfast.settings.ConfigurationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The accounts in {@code holdfast.users-file}: comma-separated values in UTF-8 as RFC 4180 has
 * them, with a first row of names of columns. No value but a user's name is ever shown.
 */
final class UsersFile {

  private static final String KEY = "holdfast.users-file";
  private static final String NAME = "name";
  private static final String TOKEN = "token";
  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** What a session request says anyway. */
  private static final Set<String> TAKEN = Set.of("user_id", "ttl_seconds");

  private UsersFile() {}

  /**
   * The accounts of a file in its order.
   *
   * @param file its path; empty for none
   * @param users how many at least
   * @throws ConfigurationException if it cannot be read, has too few rows, or one that makes no
   *     sense
   */
  static List<Account> read(String file, int users) {
    if (file.isBlank()) {
      return List.of();
    }
    Path path = Path.of(file.strip());
    List<Account> accounts = rows(path);
    if (accounts.size() < users) {
      throw refused(
          "a file with a row for each of the "
              + users
              + " users (holdfast.users), or give -Dholdfast.users="
              + Math.max(1, accounts.size()),
          accounts.size() + " rows in " + path);
    }
    return List.copyOf(accounts);
  }

  private static List<Account> rows(Path path) {
    List<Account> accounts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (BufferedReader text = Files.newBufferedReader(path)) {
      skipMark(text);
      CsvMapper mapper = new CsvMapper();
      mapper.enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS);
      mapper.enable(CsvParser.Feature.SKIP_EMPTY_LINES);
      MappingIterator<Map<String, String>> rows =
          mapper
              .readerForMapOf(String.class)
              .with(CsvSchema.emptySchema().withHeader())
              .readValues(text);
      requireColumns((CsvSchema) rows.getParserSchema(), path);
      while (rows.hasNextValue()) {
        Account account = account(rows.nextValue(), accounts.size() + 1, path);
        if (!names.add(account.name())) {
          throw refused("a file with each name once", account.name() + " twice in " + path);
        }
        accounts.add(account);
      }
    } catch (JsonProcessingException | RuntimeJsonMappingException e) {
      throw refused(
          "a file with as many values in each row as there are columns",
          "row " + (accounts.size() + 1) + " of " + path);
    } catch (CharacterCodingException e) {
      throw refused("a file in UTF-8", path);
    } catch (IOException e) {
      throw refused("a readable file of comma-separated values", path);
    }
    return accounts;
  }

  private static void skipMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
  }

  private static void requireColumns(CsvSchema columns, Path path) {
    Set<String> seen = new HashSet<>();
    for (CsvSchema.Column column : columns) {
      if (TAKEN.contains(column.getName())) {
        throw refused(
            "a file without the columns that Holdfast fills itself",
            column.getName() + " in " + path);
      }
      if (column.getName().isBlank() || !seen.add(column.getName())) {
        throw refused(
            "a file whose columns have a name each, no two the same",
            "\"" + column.getName() + "\" in " + path);
      }
    }
    if (!seen.contains(NAME)) {
      throw refused(
          "a file whose first row names its columns, the column name among them",
          seen.size() + " columns without it in " + path);
    }
  }

  private static Account account(Map<String, String> row, int number, Path path) {
    Map<String, String> credentials = new HashMap<>(row);
    String name = credentials.remove(NAME);
    Optional<String> token = Optional.ofNullable(credentials.remove(TOKEN));
    if (name == null || name.isBlank()) {
      throw refused("a file with a name in each row", "none in row " + number + " of " + path);
    }
    if (token.filter(String::isBlank).isPresent()) {
      throw refused(
          "a file with a token in each row, or without the column token",
          "none in row " + number + " of " + path);
    }
    return new Account(name, token, credentials);
  }

  private static ConfigurationException refused(String rule, Object got) {
    return ConfigurationException.refused(KEY, rule, got);
  }
}
