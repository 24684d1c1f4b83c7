package io.elevenfold.platform;

import java.util.List;

/**
 * Something that the jar does instead of serving: {@code java -jar … NAME ARGUMENTS}. Found by
 * {@link java.util.ServiceLoader}; runs without database and without opening a port.
 */
public interface Command {

    /** The first word of the command line. */
    String name();

    /**
     * Does it; answers on standard output, complaints go to standard error.
     *
     * @param arguments what follows the name
     * @return the process' exit code: 0 well, 1 the answer is bad news, 2 the question was wrong
     */
    int run(List<String> arguments);
}
