package io.elevenfold.detection;

import io.elevenfold.detection.sigma.Detection;
import io.elevenfold.detection.sigma.DetectionParser;
import io.elevenfold.detection.sigma.Placeholders;
import io.elevenfold.detection.sigma.SigmaFilter;
import io.elevenfold.detection.sigma.SigmaParser;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.List;
import java.util.Map;

/** Rules and parts of rules that people hand in, looked at as strictly as those that we ship. */
public final class RuleDraft {

    private RuleDraft() {}

    /**
     * The only document of a text.
     *
     * @throws ContentException when there is none, or another one
     */
    public static ContentNode document(String name, String yaml) {
        List<ContentNode> documents = ContentNode.parse(name, yaml);
        if (documents.size() != 1) {
            throw new ContentException(name + ":1", "expected one document, found %d".formatted(documents.size()));
        }
        return documents.get(0);
    }

    /**
     * Selections and a condition over them.
     *
     * @throws ContentException with line and reason
     */
    public static Detection detection(ContentNode block, Placeholders placeholders) {
        Detection detection = new DetectionParser(placeholders).parse(block);
        Envelope.checkFields(block, detection);
        return detection;
    }

    /**
     * A Sigma filter, in our words or in those of a public log source.
     *
     * @throws ContentException with line and reason
     */
    public static SigmaFilter filter(ContentNode document, RuleDocuments.Known known) {
        SigmaFilter filter = new SigmaParser(known.placeholders()).parseFilter(document);
        Map<String, String> fields = known.sources().fieldsOf(filter.logSource());
        SigmaFilter ours = filter.with(filter.detection().renamed(name -> fields.getOrDefault(name, name)));
        Envelope.checkFields(document, ours.detection());
        return ours;
    }
}
