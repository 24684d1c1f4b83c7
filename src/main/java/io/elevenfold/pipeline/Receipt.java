package io.elevenfold.pipeline;

/**
 * The lane's answer, given after the commit.
 *
 * @param recorded how many events are new
 * @param repeated how many were there already: the whole request, or the same event in another batch
 */
public record Receipt(int recorded, int repeated) {}
