package dev.holdfast.run.exchange;

import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.PublishOptions;
import io.nats.client.api.MessageInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What one process says under one subject: each message is kept by the stream once and in order,
 * however often it must be sent. Each names the message that it follows; the stream refuses one
 * that follows another, so that one whose confirmation was lost is not kept twice.
 */
public final class OrderedPublisher implements AutoCloseable {

  private static final int WRONG_LAST_SEQUENCE = 10_071;
  private static final long AGAIN_MILLIS = 250;

  private final JetStream stream;
  private final JetStreamManagement management;
  private final String streamName;
  private final String subject;
  private final Consumer<String> failures;
  private final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong unsaid = new AtomicLong();
  private final AtomicLong refusedTwice = new AtomicLong();
  private final Thread thread;
  private long follows;

  OrderedPublisher(
      JetStream stream,
      JetStreamManagement management,
      String streamName,
      String subject,
      Consumer<String> failures) {
    this.stream = stream;
    this.management = management;
    this.streamName = streamName;
    this.subject = subject;
    this.failures = failures;
    this.thread = new Thread(this::sayAll, "holdfast-outbox");
    thread.setDaemon(true);
    thread.start();
  }

  /** Says it as soon as the exchange can be reached; returns at once. */
  public void say(byte[] message) {
    unsaid.incrementAndGet();
    waiting.add(message);
  }

  /** Whether all was said within that time. */
  public boolean isSaid(Duration patience) throws InterruptedException {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (unsaid.get() > 0 && System.nanoTime() - giveUp < 0) {
      boolean unused = new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
    }
    return unsaid.get() == 0;
  }

  /** Messages that were sent again, and that the stream had already. */
  public long refusedTwice() {
    return refusedTwice.get();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void sayAll() {
    try {
      while (true) {
        byte[] message = waiting.take();
        while (!said(message)) {
          boolean unused = new CountDownLatch(1).await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
        unsaid.decrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failures.accept(subject + " cannot be said any more: " + e);
    }
  }

  private boolean said(byte[] message) {
    try {
      PublishOptions after = PublishOptions.builder().expectedLastSubjectSequence(follows).build();
      follows = stream.publish(subject, message, after).getSeqno();
      return true;
    } catch (JetStreamApiException e) {
      return e.getApiErrorCode() == WRONG_LAST_SEQUENCE && wasSaid(message);
    } catch (IOException | IllegalStateException e) {
      // Cut off: the stream has it, or not.
      return false;
    }
  }

  private boolean wasSaid(byte[] message) {
    try {
      MessageInfo last = management.getLastMessage(streamName, subject);
      if (Arrays.equals(last.getData(), message)) {
        refusedTwice.incrementAndGet();
      } else {
        // The stream forgot it, or somebody else speaks here: the numbers of the messages tell.
        failures.accept(subject + " does not go on where this process ended it");
      }
      follows = last.getSeq();
      return Arrays.equals(last.getData(), message);
    } catch (JetStreamApiException e) {
      follows = 0;
      return false;
    } catch (IOException | IllegalStateException e) {
      return false;
    }
  }
}
