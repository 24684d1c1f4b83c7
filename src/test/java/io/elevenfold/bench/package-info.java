/** Benchmarks that anyone can run again: {@code ./mvnw -Pbench verify -DskipTests}, see docs/benchmarks.md. */
package io.elevenfold.bench;
