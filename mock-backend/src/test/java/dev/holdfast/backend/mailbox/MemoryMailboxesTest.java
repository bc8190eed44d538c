package dev.holdfast.backend.mailbox;

import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.store.KeyValueStore;
import dev.holdfast.backend.store.MemoryStorage;
import dev.holdfast.backend.store.Messenger;
import dev.holdfast.backend.store.Storage;

class MemoryMailboxesTest extends MailboxesContract {
  @Override
  Storage open() {
    return new OneShelf();
  }

  @Override
  Storage reopened(Storage storage) {
    return storage;
  }

  /** Gives the same shelf to all who ask, as the stores do that outlive their process. */
  private static final class OneShelf implements Storage {
    private final MemoryStorage memory = new MemoryStorage();
    private final KeyValueStore<Mailbox> keyValues = memory.keyValues("mailboxes", Mailbox.class);

    @Override
    public ContextStore contexts() {
      return memory.contexts();
    }

    @Override
    @SuppressWarnings("unchecked") // Mailboxes ask for no other.
    public <V> KeyValueStore<V> keyValues(String name, Class<V> type) {
      return (KeyValueStore<V>) keyValues;
    }

    @Override
    public Messenger messenger() {
      return memory.messenger();
    }

    @Override
    public boolean waits() {
      return false;
    }

    @Override
    public void close() {
      memory.close();
    }
  }
}
