package io.elevenfold.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesTest {

    private static final Pattern UNESCAPED = Pattern.compile("\\{[^}]*\\.(raw|safe)\\b|\\{\\{");
    private static final Pattern INLINE =
            Pattern.compile("\\sstyle=|<style|\\son[a-z]+=|<script(?![^>]*\\ssrc=)|javascript:");
    private static final Pattern ELSEWHERE = Pattern.compile("(?:src|href|action)=\"(?:https?:)?//");

    static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("ui-templates", "templates"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyValueIsEscaped(Path template) throws IOException {
        assertThat(found(UNESCAPED, template)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void nothingNeedsAnOpenPolicy(Path template) throws IOException {
        assertThat(found(INLINE, template)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void nothingIsFetchedFromElsewhere(Path template) throws IOException {
        assertThat(found(ELSEWHERE, template)).isEmpty();
    }

    private static List<String> found(Pattern pattern, Path template) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(template));
        return matcher.results().map(result -> result.group()).toList();
    }
}
