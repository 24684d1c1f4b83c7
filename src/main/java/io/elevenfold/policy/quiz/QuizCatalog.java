package io.elevenfold.policy.quiz;

import io.elevenfold.platform.content.ContentFiles;
import io.elevenfold.platform.content.ContentNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The quizzes that travel with the service. */
public final class QuizCatalog {

    private static final String FOLDER = "frameworks/templates/quiz";

    private final Map<String, Quiz> quizzes = new LinkedHashMap<>();

    /** @throws io.elevenfold.platform.content.ContentException when a document is wrong */
    QuizCatalog(List<ContentNode> documents) {
        for (ContentNode document : documents) {
            Quiz quiz = quiz(document);
            if (quizzes.putIfAbsent(quiz.id(), quiz) != null) {
                throw document.wrong("the quiz '%s' is there twice".formatted(quiz.id()));
            }
        }
    }

    static QuizCatalog shipped() {
        return new QuizCatalog(ContentFiles.documentsBelow(FOLDER));
    }

    public Optional<Quiz> find(String id) {
        return Optional.ofNullable(quizzes.get(id));
    }

    public List<Quiz> all() {
        return List.copyOf(quizzes.values());
    }

    private static Quiz quiz(ContentNode node) {
        node.onlyKeys("id", "version", "title", "language", "draw", "pass", "valid_days", "questions");
        List<Question> questions = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        for (ContentNode item : node.required("questions").items()) {
            Question question = question(item);
            if (!ids.add(question.id())) {
                throw item.wrong("the question '%s' is there twice".formatted(question.id()));
            }
            questions.add(question);
        }
        int draw = between(node.required("draw"), 1, questions.size());
        return new Quiz(
                node.text("id"),
                between(node.required("version"), 1, Integer.MAX_VALUE),
                node.text("title"),
                node.text("language"),
                draw,
                between(node.required("pass"), 1, draw),
                Duration.ofDays(between(node.required("valid_days"), 1, 3650)),
                questions);
    }

    private static Question question(ContentNode node) {
        node.onlyKeys("id", "version", "scenario", "options", "explanation");
        List<String> options = new ArrayList<>();
        int correct = -1;
        for (ContentNode option : node.required("options").items()) {
            option.onlyKeys("text", "correct");
            if (option.optional("correct")
                    .map(ContentNode::text)
                    .orElse("false")
                    .equals("true")) {
                if (correct >= 0) {
                    throw option.wrong("only one option may be correct");
                }
                correct = options.size();
            }
            options.add(option.text("text"));
        }
        if (correct < 0 || options.size() < 2) {
            throw node.wrong("at least two options are expected, one of them correct");
        }
        return new Question(
                node.text("id"),
                between(node.required("version"), 1, Integer.MAX_VALUE),
                node.text("scenario"),
                options,
                correct,
                node.text("explanation"));
    }

    private static int between(ContentNode node, int least, int most) {
        int number = node.number();
        if (number < least || number > most) {
            throw node.wrong("a number from %d to %d is expected".formatted(least, most));
        }
        return number;
    }
}
