package io.elevenfold.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elevenfold.platform.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

    @ParameterizedTest
    @CsvSource({
        "findings:read,  GET,   /api/v1/findings,        true",
        "findings:read,  GET,   /api/v1/findings/1,      true",
        "findings:read,  PATCH, /api/v1/findings/1,      false",
        "findings:write, PATCH, /api/v1/findings/1,      true",
        "findings:write, GET,   /api/v1/findings,        true",
        "findings:write, GET,   /api/v1/findingsandmore, false",
        "findings:write, GET,   /api/v1/activity,        false",
        "*:read,         GET,   /api/v1/activity,        true",
        "*:read,         POST,  /api/v1/tokens,          false",
        "*:write,        GET,   /findings,               false",
        "*:write,        POST,  /v1/logs,                false",
    })
    void aScopeCoversItsAreaAndNothingBeside(String scope, String method, String path, boolean covered) {
        assertThat(Scope.of(scope).covers(method, path)).isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "findings", "findings:", "findings:delete", "nothing:read", "a:b:c", "**:read"})
    void aWordThatIsNoScopeIsRefused(String word) {
        assertThatThrownBy(() -> Scope.of(word))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("<area>:read");
    }

    @Test
    void scopesAreKeptOnceAndInOrder() {
        assertThat(Scope.words(List.of("rules:read", " activity:write", "rules:read")))
                .containsExactly("activity:write", "rules:read");
    }
}
