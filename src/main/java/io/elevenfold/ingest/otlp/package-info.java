/**
 * OTLP as agents send it (opentelemetry-proto 1.10, protobuf and JSON), read into one bounded form. Lenient in
 * everything but structure: wrong types, unknown members and empty values never cost a batch.
 */
@NullMarked
package io.elevenfold.ingest.otlp;

import org.jspecify.annotations.NullMarked;
