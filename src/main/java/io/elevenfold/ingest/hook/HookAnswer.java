package io.elevenfold.ingest.hook;

/**
 * What an agent gets back from the hook door.
 *
 * @param contentType of the body
 * @param body exactly as it is to be sent; may be empty
 */
public record HookAnswer(String contentType, String body) {}
