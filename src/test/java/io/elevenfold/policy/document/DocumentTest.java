package io.elevenfold.policy.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elevenfold.platform.ProblemException;
import io.elevenfold.testing.SamplePdf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentTest {

    @Test
    void headingsOfTheSecondOrderBeginSections() {
        Document document =
                Document.ofMarkdown("Before.\n\n## One\n\nA **b** `c`\n\n### Inside\n\n## Two\n\n- x\n- y\n");

        assertThat(document.sections()).extracting(Section::heading).containsExactly("", "One", "Two");
        assertThat(document.sections().get(1).blocks().get(0).runs())
                .containsExactly(
                        new Run("text", "A ", null),
                        new Run("strong", "b", null),
                        new Run("text", " ", null),
                        new Run("code", "c", null));
        assertThat(document.sections().get(2).blocks().get(0).children())
                .extracting(Block::kind)
                .containsExactly("li", "li");
    }

    @Test
    void markupAndAddressesThatRunStayText() {
        Document document = Document.ofMarkdown(
                "<script>alert(1)</script>\n\nA <img src=x onerror=alert(1)> [b](javascript:alert(1)) [c](  JaVaScRiPt:x) [d](data:text/html,x) [e](https://example.org)");

        List<Run> runs = new ArrayList<>();
        document.sections().get(0).blocks().forEach(block -> runs.addAll(block.runs()));
        assertThat(runs).extracting(Run::look).containsOnly("code", "text");
        assertThat(runs.stream().map(Run::href).filter(href -> href != null)).containsExactly("https://example.org");
    }

    @Test
    void deepNestingEndsWithoutABrokenStack() {
        String hostile = ">".repeat(5000) + " deep\n\n" + "- ".repeat(2000) + "deep\n\n" + "*".repeat(5000) + "x"
                + "*".repeat(5000) + "[".repeat(5000);

        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> Document.ofMarkdown(hostile));
    }

    @Test
    void aDifferenceNamesTheWordsThatChanged() {
        Difference difference = Difference.between(
                Document.ofMarkdown("## A\n\nYou may do this.\n\nStays.\n"),
                Document.ofMarkdown("## A\n\nYou must do this.\n\nStays.\n\nNew.\n"));

        assertThat(difference.lines())
                .containsExactly(
                        line("section", "same", "A"),
                        new Difference.Line(
                                "p",
                                "changed",
                                List.of(
                                        new Difference.Piece("same", "You "),
                                        new Difference.Piece("removed", "may"),
                                        new Difference.Piece("added", "must"),
                                        new Difference.Piece("same", " do this."))),
                        line("p", "same", "Stays."),
                        line("p", "added", "New."));
        assertThat(difference.isEmpty()).isFalse();
    }

    private static Difference.Line line(String kind, String state, String text) {
        return new Difference.Line(kind, state, List.of(new Difference.Piece(state, text)));
    }

    @Test
    void theTextOfAPdfIsReadPageByPage() throws IOException {
        PdfText reader = new PdfText();

        Document document = Document.ofPages(reader.of(SamplePdf.of("First page", "Second page")));

        assertThat(document.sections()).extracting(Section::heading).containsExactly("Page 1", "Page 2");
        assertThat(document.sections().get(1).blocks().get(0).text()).isEqualTo("Second page");
        reader.stop();
    }

    @Test
    void whatIsNoPdfIsRefused() {
        PdfText reader = new PdfText();

        assertThatThrownBy(() -> reader.of("%PDF-1.7 and nothing else".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(ProblemException.class)
                .hasMessage("file: a sound PDF is expected");
        assertThatThrownBy(() -> reader.of(new byte[PdfText.MOST_BYTES + 1])).hasMessageContaining("5,000,000 bytes");
        assertThatThrownBy(() -> reader.of(SamplePdf.of())).isInstanceOf(ProblemException.class);
        reader.stop();
    }
}
