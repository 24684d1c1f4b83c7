/**
 * The sample organisation: a company that does not exist, whose agents send real requests. What they send goes through
 * the code behind the doors; nothing is written past it. Everything is marked and can be removed.
 */
@NullMarked
package io.elevenfold.ingest.sample;

import org.jspecify.annotations.NullMarked;
