package io.elevenfold.platform.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows with {@code COPY … (FORMAT binary)}, the fastest way into PostgreSQL, and one that needs no escaping.
 * The layout is PostgreSQL's (manual, COPY, "Binary Format").
 */
public final class BinaryCopy {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final long SECONDS_TO_2000 = 946_684_800L;
    private static final int FLUSH_AT = 1 << 16;
    private static final byte JSONB_VERSION = 1;

    private final CopyIn copy;
    private ByteBuffer buffer = ByteBuffer.allocate(FLUSH_AT * 2);

    private BinaryCopy(CopyIn copy) {
        this.copy = copy;
    }

    /** @param target table and columns, for example {@code activity (lane, position)} */
    public static BinaryCopy into(Connection connection, String target) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + target + " from stdin (format binary)");
        BinaryCopy binary = new BinaryCopy(copy);
        binary.buffer.put(SIGNATURE).putInt(0).putInt(0);
        return binary;
    }

    /** Begins a row. */
    public BinaryCopy row(int columns) throws SQLException {
        if (buffer.position() >= FLUSH_AT) {
            flush();
        }
        room(2).putShort((short) columns);
        return this;
    }

    public BinaryCopy int2(int value) {
        room(6).putInt(2).putShort((short) value);
        return this;
    }

    public BinaryCopy int8(@Nullable Long value) {
        if (value == null) {
            return nothing();
        }
        room(12).putInt(8).putLong(value);
        return this;
    }

    public BinaryCopy time(Instant value) {
        long micros = Math.addExact(
                Math.multiplyExact(value.getEpochSecond() - SECONDS_TO_2000, 1_000_000L), value.getNano() / 1000);
        room(12).putInt(8).putLong(micros);
        return this;
    }

    public BinaryCopy uuid(@Nullable UUID value) {
        if (value == null) {
            return nothing();
        }
        room(20).putInt(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        return this;
    }

    public BinaryCopy text(@Nullable String value) {
        return value == null ? nothing() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public BinaryCopy bytes(byte[] value) {
        room(4 + value.length).putInt(value.length).put(value);
        return this;
    }

    /** @param json a document in UTF-8 */
    public BinaryCopy jsonb(byte[] json) {
        room(5 + json.length).putInt(json.length + 1).put(JSONB_VERSION).put(json);
        return this;
    }

    private BinaryCopy nothing() {
        room(4).putInt(-1);
        return this;
    }

    /** Ends the copy; the number of rows. */
    public long finish() throws SQLException {
        room(2).putShort((short) -1);
        flush();
        return copy.endCopy();
    }

    /** Gives up after a failure, so that the connection can be used again. */
    public void cancel() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + bytes));
            larger.put(buffer.flip());
            buffer = larger;
        }
        return buffer;
    }
}
