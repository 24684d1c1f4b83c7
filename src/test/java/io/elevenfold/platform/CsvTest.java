package io.elevenfold.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"})
    void aCellThatBeginsLikeAFormulaIsText(String value) {
        assertThat(Csv.cell(value)).isEqualTo("\"'" + value + "\"");
    }

    @Test
    void quotesAreDoubled() {
        assertThat(Csv.cell("say \"no\", twice\n")).isEqualTo("\"say \"\"no\"\", twice\n\"");
    }

    @Test
    void whatIsNotKnownIsEmpty() {
        assertThat(Csv.cell(null)).isEqualTo("\"\"");
    }
}
