package io.elevenfold.framework;

import static io.elevenfold.framework.SoundContent.CONTROLS;
import static io.elevenfold.framework.SoundContent.LAYERS;
import static io.elevenfold.framework.SoundContent.MAPPINGS;
import static io.elevenfold.framework.SoundContent.REQUIREMENTS;
import static io.elevenfold.framework.SoundContent.refuse;
import static io.elevenfold.framework.SoundContent.refuseControls;
import static io.elevenfold.framework.SoundContent.refuseLayers;

import org.junit.jupiter.api.Test;

/** Each test breaks one line of layers or controls that are otherwise sound. */
class BrokenControlsTest {

    @Test
    void aMisspeltKeyIsRefused() {
        refuseLayers(
                "    summary: sentence 1\n",
                "    sumary: x\n",
                "layers.yaml:4: unknown key 'sumary', one of number, name, summary, target");
        refuseControls(
                "    how: looking 1\n",
                "    hwo: x\n",
                "controls.yaml:7: unknown key 'hwo', one of id, title, objective, verified_by, how, posture_paths, data_needed");
    }

    @Test
    void aBlankTitleIsRefused() {
        refuseLayers("name: layer 1\n", "name: ''\n", "layers.yaml:3: expected a text");
        refuseControls("title: control 1\n", "title: ' '\n", "controls.yaml:4: expected a text");
    }

    @Test
    void aMissingKeyIsRefused() {
        refuseControls("    data_needed: metadata\n", "", "controls.yaml:3: the key 'data_needed' is missing");
    }

    @Test
    void anUnknownWordIsRefused() {
        refuseControls(
                "verified_by: [activity]",
                "verified_by: [faith]",
                "controls.yaml:6: unknown verification 'faith', one of posture, activity, attestation, manual");
    }

    @Test
    void onlyElevenLayersExist() {
        refuseLayers("number: 11\n", "number: 12\n", "layers.yaml:42: there is no layer 12, only 1 to 11");
        refuseLayers("number: 2\n", "number: two\n", "layers.yaml:6: expected a whole number, found 'two'");
        refuseLayers("number: 2\n", "number: 1\n", "layers.yaml:6: layer 1 stands already at layers.yaml:2");
        refuseControls("layer: 1\n", "layer: 0\n", "controls.yaml:1: there is no layer 0, only 1 to 11");
    }

    @Test
    void noLayerMayBeMissing() {
        String ten = LAYERS.substring(0, LAYERS.indexOf("  - number: 11"));

        refuse(ten, CONTROLS, REQUIREMENTS, MAPPINGS, "layers.yaml:2: layer 11 is missing");
    }

    @Test
    void aTargetIsAShare() {
        refuseLayers(
                "target: 0.9\n",
                "target: 90\n",
                "layers.yaml:5: the target '90' must be a number above 0 and at most 1");
        refuseLayers(
                "target: 0.9\n",
                "target: NaN\n",
                "layers.yaml:5: the target 'NaN' must be a number above 0 and at most 1");
        refuseLayers(
                "target: 0.9\n",
                "target: high\n",
                "layers.yaml:5: the target 'high' must be a number above 0 and at most 1");
    }

    @Test
    void aLayerNeedsAControl() {
        String withoutLast = CONTROLS.substring(0, CONTROLS.lastIndexOf("---"));

        refuse(LAYERS, withoutLast, REQUIREMENTS, MAPPINGS, "layers.yaml:42: layer 11 has no control");
    }

    @Test
    void aControlsIdBeginsWithItsLayer() {
        refuseControls(
                "id: L02-01",
                "id: L03-01",
                "controls.yaml:12: the control id 'L03-01' in layer 2 must be 'L02-' and two digits");
        refuseControls(
                "id: L02-01",
                "id: L02-1",
                "controls.yaml:12: the control id 'L02-1' in layer 2 must be 'L02-' and two digits");
    }

    @Test
    void aControlStandsOnce() {
        String twice = CONTROLS + "---\n" + CONTROLS.substring(0, CONTROLS.indexOf("---"));

        refuse(
                LAYERS,
                twice,
                REQUIREMENTS,
                MAPPINGS,
                "controls.yaml:102: the control 'L01-01' stands already at controls.yaml:3");
    }

    @Test
    void aControlIsVerifiedBySomething() {
        refuseControls(
                "verified_by: [activity]",
                "verified_by: []",
                "controls.yaml:6: a control that nothing verifies is no control");
    }

    @Test
    void posturePathsGoWithPosture() {
        String reason =
                "controls.yaml:3: posture_paths and the word posture in verified_by go together: both or neither";

        refuseControls("verified_by: [activity]", "verified_by: [posture]", reason);
        refuseControls("    how: looking 1\n", "    how: looking 1\n    posture_paths: [network.egress]\n", reason);
    }

    @Test
    void anotherShapeIsRefused() {
        refuse("- 1\n", CONTROLS, REQUIREMENTS, MAPPINGS, "layers.yaml:1: expected a mapping of keys to values");
        refuse("layers: none\n", CONTROLS, REQUIREMENTS, MAPPINGS, "layers.yaml:1: expected a list");
    }
}
