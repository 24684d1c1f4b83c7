package io.elevenfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.activity.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ActivityEventPageTest {

    @Test
    void thePageExplainsEveryField() throws IOException {
        String page = Files.readString(Path.of("docs/activity-event.md"));

        assertThat(Arrays.stream(Field.values()).map(Field::key))
                .allSatisfy(key -> assertThat(page).contains('`' + key + '`'));
    }
}
