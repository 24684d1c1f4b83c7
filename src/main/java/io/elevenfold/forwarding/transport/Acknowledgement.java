package io.elevenfold.forwarding.transport;

/** What a receiver's yes is worth. */
public enum Acknowledgement {
    /** The receiver can find it. */
    INDEXED("indexed: the receiver has it and can find it"),
    /** The receiver has taken it over. */
    STORED("stored by the peer: the receiver has taken it over"),
    /** Nobody said anything. */
    SENT("handed to TCP: nobody said that it arrived; a receiver that dies loses what was under way");

    private final String meaning;

    Acknowledgement(String meaning) {
        this.meaning = meaning;
    }

    /** One line for people. */
    public String meaning() {
        return meaning;
    }

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
