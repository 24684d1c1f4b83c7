package io.elevenfold.evidence.retention;

import java.util.Map;

/**
 * That something was deleted or erased: an entry of the log of governance, so it cannot be denied later.
 *
 * @param log always 0
 * @param position of the entry; its inclusion can be proven like that of any other
 * @param type {@code privacy.erasure} or {@code retention.deleted}
 * @param detail what the entry commits to
 */
public record Certificate(int log, long position, String type, Map<String, Object> detail) {

    public Certificate {
        detail = Map.copyOf(detail);
    }
}
