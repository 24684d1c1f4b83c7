package io.elevenfold.evidence.verify;

/**
 * Something in a package that is not as it must be.
 *
 * @param file its path in the package
 * @param what is wrong, in words
 */
public record Fault(String file, String what) {}
