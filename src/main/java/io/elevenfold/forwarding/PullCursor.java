package io.elevenfold.forwarding;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.elevenfold.forwarding.format.Format;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For SIEMs that poll: the same records in the same order, and a cursor that says where every stream stands. */
@ApplicationScoped
class PullCursor {

    private final Streams streams;

    PullCursor(Streams streams) {
        this.streams = streams;
    }

    /**
     * Some records.
     *
     * @param items lines in the chosen format
     * @param next always there: give it as {@code after}, now or tomorrow
     * @param more whether there was more than the limit
     */
    record Pulled(List<Item> items, String next, boolean more) {}

    /**
     * @param id stable
     * @param record the record, for formats that are JSON
     * @param line the record as one line, for those that are not
     */
    @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
    record Item(
            String id, String stream, long position, @JsonRawValue @Nullable String record, @Nullable String line) {}

    Pulled after(
            @Nullable String after, int limit, Format.Name format, Redaction redaction, @Nullable String filterText) {
        int most = Cursor.limit(limit);
        Map<Integer, Place> places = places(after);
        RecordFilter filter = RecordFilter.of(filterText);
        Format writer = Format.named(format);
        List<Item> items = new ArrayList<>();
        boolean more = false;
        int room = most;
        for (int stream : streams.all()) {
            if (room == 0) {
                more = true;
                break;
            }
            List<Placed> read = streams.after(places.getOrDefault(stream, Place.before(stream)), room);
            for (Placed placed : read) {
                places.put(stream, placed.place());
                if (!placed.sample() && filter.takes(placed.record())) {
                    String line =
                            writer.write(redaction.applied(placed.record()).bounded(65_536, 500));
                    items.add(new Item(
                            placed.record().id(),
                            String.valueOf(placed.record().text("elevenfold.log")),
                            placed.place().position(),
                            writer.isJson() ? line : null,
                            writer.isJson() ? null : line));
                }
            }
            more |= read.size() == room;
            room -= read.size();
        }
        StringBuilder next = new StringBuilder();
        places.values().forEach(place -> next.append(place.stream())
                .append(':')
                .append(place.xact())
                .append(':')
                .append(place.position())
                .append(','));
        return new Pulled(items, Cursor.of(next), more);
    }

    private static Map<Integer, Place> places(@Nullable String after) {
        Map<Integer, Place> places = new LinkedHashMap<>();
        List<String> told = Cursor.values(after, 1);
        try {
            for (String each :
                    told.isEmpty() ? List.<String>of() : List.of(told.get(0).split(",", -1))) {
                if (each.isEmpty()) {
                    continue;
                }
                String[] parts = each.split(":", -1);
                Place place = new Place(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
                if (place.xact() < 0) {
                    throw new NumberFormatException("no transaction");
                }
                places.put(place.stream(), place);
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw ProblemException.invalid("after: expected what an earlier answer gave as next");
        }
        return places;
    }
}
