package io.elevenfold.evidence.verify;

import io.elevenfold.ledger.VerifierKey;
import io.elevenfold.platform.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code verify PACKAGE [--key FILE]}: says whether a package is what the service signed. */
public final class Verify implements Command {

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public int run(List<String> arguments) {
        boolean hasKey = arguments.size() == 3 && arguments.get(1).equals("--key");
        if (arguments.size() != 1 && !hasKey) {
            System.err.println(
                    "verify takes an evidence package, a ZIP or the folder it was unpacked to, and may take"
                            + " --key FILE, the public key in PEM that must have signed it, or have handed over to the one that did");
            return 2;
        }
        try {
            PackageVerifier.Outcome outcome = PackageVerifier.verify(Path.of(arguments.get(0)));
            outcome.facts().forEach(fact -> System.out.println("ok    " + fact));
            outcome.faults().forEach(fault -> System.out.println("FAIL  " + fault.file() + ": " + fault.what()));
            int place =
                    hasKey ? outcome.keys().indexOf(VerifierKey.parse(Files.readString(Path.of(arguments.get(2))))) : 0;
            if (place < 0) {
                System.out.println("FAIL  keys/ledger.pem: is not the key in %s, nor did that hand over to it"
                        .formatted(arguments.get(2)));
            } else if (place > 0) {
                System.out.println("ok    the key in %s handed over to keys/ledger.pem, in %d steps"
                        .formatted(arguments.get(2), place));
            } else if (!hasKey) {
                System.out.println("note  compare keys/ledger.pem with a key that you got another way, or use --key");
            }
            boolean isWell = outcome.faults().isEmpty() && place >= 0;
            System.out.println(isWell ? "VERIFIED" : "NOT VERIFIED");
            return isWell ? 0 : 1;
        } catch (IOException | RuntimeException e) {
            System.err.println("this package cannot be read: " + e.getMessage());
            return 2;
        }
    }
}
