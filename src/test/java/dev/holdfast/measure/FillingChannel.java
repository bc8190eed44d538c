package dev.holdfast.measure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A channel on a disk with room for so many bytes: it writes what fits, and then fails. */
public final class FillingChannel implements SeekableByteChannel {

  private final SeekableByteChannel channel;
  private final long room;

  public FillingChannel(SeekableByteChannel channel, long room) {
    this.channel = channel;
    this.room = room;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int fits = (int) Math.min(room - channel.position(), source.remaining());
    if (fits == 0) {
      throw new IOException("No space left on device");
    }
    ByteBuffer part = source.slice(source.position(), fits);
    int written = channel.write(part);
    source.position(source.position() + written);
    return written;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return channel.read(target);
  }

  @Override
  public long position() throws IOException {
    return channel.position();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    channel.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    channel.truncate(size);
    return this;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
