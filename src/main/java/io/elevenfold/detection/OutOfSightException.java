package io.elevenfold.detection;

import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;

/** A document that is right as Sigma, over what no activity of an agent shows. */
public final class OutOfSightException extends ContentException {

    private static final long serialVersionUID = 1L;

    OutOfSightException(ContentNode place, String reason) {
        super(place.location(), reason);
    }
}
