"""An archive is the same book in one file, wherever the book is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.domain.errors import EmpowerError
from empower.ledger.archive import archived
from empower.ledger.book import Book
from empower.ledger.create import BookThereError, NoFolderError
from empower.ledger.memory import MemoryStore
from empower.ledger.opening import open_store
from empower.ledger.schema import differences
from empower.ledger.verifying.file import file_flaws
from empower.services.evidence import verified
from empower.services.replay import replayed
from tests.ledger.shop_house import Desk, compiled
from tests.ledger.story import story


def test_an_archive_is_the_same_book(target: str, tmp_path: Path) -> None:
    desk = Desk(open_store(target))
    story(desk)
    copy = tmp_path / "archive" / "copy [1].db"
    copy.parent.mkdir()
    heard: list[int] = []
    with desk.book.reading() as page:
        archived(page.rows, str(copy), heard.append)
    kept = [entry.payload for entry in desk.entries()]
    checkpoint = verified(desk.book, (), rebuild=False, against=None).checkpoint
    desk.book.close()
    assert [file.name for file in copy.parent.iterdir()] == ["copy [1].db"]
    assert heard == list(range(1, len(kept) + 1))
    book = Book(open_store(str(copy)), compiled)
    found = verified(book, (*differences(str(copy)), *file_flaws(str(copy))), rebuild=True, against=checkpoint)
    assert (found.flaws, found.checkpoint) == ((), checkpoint)
    with book.reading() as page:
        assert replayed(page).differing == 0
    book.close()
    again = Desk(open_store(str(copy)), begun=True)
    assert [entry.payload for entry in again.entries()] == kept
    again.book.close()


def test_nothing_is_overwritten_and_nothing_is_left_behind(target: str, tmp_path: Path) -> None:
    desk = Desk(open_store(target))
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "there.db").write_text("mine", encoding="utf-8")
    with desk.book.reading() as page:
        with pytest.raises(BookThereError, match="it is no book"):
            archived(page.rows, str(folder / "there.db"))
        with pytest.raises(NoFolderError):
            archived(page.rows, str(folder / "none" / "copy.db"))

        def stopped(_: int) -> None:
            raise EmpowerError("stopped")

        with pytest.raises(EmpowerError, match="stopped"):
            archived(page.rows, str(folder / "copy.db"), stopped)
    desk.book.close()
    assert [(file.name, file.read_text(encoding="utf-8")) for file in folder.iterdir()] == [("there.db", "mine")]


def test_a_disk_where_a_file_has_one_name_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A memory stick, where copies are likely to be kept, knows no second name for a file."""
    desk = Desk(MemoryStore())
    story(desk)

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    copy = tmp_path / "copy.db"
    with desk.book.reading() as page:
        archived(page.rows, str(copy))
        with pytest.raises(BookThereError, match="a book already"):
            archived(page.rows, str(copy))
    assert [file.name for file in tmp_path.iterdir()] == ["copy.db"]
    again = Desk(open_store(str(copy)), begun=True)
    assert len(again.entries()) == len(desk.entries())
    again.book.close()
