/** Risk that adds up on people, sessions, endpoints, repositories and MCP servers, and fades. */
@NullMarked
package io.elevenfold.detection.risk;

import org.jspecify.annotations.NullMarked;
