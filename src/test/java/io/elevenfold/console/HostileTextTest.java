package io.elevenfold.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostileTextTest {

    @Test
    void markupIsText() {
        assertThat(HostileText.shown("<img src=x onerror='alert(\"1\")'>&"))
                .isEqualTo("&lt;img src=x onerror=&#39;alert(&quot;1&quot;)&#39;&gt;&amp;");
    }

    @Test
    void whatReordersTextIsWrittenOut() {
        assertThat(HostileText.shown("rm \u202E/ fr-\u2069")).isEqualTo("rm ⟦U+202E⟧/ fr-⟦U+2069⟧");
    }

    @Test
    void whatHidesInTextIsWrittenOut() {
        assertThat(HostileText.shown("a\u200Bb\uFEFFc\u0007d\u00ADe" + Character.toString(0xE0041)))
                .isEqualTo("a⟦U+200B⟧b⟦U+FEFF⟧c⟦U+0007⟧d⟦U+00AD⟧e⟦U+E0041⟧");
    }

    @Test
    void halfOfACharacterIsWrittenOut() {
        assertThat(HostileText.shown("x\uD83D")).isEqualTo("x⟦U+D83D⟧");
    }

    @Test
    void letterAndLineStayWhatTheyAre() {
        assertThat(HostileText.shown("Zoë\t日本語\n🙂")).isEqualTo("Zoë\t日本語\n🙂");
    }
}
