package io.elevenfold.identity;

/** The words of {@link Role} and of machine tokens, for annotations, which take only constants. */
public final class Roles {

    public static final String ADMINISTRATOR = "administrator";
    public static final String CISO = "ciso";
    public static final String SECURITY = "security";
    public static final String AUDITOR = "auditor";
    public static final String EXTERNAL_AUDITOR = "external_auditor";
    public static final String DEVELOPER = "developer";
    /** A machine whose token belongs to one enrolled endpoint. */
    public static final String ENDPOINT = "endpoint";
    /** A machine that sends for many endpoints, for example a collector. */
    public static final String INGEST = "ingest";

    private Roles() {}
}
