package io.elevenfold.identity;

import java.util.Set;

/** What can be allowed, as words for annotations, which take only constants. {@link Role} says who may what. */
public final class May {

    /** Findings, sessions, activity and endpoints: of those whom one has in sight. */
    public static final String LOOK = "may-look";
    /** Figures over the whole organisation: layers, controls, frameworks, checks, rules. */
    public static final String SEE_WHOLE = "may-see-whole";
    /** People and teams. */
    public static final String SEE_PEOPLE = "may-see-people";

    public static final String SEE_AUDIT_TRAIL = "may-see-audit-trail";
    /** Enter the auditor's room; an external auditor only where they are assigned, and in time. */
    public static final String EXAMINE = "may-examine";
    /** Admit external auditors to engagements, for a time. */
    public static final String ADMIT_AUDITORS = "may-admit-auditors";
    /** Lists as files. */
    public static final String EXPORT = "may-export";
    /** Decide about findings. */
    public static final String TRIAGE = "may-triage";
    /** Write policies and ask people to sign them. */
    public static final String GOVERN = "may-govern";
    /** Accounts, tokens, enrolment, the directory, the sample organisation. */
    public static final String ADMINISTER = "may-administer";

    static final Set<String> NEEDS_EVERYTHING_IN_SIGHT =
            Set.of(SEE_WHOLE, SEE_AUDIT_TRAIL, ADMIT_AUDITORS, GOVERN, ADMINISTER);

    private May() {}
}
