package io.elevenfold.framework;

import io.elevenfold.platform.content.ContentNode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the layers, and the controls that stand in them. */
final class ControlReader {

    private static final Pattern TWO_DIGITS = Pattern.compile("[0-9]{2}");

    private final Map<Integer, Layer> layers = new TreeMap<>();
    private final Map<Integer, ContentNode> layerNodes = new TreeMap<>();
    private final Map<String, Control> controls = new LinkedHashMap<>();
    private final Map<String, ContentNode> controlNodes = new LinkedHashMap<>();

    ControlReader(List<ContentNode> layerDocuments, List<ContentNode> controlDocuments) {
        layerDocuments.forEach(this::readLayers);
        controlDocuments.forEach(this::readControls);
        refuseLayersWithoutControl();
    }

    /** By number. */
    Map<Integer, Layer> layers() {
        return layers;
    }

    /** By id, in the order of the files. */
    Map<String, Control> controls() {
        return controls;
    }

    private void readLayers(ContentNode document) {
        ContentNode list = document.onlyKeys("layers").required("layers");
        list.items().forEach(this::readLayer);
        for (int number = 1; number <= Layer.COUNT; number++) {
            if (!layers.containsKey(number)) {
                throw list.wrong("layer " + number + " is missing");
            }
        }
    }

    private void readLayer(ContentNode node) {
        node.onlyKeys("number", "name", "summary", "target");
        int number = layerNumber(node.required("number"));
        ContentNode earlier = layerNodes.putIfAbsent(number, node);
        if (earlier != null) {
            throw node.wrong("layer %d stands already at %s".formatted(number, earlier.location()));
        }
        layers.put(number, new Layer(number, node.text("name"), node.text("summary"), target(node.required("target"))));
    }

    private static int layerNumber(ContentNode node) {
        int number = node.number();
        if (number < 1 || number > Layer.COUNT) {
            throw node.wrong("there is no layer %d, only 1 to %d".formatted(number, Layer.COUNT));
        }
        return number;
    }

    private static double target(ContentNode node) {
        try {
            double target = Double.parseDouble(node.text());
            if (target > 0 && target <= 1) {
                return target;
            }
        } catch (NumberFormatException e) {
            // the same complaint as for a number out of range
        }
        throw node.wrong("the target '%s' must be a number above 0 and at most 1".formatted(node.text()));
    }

    private void readControls(ContentNode document) {
        document.onlyKeys("layer", "controls");
        int layer = layerNumber(document.required("layer"));
        document.required("controls").items().forEach(node -> readControl(layer, node));
    }

    private void readControl(int layer, ContentNode node) {
        node.onlyKeys("id", "title", "objective", "verified_by", "how", "posture_paths", "data_needed");
        String id = controlId(layer, node.required("id"));
        ContentNode earlier = controlNodes.putIfAbsent(id, node);
        if (earlier != null) {
            throw node.wrong("the control '%s' stands already at %s".formatted(id, earlier.location()));
        }
        Set<Verification> verifiedBy = verifiedBy(node.required("verified_by"));
        List<String> posturePaths = node.texts("posture_paths");
        if (verifiedBy.contains(Verification.POSTURE) == posturePaths.isEmpty()) {
            throw node.wrong("posture_paths and the word posture in verified_by go together: both or neither");
        }
        controls.put(
                id,
                new Control(
                        id,
                        layer,
                        node.text("title"),
                        node.text("objective"),
                        verifiedBy,
                        node.text("how"),
                        posturePaths,
                        node.text("data_needed")));
    }

    private static String controlId(int layer, ContentNode node) {
        String id = node.text();
        String prefix = "L%02d-".formatted(layer);
        if (!id.startsWith(prefix)
                || !TWO_DIGITS.matcher(id.substring(prefix.length())).matches()) {
            throw node.wrong(
                    "the control id '%s' in layer %d must be '%s' and two digits".formatted(id, layer, prefix));
        }
        return id;
    }

    private static Set<Verification> verifiedBy(ContentNode node) {
        Set<Verification> words = EnumSet.noneOf(Verification.class);
        node.items().forEach(item -> words.add(item.oneOf(Verification.class)));
        if (words.isEmpty()) {
            throw node.wrong("a control that nothing verifies is no control");
        }
        return words;
    }

    private void refuseLayersWithoutControl() {
        layerNodes.forEach((number, node) -> {
            if (controls.values().stream().noneMatch(control -> control.layer() == number)) {
                throw node.wrong("layer " + number + " has no control");
            }
        });
    }
}
