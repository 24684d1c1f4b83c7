package io.elevenfold.identity;

/** The directory did not name most of those whom it named before. */
final class TooManyLeaversException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManyLeaversException(int leavers, int known) {
        super("%d of %d people would leave at once; elevenfold.directory.most-leavers sets how many may"
                .formatted(leavers, known));
    }
}
