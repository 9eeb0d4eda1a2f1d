"""Who is meant: one actor however it is called, and nobody by mistake."""

from __future__ import annotations

from collections.abc import Callable

from reading.conftest import Reading

from polgraph import authority

Read = Callable[..., Reading]


def test_surname_title_office_and_pronoun_are_one(read: Read) -> None:
    r = read(
        "Emmanuel Macron spoke in Paris. Mr Macron said he was calm. The French president left early.",
        published="2024-03-01",
    )
    assert r.mentions("Emmanuel Macron") == ["Emmanuel Macron", "Macron", "he", "The French president"]
    assert len([a for a in r.actors.values() if a.kind == "person"]) == 1


def test_the_holder_is_the_one_of_that_day(read: Read) -> None:
    text = "The US president called the Ukrainian president."
    assert {"Joe Biden", "Volodymyr Zelensky"} <= set(read(text, published="2023-05-01").actors)
    assert {"Barack Obama", "Petro Poroshenko"} <= set(read(text, published="2015-05-01").actors)


def test_an_office_that_nobody_is_known_to_hold_is_a_person_of_this_article(read: Read) -> None:
    r = read("The Ruritanian president met the president of Iceland.", published="1950-01-01", name="one")
    other = read("The Icelandic president slept.", published="1950-01-01", name="two")
    keys = [a.key for x in (r, other) for a in x.extraction.actors if a.kind == "person"]
    assert len(keys) == len(set(keys)), "two articles never share an unnamed office-holder"
    assert all("one" in k or "two" in k for k in keys)


def test_two_people_with_one_surname_stay_two(read: Read) -> None:
    r = read("Hillary Clinton met Bill Clinton. Chelsea Clinton was absent.")
    people = {a.name for a in r.actors.values() if a.kind == "person"}
    assert len(people) == 3


def test_a_surname_that_the_recogniser_takes_for_a_place_is_still_its_person(read: Read) -> None:
    r = read(
        "Dmitri Kosak resigned. Kosak, who is 66, worked with Putin. In 2020 he succeeded Vladislav Surkov."
    )
    assert r.mentions("Dmitri Kosak") == ["Dmitri Kosak", "Kosak", "he"]


def test_a_month_is_no_part_of_a_name(read: Read) -> None:
    r = read("On 2 December Putin received Steve Witkoff.")
    assert set(r.actors) == {"Vladimir Putin", "Steve Witkoff"}


def test_an_unclear_pronoun_stays_unresolved(read: Read) -> None:
    r = read("Sergey Lavrov and Sergei Shoigu arrived. He smiled.")
    assert all("He" not in r.mentions(n) for n in r.actors)


def test_a_pronoun_is_not_the_object_of_its_own_verb(read: Read) -> None:
    r = read("Angela Merkel smiled. Vladimir Putin thanked her.")
    assert "her" in r.mentions("Angela Merkel")


def test_a_lead_announces_whom_the_text_then_names(read: Read) -> None:
    r = read(
        "A longtime confidant of the Belarusian president fled to Poland, the broadcaster said.\n\n"
        "Arkady Samsonov, who managed state farms, fled across the forest in March.",
        published="2024-05-01",
    )
    assert "A longtime confidant" in r.mentions("Arkady Samsonov")
    assert ("Arkady Samsonov", "ALLY_OF", "Alexander Lukashenko") in r.claims


def test_a_lead_announces_nobody_where_two_did_it(read: Read) -> None:
    r = read(
        "A confidant of the Belarusian president fled to Poland.\n\n"
        "Arkady Samsonov, a farmer, fled in March. Igor Belsky, a driver, fled in May.",
        published="2024-05-01",
    )
    assert not any(c[1] == "ALLY_OF" for c in r.claims)


def test_capital_state_and_place(read: Read) -> None:
    r = read("Moscow warned Kyiv on Monday. Steve Witkoff flew to Moscow.")
    assert {"Russia", "Ukraine"} <= set(r.actors)
    assert r.actors["Moscow"].kind == "place"
    assert "Moscow" in r.mentions("Russia")


def test_authorities_and_government_are_the_state_but_a_body_resigns(read: Read) -> None:
    r = read("The Turkish authorities detained a reporter. The Turkish government protested.")
    assert {"the Turkish authorities", "the Turkish government"} <= {
        m.lower().replace("the t", "the T") for m in r.mentions("Turkey")
    }
    resigned = read("The Bulgarian government resigned.")
    assert resigned.actors.get("Bulgaria") is None or "government" not in " ".join(
        resigned.mentions("Bulgaria")
    )


def test_groups_are_anchored_to_a_country_or_stay_with_their_article(read: Read) -> None:
    r = read("Ukrainian and Polish officials met. Two Americans met some officials.", name="groups")
    keys = {a.name: a.key for a in r.actors.values() if a.kind == "group"}
    assert keys["Ukrainian officials"] == "group:UA:officials"
    assert all("groups" in k for n, k in keys.items() if n.startswith(("Two", "some")))


def test_headings_and_first_words_are_nobody(read: Read) -> None:
    r = read(
        "Attempts at peace\n\nRefusal came quickly. Talks failed. Sanctions followed.\n\nReactions abroad\n\nNobody cared."
    )
    assert set(r.actors) == set()


