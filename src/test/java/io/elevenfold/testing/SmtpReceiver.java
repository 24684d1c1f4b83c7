package io.elevenfold.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A mail server that takes everything and keeps it. */
public final class SmtpReceiver implements QuarkusTestResourceLifecycleManager {

    private static final GreenMail SERVER = new GreenMail(ServerSetup.SMTP.dynamicPort());

    @Override
    public Map<String, String> start() {
        SERVER.start();
        return Map.of(
                "quarkus.mailer.host",
                "127.0.0.1",
                "quarkus.mailer.port",
                Integer.toString(SERVER.getSmtp().getPort()),
                "quarkus.mailer.start-tls",
                "DISABLED",
                "elevenfold.policy.tick",
                "off");
    }

    /** What arrived for an address so far: subject, a line break, and the text. */
    public static List<String> mailTo(String address) {
        return Arrays.stream(SERVER.getReceivedMessages())
                .filter(message -> isTo(message, address))
                .map(SmtpReceiver::text)
                .toList();
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            List<String> recipients = new ArrayList<>();
            Arrays.stream(message.getRecipients(Message.RecipientType.TO))
                    .forEach(recipient -> recipients.add(recipient.toString()));
            return recipients.contains(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage message) {
        try {
            return message.getSubject() + "\n" + message.getContent();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        SERVER.stop();
    }
}
