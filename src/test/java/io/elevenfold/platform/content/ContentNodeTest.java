package io.elevenfold.platform.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentNodeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1\\na: 2                  | x.yaml:2: the key 'a' is there twice",
                "l:\\n- b: 1\\n  c: 2\\n  b: 3  | x.yaml:4: the key 'b' is there twice",
                "a: [                        | x.yaml:1: ",
                "a: &x {b: *x, b: 1}         | x.yaml:1: the key 'b' is there twice"
            })
    void aBrokenFileIsRefusedWithItsPlace(String yaml, String message) {
        assertThatThrownBy(() -> ContentNode.parse("x.yaml", yaml.replace("\\n", "\n")))
                .isInstanceOf(ContentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void theSameKeyInTwoObjectsIsNoDuplicate() {
        assertThat(ContentNode.parse("x.yaml", "- a: 1\n- a: 2\n---\na: 3\n")).hasSize(2);
    }
}