def test_trump_is_a_person_whatever_the_recogniser_says(read: Read) -> None:
    r = read("Trump's envoy Steve Witkoff and Trump's plan were discussed with Donald Trump.")
    assert r.actors["Donald Trump"].kind == "person"
    assert "Trump" not in r.actors


def test_names_in_cyrillic_given_by_the_input_are_linked(reader) -> None:  # type: ignore[no-untyped-def]
    from polgraph.model import Article, GivenMention

    text = "Козак зустрівся з Володимиром Зеленським."
    article = Article(
        id="uk",
        text=text,
        language="uk",
        published="2025-01-01",
        mentions=(GivenMention(start=0, end=5, kind="PER"),),
    )
    extraction = reader.read(article)
    assert [(a.name, a.wikidata) for a in extraction.actors] == [("Dmitry Kozak", "Q714330")]


def test_a_name_in_another_script_is_an_alias(read: Read) -> None:
    assert "Дмитро Козак" in read("Dmitry Kozak left.").actors["Dmitry Kozak"].aliases


def test_aliases_are_never_capitals_offices_or_metonyms(read: Read) -> None:
    r = read(
        "Moscow, the Russian president and the Kremlin were silent. Russia was silent. Vladimir Putin slept."
    )
    for actor in r.actors.values():
        assert (
            not {"Moscow", "the Russian president", "Kremlin", "the Kremlin"}
            & (set(actor.aliases) - {actor.name})
            or actor.name == "Kremlin"
        )


def test_the_key_is_the_qid_or_kind_and_folded_name_and_that_of_the_authoritys_facts(read: Read) -> None:
    r = read("Steve Witkoff, Emmanuel Macron and Zdeněk Dvořáček met.")
    keys = {a.name: a.key for a in r.actors.values()}
    assert keys["Emmanuel Macron"] == r.actors["Emmanuel Macron"].wikidata
    assert keys["Steve Witkoff"] == "person:steve witkoff"
    assert keys["Zdeněk Dvořáček"] == "person:zdenek dvoracek"
    facts = {f.subject_key for f in authority.load().facts()}
    assert {keys["Emmanuel Macron"], keys["Steve Witkoff"]} <= facts


def test_what_is_handed_to_a_capital_reaches_the_state_and_who_travels_there_a_place(read: Read) -> None:
    assert "Syria" in read("Turkey sent an ultimatum to Damascus.").actors
    assert read("Hakan Fidan flew to Damascus.").actors["Damascus"].kind == "place"


def test_who_is_announced_by_a_colon_says_i_after_it_and_we_is_more_than_him(read: Read) -> None:
    text = "Norway marks the day.\n\nSpeaking today, Anna Berg said:\n\nI welcome the decision of Chad.\n\nWe thank France."
    said = read(text).claims
    assert ("Anna Berg", "SUPPORTED", "Chad") in said
    assert ("Anna Berg", "SUPPORTED", "France") not in said


def test_i_after_two_announcements_is_nobody_for_sure(read: Read) -> None:
    text = "Anna Berg said:\n\nThis is good.\n\nJan Novak said:\n\nI welcome the decision of Chad."
    assert not [c for c in read(text).claims if c[1] == "SUPPORTED" and c[2] == "Chad"]


def test_an_office_of_two_words_is_no_name(read: Read) -> None:
    text = "Anna Berg, the UK Special Representative for Chad, spoke to reporters."
    assert {a.name for a in read(text).extraction.actors if a.kind == "person"} == {"Anna Berg"}


def test_he_in_a_quotation_is_not_who_says_it(read: Read) -> None:
    r = read(
        'Emmanuel Macron received Sergey Lavrov on Monday. "He has lied about the treaty," Macron said.',
        published="2022-02-08",
    )
    assert "He" in r.mentions("Sergey Lavrov") and "He" not in r.mentions("Emmanuel Macron")
    r = read(
        'Sergey Lavrov spoke on Monday. "He has lied. He knows it," Lavrov said.', published="2022-02-08"
    )
    assert not {"He"} & {*r.mentions("Sergey Lavrov")}


def test_he_in_words_quoted_in_the_middle_of_a_clause_may_be_who_says_it(read: Read) -> None:
    r = read('Sergey Lavrov said he would "do whatever he must" for peace.', published="2022-02-08")
    assert r.mentions("Sergey Lavrov") == ["Sergey Lavrov", "he", "he"]


def test_a_part_of_the_world_is_no_state_of_a_like_name(read: Read) -> None:
    r = read("Leaders of Latin America met Sergey Lavrov. North America and Central America stayed away.")
    assert "United States" not in r.actors
    assert "United States" in read("America attacked Iran on Monday.").actors


def test_a_foreign_style_before_a_name_is_no_part_of_it(read: Read) -> None:
    r = read(
        "Chancellor Angela Merkel spoke in Berlin. Frau Merkel praised Emmanuel Macron.",
        published="2018-05-01",
    )
    assert "Frau Merkel" not in r.actors and "Angela Merkel" in r.actors
