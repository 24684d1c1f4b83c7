package io.elevenfold.policy;

import io.elevenfold.ledger.Disclosure;
import io.elevenfold.ledger.Disclosures;
import io.elevenfold.ledger.Governance;
import io.elevenfold.ledger.Hashes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What a person takes away after signing; docs/attestations.md tells how anybody checks it. */
@ApplicationScoped
public class Receipts {

    private static final HexFormat HEX = HexFormat.of();

    private final Disclosures disclosures;

    Receipts(Disclosures disclosures) {
        this.disclosures = disclosures;
    }

    /** JSON; {@code attestation} stands in it in canonical form (RFC 8785), byte for byte as it was hashed. */
    @Transactional
    public byte[] json(AttestationView attestation) {
        return text(attestation).getBytes(StandardCharsets.UTF_8);
    }

    /** One or more pages A4 for people, with the JSON as an attached file for machines. */
    @Transactional
    public byte[] pdf(AttestationView attestation) {
        Disclosure disclosure = disclose(attestation);
        return new ReceiptPdf(attestation, disclosure, json(attestation)).bytes();
    }

    private Disclosure disclose(AttestationView attestation) {
        return disclosures.of(
                new Governance.Entry(attestation.entryId(), attestation.position()), attestation.personId());
    }

    private String text(AttestationView attestation) {
        Disclosure disclosure = disclose(attestation);
        StringBuilder proof = new StringBuilder();
        for (byte[] hash : disclosure.proof()) {
            proof.append(proof.isEmpty() ? "" : ",")
                    .append('"')
                    .append(HEX.formatHex(hash))
                    .append('"');
        }
        return """
                {"type":"elevenfold/receipt/1",
                "attestation":%s,
                "ledger":{"origin":"%s","position":%d,"leaf":%s,"salt":"%s","leaf_hash":"%s",
                "tree_size":%d,"root":"%s","proof":[%s]}}
                """
                .formatted(
                        attestation.record(),
                        disclosure.origin(),
                        disclosure.position(),
                        new String(disclosure.leaf(), StandardCharsets.UTF_8),
                        HEX.formatHex(disclosure.salt()),
                        HEX.formatHex(Hashes.leaf(disclosure.leaf())),
                        disclosure.treeSize(),
                        HEX.formatHex(disclosure.root()),
                        proof);
    }
}
