"""Names, adjectives, capitals, seats, titles and events."""

from __future__ import annotations

import pytest

from polgraph.authority import load, questions
from polgraph.errors import NotFoundError

authority = load()


@pytest.mark.parametrize(
    "name", ["Dmitry Kozak", "Дмитрий Козак", "Дмитро Козак", "dmitry  KOZAK", "Kozak", "Козак"]
)
def test_a_person_is_met_across_scripts(name: str) -> None:
    assert [p.id for p in authority.person(name)] == ["dmitry-kozak"]


def test_a_shared_surname_stays_ambiguous() -> None:
    assert {p.id for p in authority.person("Clinton")} == {"bill-clinton", "hillary-clinton"}
    assert {p.id for p in authority.person("Johnson")} >= {"boris-johnson", "mike-johnson"}
    assert authority.is_short_name("Johnson")
    assert not authority.is_short_name("Boris Johnson")
    assert authority.person("Zzyzx Nobody") == []


def test_abbreviations_need_their_capitals() -> None:
    assert [o.id for o in authority.organization("NYT")] == ["nyt"]
    assert [o.id for o in authority.organization("the WHO")] == ["who"]
    assert authority.organization("who") == []
    assert authority.country_by_name("us") is None
    us = authority.country_by_name("U.S.")
    assert us is not None
    assert us == authority.country_by_name("US") == authority.country_by_adjective("American")


@pytest.mark.parametrize("word", ["times", "turkey", "poles", "chad", "bush", "may"])
def test_a_word_without_a_capital_is_no_name(word: str) -> None:
    assert (authority.person(word), authority.organization(word), authority.country(word)) == ([], [], None)


def test_a_short_name_of_two_papers_means_neither_alone() -> None:
    assert {o.id for o in authority.organization("The Times")} == {"nyt", "times-london"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Russian", "RU"), ("Russians", "RU"), ("Росія", "RU"), ("Россия", "RU"), ("Russia's", "RU"), ("the Netherlands", "NL"),
        ("Dutch", "NL"), ("Holland", "NL"), ("Briton", "GB"), ("Frenchman", "FR"), ("Poles", "PL"), ("Swede", "SE"), ("DPRK", "KP"),
        ("Norwegian", "NO"), ("Türkiye", "TR"), ("Turkiye", "TR"), ("Burma", "MM"), ("Ukrainians", "UA"), ("Great Britain", "GB"),
    ],
)  # fmt: skip
def test_words_for_states(words: str, code: str) -> None:
    state = authority.country(words)
    assert state is not None
    assert state.code == code


def test_kinds_of_words_for_states_are_told_apart() -> None:
    assert authority.country_by_adjective("Poland") is None
    assert authority.country_by_name("Polish") is None
    assert authority.country_by_demonym("Polish") is None
    assert authority.country("Congolese") is None, "two states have this adjective"


def test_capitals_as_metonyms() -> None:
    kyiv = authority.country_by_capital("Kiev")
    assert kyiv is not None
    assert (kyiv.country, kyiv.clear) == ("UA", True)
    assert kyiv == authority.country_by_capital("Київ")
    brussels = authority.country_by_capital("Brussels")
    assert brussels is not None
    assert not brussels.clear
    assert {"eu", "nato"} < set(brussels.actors)
    small = authority.country_by_capital("Singapore")
    assert small is not None
    assert not small.clear, "the city has the name of its country"
    assert authority.country_by_capital("Odesa") is None


