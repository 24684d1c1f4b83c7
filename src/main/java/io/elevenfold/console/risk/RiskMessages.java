package io.elevenfold.console.risk;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the pages about risk say. */
@MessageBundle("msg_risk")
public interface RiskMessages {

    @Message("Risk")
    String risk();

    @Message(
            "What rules found and what was unusual adds up on people, sessions, endpoints, repositories and MCP servers. Half of it is gone after a day; the second hit of the same rule counts a third of the first.")
    String lead();

    @Message("All")
    String all();

    @Message("Show")
    String show();

    @Message(
            "{#when kind}{#is 'person'}Person{#is 'session'}Session{#is 'endpoint'}Endpoint{#is 'repository'}Repository{#else}MCP server{/when}")
    String kind(String kind);

    @Message(
            "{#when kind}{#is 'person'}People{#is 'session'}Sessions{#is 'endpoint'}Endpoints{#is 'repository'}Repositories{#else}MCP servers{/when}")
    String kinds(String kind);

    @Message("Kind")
    String kindOf();

    @Message("Who or what")
    String name();

    @Message("Layers")
    String layers();

    @Message("Latest")
    String latest();

    @Message("Finding")
    String finding();

    @Message("Raised")
    String raised();

    @Message("No risk was added within seven days.")
    String nothing();

    @Message("Nothing is left: what was added is older than seven days.")
    String nothingLeft();

    @Message("Why")
    String source();

    @Message("Layer")
    String layer();

    @Message("Times")
    String times();

    @Message("Proof")
    String proof();

    @Message("Usual:")
    String normal();

    @Message("Seen:")
    String seen();

    @Message("Left now")
    String left();

    @Message("{risk} now, from the terms below")
    String sum(long risk);

    @Message("Findings about risk")
    String findings();

    @Message("How unusual:")
    String unusual();

    @Message("At stake:")
    String atStake();

    @Message("All of the hour")
    String allOfHour();

    @Message("What is at stake")
    String stake();

    @Message(
            "Risk counts by the weight of the endpoint, repository or MCP server that it has to do with, the heaviest of them if several are weighed. The sums show it. What was added before a change keeps its weight.")
    String weightsLead();

    @Message(
            "Now: {#when factor}{#is '0.5'}half{#is '1.5'}one and a half times{#is '2.0'}twice{#else}as elsewhere{/when}.")
    String weighedNow(String factor);

    @Message("{#when factor}{#is '0.5'}Half{#is '1.5'}One and a half times{#is '2.0'}Twice{#else}As elsewhere{/when}")
    String weight(String factor);

    @Message("Weight")
    String factor();

    @Message("Reason")
    String reason();

    @Message("Since")
    String since();

    @Message("Save")
    String save();

    @Message("Nothing is weighed: risk counts alike everywhere.")
    String nothingWeighed();

    @Message("Say what is at stake")
    String weigh();

    @Message("Name")
    String assetName();

    @Message("As agents report it; of an endpoint its hostname or id.")
    String assetNameMore();

    @Message("What was said before")
    String history();
}
