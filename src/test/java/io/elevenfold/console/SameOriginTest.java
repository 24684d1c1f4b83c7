package io.elevenfold.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SameOriginTest {

    @Test
    void aFormOfOurOwnPageIsTaken() {
        assertThat(SameOrigin.isOurs("same-origin", null, "house:8080")).isTrue();
    }

    @Test
    void aFormOfAnotherSiteIsRefused() {
        assertThat(SameOrigin.isOurs("cross-site", null, "house:8080")).isFalse();
        assertThat(SameOrigin.isOurs("same-site", "http://house:8080", "house:8080"))
                .isFalse();
    }

    @Test
    void anOlderBrowserTellsByItsOrigin() {
        assertThat(SameOrigin.isOurs(null, "http://house:8080", "house:8080")).isTrue();
        assertThat(SameOrigin.isOurs(null, "http://house:9090", "house:8080")).isFalse();
        assertThat(SameOrigin.isOurs(null, "null", "house:8080")).isFalse();
        assertThat(SameOrigin.isOurs(null, "http://[", "house:8080")).isFalse();
    }

    @Test
    void whoTellsNothingIsRefused() {
        assertThat(SameOrigin.isOurs(null, null, "house:8080")).isFalse();
    }
}
