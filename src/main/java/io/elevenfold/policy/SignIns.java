package io.elevenfold.policy;

import io.elevenfold.platform.Sql;
import io.quarkus.vertx.http.runtime.security.FormAuthenticationEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When and how each account last proved who it is: a signature tells it. */
@ApplicationScoped
class SignIns {

    private final Sql sql;
    private final Clock clock;

    SignIns(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Transactional
    void onForm(@ObservesAsync FormAuthenticationEvent event) {
        sql.update(
                "insert into sign_in (account, method, at) values (?, 'password', ?) on conflict (account) do update set method = excluded.method, at = excluded.at",
                List.of(event.getSecurityIdentity().getPrincipal().getName(), clock.instant()));
    }

    /** Empty when it was not by our own form, or not noted. */
    Optional<SignIn> latest(String account) {
        return sql.first(
                "select method, at from sign_in where account = ?",
                row -> new SignIn(row.getString(1), row.getTimestamp(2).toInstant()),
                List.of(account));
    }

    record SignIn(String method, Instant at) {}
}
