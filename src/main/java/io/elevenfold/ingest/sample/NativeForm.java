package io.elevenfold.ingest.sample;

import java.util.List;

/** Writes a session as its agent would send it, a request for each turn. */
interface NativeForm {

    List<SampleRequest> write(SampleSession session);
}
