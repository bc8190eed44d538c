package dev.holdfast.run.exchange;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.ObjectStoreConfiguration;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;

/** What a run has the exchange keep for it: made anew at its beginning, and gone after its end. */
public final class RunStorage {

  private static final int NOT_FOUND = 404;

  private final Connection connection;
  private final Subjects names;
  private final JetStreamManagement management;

  RunStorage(Connection connection, Subjects names, JetStreamManagement management) {
    this.connection = connection;
    this.names = names;
    this.management = management;
  }

  /**
   * Makes them, on the exchange's disk; what an earlier run of that name left is forgotten.
   *
   * @throws ExchangeException if the exchange cannot keep anything
   */
  public void make(int injectors) throws ExchangeException {
    try {
      clear(injectors);
      management.addStream(
          StreamConfiguration.builder()
              .name(names.stream())
              .subjects(names.everythingSaid())
              .storageType(StorageType.File)
              .build());
      connection
          .keyValueManagement()
          .create(
              KeyValueConfiguration.builder()
                  .name(names.claims())
                  .storageType(StorageType.File)
                  .build());
      for (int index = 0; index < injectors; index++) {
        connection
            .objectStoreManagement()
            .create(
                ObjectStoreConfiguration.builder(names.files(index))
                    .storageType(StorageType.File)
                    .build());
      }
    } catch (IOException | JetStreamApiException e) {
      throw new ExchangeException(
          "the exchange keeps nothing for this run: start it with -js and a folder that can be"
              + " written ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  /** The number of the oldest message that the exchange still keeps. */
  long firstKept() throws IOException, JetStreamApiException {
    return management.getStreamInfo(names.stream()).getStreamState().getFirstSequence();
  }

  /** Has the exchange forget the run. */
  public void clear(int injectors) throws IOException, JetStreamApiException {
    forget(names.stream());
    forget("KV_" + names.claims());
    for (int index = 0; index < injectors; index++) {
      forget("OBJ_" + names.files(index));
    }
  }

  private void forget(String stream) throws IOException, JetStreamApiException {
    try {
      management.deleteStream(stream);
    } catch (JetStreamApiException e) {
      if (e.getErrorCode() != NOT_FOUND) {
        throw e;
      }
    }
  }
}