@pytest.mark.parametrize(
    ("name", "body", "country"),
    [
        ("the Kremlin's", "kremlin", "RU"), ("White House", "white-house", "US"), ("Downing Street", "downing-street", "GB"),
        ("Elysee", "elysee", "FR"), ("Bankova", "ua-president-office", "UA"), ("Foggy Bottom", "us-state", "US"),
    ],
)  # fmt: skip
def test_seats_are_institutions(name: str, body: str, country: str) -> None:
    seat = authority.seat(name)
    assert seat is not None
    assert (seat.organization, seat.country) == (body, country)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Minister of Foreign Affairs", "foreign_minister"),
        ("foreign minister", "foreign_minister"),
        ("deputy foreign minister", "deputy_minister"),
        ("deputy economy minister", "deputy_minister"),
        ("spokesman for the foreign minister", "spokesperson"),
        ("deputy head of the presidential administration", "deputy_head"),
        ("head of the presidential administration", "chief_of_staff"),
        ("deputy Kremlin chief of staff", "deputy_chief_of_staff"),
        ("former Ukrainian prime minister", "head_of_government"),
        ("first deputy prime minister", "deputy_head_of_government"),
        ("vice president", "deputy_head_of_state"),
        ("press secretary", "spokesperson"),
        ("US special envoy", "special_envoy"),
        ("adviser to the president", "adviser"),
    ],
)
def test_titles(title: str, role: str) -> None:
    office = authority.role(title)
    assert office is not None
    assert office.role == role


def test_titles_that_another_word_decides() -> None:
    assert authority.role("president-elect") is None
    assert authority.role("of") is None
    head = authority.role("head")
    assert head is not None
    assert not head.normal
    office = authority.role("head", organization=authority.organizations["ua-president-office"])
    assert office is not None
    assert office.role == "chief_of_staff"
    american = authority.role("secretary of state", country="US")
    assert american is not None
    assert american.role == "foreign_minister"
    assert authority.role("secretary of state", country="GB") is None


@pytest.mark.parametrize(
    ("phrase", "event"),
    [
        ("the second day of the full-scale invasion", "full-scale-invasion-of-ukraine"),
        ("after Russia's annexation of Crimea", "annexation-of-crimea"),
        ("the annexation of four Ukrainian regions", "annexation-of-four-regions"),
        ("during the Istanbul talks", "istanbul-talks-2022"),
        ("the direct talks in Istanbul this spring", "istanbul-talks-2025"),
        ("under the Minsk II deal", "minsk-agreements"),
    ],
)
def test_the_longest_name_of_an_event_wins(phrase: str, event: str) -> None:
    found = authority.event(phrase)
    assert found is not None
    assert found.id == event


def test_no_event_in_other_words() -> None:
    assert authority.event("an invasion of privacy") is None
    assert authority.event("") is None


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("محمد بن سلمان", "mohammed-bin-salman"), ("فلاديمير بوتين", "vladimir-putin"), ("نتنياهو", "benjamin-netanyahu"),
        ("普京", "vladimir-putin"), ("习近平", "xi-jinping"),
    ],
)  # fmt: skip
def test_usual_forms_in_arabic_and_chinese_mean_their_people(name: str, who: str) -> None:
    assert [p.id for p in authority.person(name)] == [who]


@pytest.mark.parametrize("name", ["Pujing", "Xijinping", "محمد", "بن سلمان عبد"])
def test_the_sound_of_chinese_characters_and_a_given_name_mean_nobody(name: str) -> None:
    assert authority.person(name) == []


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("عبد الله بن زايد ال نهيان", "abdullah-bin-zayed-al-nahyan"), ("Тамім бін Хамад", "tamim-bin-hamad-al-thani"),
        ("Mohammad bin Rashed", "mohammed-bin-rashid-al-maktoum"), ("Sergej Lawrow", "sergey-lavrov"),
    ],
)  # fmt: skip
def test_what_is_like_a_known_name_is_found_and_said_to_be(name: str, who: str) -> None:
    (found,) = questions.find(name)
    assert found.id == who
    assert found.why is not None and found.why.startswith("like ")
    (exact,) = questions.find(found.name)
    assert (exact.id, exact.why) == (who, None)


@pytest.mark.parametrize("name", ["Odile Marchenoir", "Zelenka", "محمد بن جاسم", "Sergey Lavrentiev"])
def test_who_is_not_like_anybody_known_is_not_found(name: str) -> None:
    with pytest.raises(NotFoundError):
        questions.find(name)
