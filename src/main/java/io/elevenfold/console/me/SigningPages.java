package io.elevenfold.console.me;

import io.elevenfold.console.Asked;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.PersonView;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.policy.AttestationView;
import io.elevenfold.policy.Attestations;
import io.elevenfold.policy.Policies;
import io.elevenfold.policy.PolicyView;
import io.elevenfold.policy.QuizResult;
import io.elevenfold.policy.Quizzes;
import io.elevenfold.policy.VersionView;
import io.elevenfold.policy.document.Difference;
import io.elevenfold.policy.document.Section;
import io.elevenfold.policy.quiz.Quiz;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Read, answer, sign: three steps that work without a script. */
@Path("/me/policies/{id}")
@Authenticated
@Blocking
class SigningPages {

    private final Policies policies;
    private final Attestations attestations;
    private final Quizzes quizzes;
    private final CurrentActor actor;

    SigningPages(Policies policies, Attestations attestations, Quizzes quizzes, CurrentActor actor) {
        this.policies = policies;
        this.attestations = attestations;
        this.quizzes = quizzes;
        this.actor = actor;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance read(UUID id, @QueryParam("section") @Nullable Integer wanted) {
        Reading reading = reading(id);
        int number = wanted == null ? reading.next() : wanted;
        if (number < 1 || number > reading.sections().size()) {
            throw ProblemException.notFound("The policy has no section " + number);
        }
        return Templates.read(reading, reading.sections().get(number - 1), changes(reading));
    }

    @POST
    @Path("/sections/{section}")
    @Operation(hidden = true)
    public Response haveRead(UUID id, int section, @FormParam("version") int version) {
        attestations.read(person().id(), id, version, section);
        Reading reading = reading(id);
        String next = reading.isRead() ? "/me/policies/%s/signature" : "/me/policies/%s";
        return Response.seeOther(URI.create(next.formatted(id))).build();
    }

    @GET
    @Path("/quiz")
    @Operation(hidden = true)
    public TemplateInstance quiz(UUID id) {
        Quiz quiz = quizOf(policies.withId(id));
        UUID person = person().id();
        return Templates.quiz(
                policies.withId(id), quiz, quizzes.nextAttempt(person, quiz.id()), quizzes.next(person, quiz.id()));
    }

    @POST
    @Path("/quiz")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public TemplateInstance answer(UUID id, MultivaluedMap<String, String> form) {
        PolicyView policy = policies.withId(id);
        Quiz quiz = quizOf(policy);
        Map<String, Integer> answers = new HashMap<>();
        quiz.questions().forEach(question -> {
            String given = form.getFirst(question.id());
            if (given != null) {
                answers.put(question.id(), number(given));
            }
        });
        int attempt = number(Asked.orEmpty(form.getFirst("attempt")));
        return Templates.result(policy, quiz, quizzes.submit(person().id(), quiz.id(), attempt, answers));
    }

    @GET
    @Path("/signature")
    @Operation(hidden = true)
    public Response beforeSigning(UUID id) {
        Reading reading = reading(id);
        if (!reading.isRead()) {
            return Response.seeOther(URI.create("/me/policies/" + id)).build();
        }
        if (!reading.isQuizPassed()) {
            return Response.seeOther(URI.create("/me/policies/%s/quiz".formatted(id)))
                    .build();
        }
        return Response.ok(Templates.sign(reading, Attestations.STATEMENT)).build();
    }

    @POST
    @Path("/signature")
    @Operation(hidden = true)
    public Response sign(
            UUID id,
            @FormParam("version") int version,
            @FormParam("sha256") @Nullable String sha256,
            @FormParam("understood") @Nullable String understood) {
        if (!"yes".equals(understood)) {
            throw ProblemException.invalid("Confirm the statement before you sign");
        }
        AttestationView signed = attestations.sign(
                actor.get(), actor.proof().orElse(null), person(), id, version, Asked.orEmpty(sha256));
        return Response.seeOther(URI.create("/me/attestations/" + signed.id())).build();
    }

    private Reading reading(UUID id) {
        PersonView person = person();
        PolicyView policy = policies.withId(id);
        VersionView version = policies.inForce(id)
                .orElseThrow(
                        () -> new ProblemException(ProblemType.NOT_IN_FORCE, "No version of the policy is in force"));
        Integer before = attestations.ofPerson(person.id()).stream()
                .filter(each -> each.policyId().equals(id))
                .map(AttestationView::version)
                .findFirst()
                .orElse(null);
        QuizResult passed = policy.quiz() == null
                ? null
                : quizzes.passed(person.id(), policy.quiz()).orElse(null);
        return new Reading(
                policy,
                version,
                policies.document(version).sections(),
                attestations.sectionsRead(person.id(), version),
                before,
                passed);
    }

    private @Nullable Difference changes(Reading reading) {
        Integer before = reading.signedBefore();
        if (before == null || before >= reading.version().number()) {
            return null;
        }
        return policies.difference(
                reading.policy().id(), before, reading.version().number());
    }

    private Quiz quizOf(PolicyView policy) {
        if (policy.quiz() == null) {
            throw ProblemException.notFound("The policy has no quiz");
        }
        return quizzes.withId(policy.quiz());
    }

    private PersonView person() {
        return actor.person()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.FORBIDDEN, "This account belongs to nobody we know, and only a person can sign"));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("an answer: a number is expected");
        }
    }

    /**
     * How far a person is.
     *
     * @param read the numbers of the sections that were read
     * @param signedBefore the version that the person signed last; null when none
     * @param passed the pass that counts; null without one, and where there is no quiz
     */
    public record Reading(
            PolicyView policy,
            VersionView version,
            List<Section> sections,
            Set<Integer> read,
            @Nullable Integer signedBefore,
            @Nullable QuizResult passed) {

        public boolean isRead() {
            return read.size() >= sections.size();
        }

        public boolean isQuizPassed() {
            return policy.quiz() == null || passed != null;
        }

        public boolean hasRead(int section) {
            return read.contains(section);
        }

        /** The first section that was not read; the first when all were. */
        int next() {
            return sections.stream()
                    .map(Section::number)
                    .filter(number -> !read.contains(number))
                    .findFirst()
                    .orElse(1);
        }

        /** How much was read, in percent. */
        public int percent() {
            return read.size() * 100 / sections.size();
        }
    }

    @CheckedTemplate(basePath = "me")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance read(Reading reading, Section section, @Nullable Difference changes);

        static native TemplateInstance quiz(PolicyView policy, Quiz quiz, int attempt, List<Quiz.Asked> questions);

        static native TemplateInstance result(PolicyView policy, Quiz quiz, QuizResult.Explained explained);

        static native TemplateInstance sign(Reading reading, String statement);
    }
}
