/** PostgreSQL that starts and stops with the service, for machines that have none. */
@NullMarked
package io.elevenfold.platform.database;

import org.jspecify.annotations.NullMarked;
