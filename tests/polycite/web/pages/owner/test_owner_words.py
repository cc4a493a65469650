"""What stands on the page is text, in the language of the reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from polycite.ask import Asker
from polycite.journal import Feedback
from polycite.last_ingest import write_last_ingest
from polycite.model import ANONYMOUS, LANGUAGES
from polycite.ports import Journal
from polycite.web.pages.rendering import texts
from tests.polycite.web.journals import DECLINED, HOSTILE, asked
from tests.polycite.web.pages.owner.last import INGESTED
from tests.polycite.web.pages.owner.owner_page import owner_page, words
from tests.polycite.web.shelves import QUESTION


def test_what_people_wrote_is_text_and_nothing_else(
    asker: Asker, site: TestClient, journal: Journal, folder: Path
) -> None:
    (bad, _) = asked(asker, journal, f"{QUESTION} {HOSTILE}", f"{DECLINED} {HOSTILE}")
    journal.give(bad, ANONYMOUS, Feedback("down", HOSTILE))
    write_last_ingest(folder, INGESTED)
    page = owner_page(site)
    assert page.tree.xpath("//script|//img|//*[@onerror]|//*[@style]|//style") == []
    assert [row[2] for row in page.rows("feedback")] == [HOSTILE]
    assert all(HOSTILE in page.says(section) for section in ("feedback", "unanswered", "ingest"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_a_caption_and_headings_in_the_language_of_the_page(
    asker: Asker, site: TestClient, journal: Journal, folder: Path, language: str
) -> None:
    (bad, _) = asked(asker, journal, QUESTION, DECLINED)
    journal.give(bad, ANONYMOUS, Feedback("down", "nee"))
    write_last_ingest(folder, INGESTED)
    page = owner_page(site, language)
    assert page.tree.get("lang") == language
    for table in page.tree.xpath("//table"):
        assert words(table.xpath("./caption")[0])
        assert {one.get("scope") for one in table.xpath("./thead//th")} == {"col"}
        assert {one.get("scope") for one in table.xpath("./tbody//th")} == {"row"}
        for row in table.xpath("./tbody/tr"):
            assert [one.get("data-name") for one in row] == [words(one) for one in table.xpath("./thead//th")]
    assert len(page.tree.xpath("//table")) == 4


def test_the_words_of_the_page_are_there_in_every_language() -> None:
    keys = {language: {key for key in texts(language) if key.startswith("owner_")} for language in LANGUAGES}
    assert keys["nl"] == keys["fr"] == keys["en"]
    for key in keys["nl"]:
        holes = {tuple(sorted(part.split("}")[0] for part in texts(one)[key].split("{")[1:])) for one in LANGUAGES}
        assert len(holes) == 1, key
