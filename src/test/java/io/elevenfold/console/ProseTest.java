package io.elevenfold.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.console.Prose.Block;
import io.elevenfold.console.Prose.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProseTest {

    @Test
    void stepsAreAListAndTheirSecondLinesBelongToThem() {
        Prose prose = Prose.of("1. Read it:\n   all of it.\n2. Run `git log`.\n");

        assertThat(prose.blocks())
                .containsExactly(new Block(
                        "ol",
                        List.of(
                                List.of(new Piece(false, "Read it: all of it.")),
                                List.of(new Piece(false, "Run "), new Piece(true, "git log"), new Piece(false, ".")))));
    }

    @Test
    void anEmptyLineParts() {
        assertThat(Prose.of("One.\n\nTwo.\n- three").blocks())
                .extracting(Block::kind)
                .containsExactly("p", "p", "ul");
    }

    @Test
    void nothingIsNothing() {
        assertThat(Prose.of(" \n").blocks()).isEmpty();
    }
}
