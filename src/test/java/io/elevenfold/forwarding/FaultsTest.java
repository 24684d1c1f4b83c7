package io.elevenfold.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.platform.Sql;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What goes wrong between sending and writing it down. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class FaultsTest extends WithDestinations {

    @Inject
    DeliveryLedger ledger;

    @Inject
    Sql sql;

    private final String marker = "marker-" + UUID.randomUUID();

    @Test
    void aReceiverThatNeverAnswersAndOneThatNeverIndexesGetEverythingInTheEnd() throws Exception {
        try (FaultyReceiver silent = new FaultyReceiver();
                FaultyReceiver forgetful = new FaultyReceiver()) {
            silent.faults.add(FaultyReceiver.Fault.SILENT);
            forgetful.acknowledges = false;
            UUID unanswered = make("webhook", silent.address(), marker, Map.of());
            UUID unindexed = make(
                    "splunk_hec",
                    forgetful.address(),
                    marker,
                    Map.of("options", Map.of("acknowledgement_seconds", "1")));
            send(marker, 0, 20);

            eventually(() -> "failing".equals(state(unindexed)));
            assertThat(lag(unindexed)).isPositive();
            forgetful.acknowledges = true;

            eventually(() -> "failing".equals(state(unanswered)));
            for (FaultyReceiver each : List.of(silent, forgetful)) {
                eventually(() -> each.ids().equals(recorded(marker)));
            }
            eventually(() -> lag(unindexed) == 0 && lag(unanswered) == 0);
            assertThat(forgetful.arrived)
                    .as("sent again, since nobody said that it is indexed")
                    .hasSizeGreaterThan(20);
        }
    }

    @Test
    void ofTwoSendersOneAloneGetsTheLeaseAndTheOtherMovesNothing() throws Exception {
        try (FaultyReceiver receiver = new FaultyReceiver()) {
            UUID destination = make("webhook", receiver.address(), marker, Map.of());
            send(marker, 0, 5);
            eventually(() -> receiver.ids().size() == 5 && lag(destination) == 0);

            assertThat(ledger.lease(destination, UUID.randomUUID(), Duration.ofMinutes(1)))
                    .as("the courier has it")
                    .isFalse();
            Place cursor = ledger.cursor(destination, 1);
            Place stale = new Place(1, 0, cursor.position() - 2);
            boolean moved = ledger.settle(
                    destination,
                    stale,
                    new Delivery.Settlement(new Place(1, 0, cursor.position() + 100), List.of(), List.of()));

            assertThat(moved).isFalse();
            assertThat(ledger.cursor(destination, 1)).isEqualTo(cursor);
        }
    }

    @Test
    void aCursorFromAnOlderBackupSendsAgainAndSkipsNothing() throws Exception {
        try (FaultyReceiver receiver = new FaultyReceiver()) {
            UUID destination = make("webhook", receiver.address(), marker, Map.of());
            send(marker, 0, 3);
            eventually(() -> receiver.ids().size() == 3 && lag(destination) == 0);
            Place old = ledger.cursor(destination, 1);
            send(marker, 3, 10);
            eventually(() -> receiver.ids().size() == 10 && lag(destination) == 0);

            QuarkusTransaction.requiringNew()
                    .run(() -> sql.update(
                            "update destination_cursor set position = ? where destination_id = ? and stream = 1",
                            List.of(old.position(), destination)));
            send(marker, 10, 12);

            eventually(() -> receiver.ids().equals(recorded(marker)) && receiver.arrived.size() >= 19);
            assertThat(receiver.ids()).hasSize(12);
        }
    }

    @Test
    void aPoisonousRecordAmongThousandsCostsNoOther() throws Exception {
        try (FaultyReceiver receiver = new FaultyReceiver()) {
            receiver.poison = "poison-" + marker;
            UUID destination = make("splunk_hec", receiver.address(), marker, Map.of());
            send(marker, 0, 700);
            send(marker, receiver.poison);
            send(marker, 700, 1_000);

            eventually(() -> receiver.ids().size() == 1_000);
            eventually(() -> letters(destination).size() == 1);
            List<String> expected = new java.util.ArrayList<>(recorded(marker));
            expected.remove(700);
            assertThat(receiver.ids()).isEqualTo(expected);
        }
    }
}
