package io.elevenfold.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"})
    void aCellThatBeginsLikeAFormulaIsText(String value) {
        assertThat(Export.cell(value)).isEqualTo("\"'" + value + "\"");
    }

    @Test
    void quotesAreDoubled() {
        assertThat(Export.cell("say \"no\", twice\n")).isEqualTo("\"say \"\"no\"\", twice\n\"");
    }

    @Test
    void whatIsNotKnownIsEmpty() {
        assertThat(Export.cell(null)).isEqualTo("\"\"");
    }
}
