package io.elevenfold.policy;

import io.elevenfold.platform.CanonicalJson;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.Sql;
import io.elevenfold.policy.quiz.Question;
import io.elevenfold.policy.quiz.Quiz;
import io.elevenfold.policy.quiz.QuizCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Attempts at quizzes. Which answers are right is known to the service only. */
@ApplicationScoped
public class Quizzes {

    private static final int MOST_ATTEMPTS_AN_HOUR = 10;

    private final QuizCatalog catalog;
    private final Sql sql;
    private final Clock clock;

    Quizzes(QuizCatalog catalog, Sql sql, Clock clock) {
        this.catalog = catalog;
        this.sql = sql;
        this.clock = clock;
    }

    /** @throws ProblemException when there is no such quiz */
    public Quiz withId(String id) {
        return catalog.find(id).orElseThrow(() -> ProblemException.notFound("There is no quiz " + id));
    }

    /** The number of the attempt that comes next, from 1. */
    @Transactional
    public int nextAttempt(UUID person, String quiz) {
        return 1
                + sql.first(
                                "select coalesce(max(number), 0) from quiz_attempt where person_id = ? and quiz = ?",
                                row -> row.getInt(1),
                                List.of(person, quiz))
                        .orElse(0);
    }

    /** The questions of the attempt that comes next. */
    @Transactional
    public List<Quiz.Asked> next(UUID person, String quiz) {
        return withId(quiz).drawFor(person, nextAttempt(person, quiz));
    }

    /** The pass that counts now: the latest within its time. */
    @Transactional
    public Optional<QuizResult> passed(UUID person, String quiz) {
        Instant since = clock.instant().minus(withId(quiz).valid());
        return sql.first(
                "select * from quiz_attempt where person_id = ? and quiz = ? and passed and submitted_at > ? order by number desc limit 1",
                Quizzes::result,
                List.of(person, quiz, since));
    }

    /**
     * Judges the next attempt.
     *
     * @param attempt which attempt was shown: a form that was sent twice counts once
     * @param answers question id to the number of the chosen option
     * @throws ProblemException when a question that was asked has no answer, or another attempt is due
     */
    @Transactional
    public QuizResult.Explained submit(UUID person, String quizId, int attempt, Map<String, Integer> answers) {
        Quiz quiz = withId(quizId);
        // One attempt of a person at a time.
        sql.list("select 1 from person where id = ? for update", row -> 1, List.of(person));
        if (attempt != nextAttempt(person, quizId)) {
            throw new ProblemException(ProblemType.CONFLICT, "Attempt %d was judged already".formatted(attempt));
        }
        Instant now = clock.instant();
        long lately = sql.first(
                        "select count(*) from quiz_attempt where person_id = ? and quiz = ? and submitted_at > ?",
                        row -> row.getLong(1),
                        List.of(person, quizId, now.minusSeconds(3600)))
                .orElse(0L);
        if (lately >= MOST_ATTEMPTS_AN_HOUR) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS, "At most %d attempts an hour".formatted(MOST_ATTEMPTS_AN_HOUR));
        }
        List<QuizResult.Judged> judged = new ArrayList<>();
        Map<String, Object> kept = new TreeMap<>();
        for (Quiz.Asked asked : quiz.drawFor(person, attempt)) {
            Question question = asked.question();
            Integer given = answers.get(question.id());
            if (given == null || given < 0 || given >= question.options().size()) {
                throw ProblemException.invalid("%s: an answer is expected".formatted(question.id()));
            }
            judged.add(judge(question, given));
            kept.put(question.id() + "@" + question.version(), (long) given);
        }
        int score = (int) judged.stream().filter(QuizResult.Judged::isRight).count();
        QuizResult result =
                new QuizResult(quizId, quiz.version(), attempt, score, judged.size(), score >= quiz.pass(), now);
        sql.update(
                "insert into quiz_attempt (id, person_id, quiz, quiz_version, number, answers, score, questions, passed, submitted_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                List.of(
                        Ids.at(now),
                        person,
                        quizId,
                        quiz.version(),
                        attempt,
                        CanonicalJson.text(kept),
                        score,
                        judged.size(),
                        result.passed(),
                        now));
        return new QuizResult.Explained(result, List.copyOf(judged));
    }

    private static QuizResult.Judged judge(Question question, int given) {
        return new QuizResult.Judged(
                question.id(),
                question.version(),
                question.scenario(),
                question.options().get(given),
                question.options().get(question.correct()),
                given == question.correct(),
                question.explanation());
    }

    private static QuizResult result(ResultSet row) throws SQLException {
        return new QuizResult(
                row.getString("quiz"),
                row.getInt("quiz_version"),
                row.getInt("number"),
                row.getInt("score"),
                row.getInt("questions"),
                row.getBoolean("passed"),
                row.getTimestamp("submitted_at").toInstant());
    }
}
