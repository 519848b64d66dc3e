"""SubRip and WebVTT: captions put together to the turns of speakers, or to paragraphs of speech."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefgen.errors import Code, ReaderError
from briefgen.readers.content import Content
from briefgen.readers.decoding import decode
from briefgen.readers.stated import primary_language, stated_title

_STAMP = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}")
_HEADER = re.compile(r"WEBVTT(?:[ \t]+[-–—]?[ \t]*(?P<title>[^\n]+))?")
_LANGUAGE = re.compile(r"^Language:\s*([\w-]+)\s*$", re.MULTILINE)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>\n]{1,200})>")
_TAG = re.compile(r"</?[A-Za-z0-9][^<>\n]{0,200}>|\{\\[^{}\n]{0,40}\}")
# "HOLM: …", "Ada Holm (River Party): …", "SPEAKER 2: …", as the analysis knows turns.
_LABEL = re.compile(
    r"(?P<name>[A-Z][\w.'’-]*(?: [A-Z0-9][\w.'’-]*){0,4}(?: ?\([^()]{1,40}\))?):(?=\s|$)"
)
# ">>" and a dash say that somebody else speaks, not who.
_CHANGE = re.compile(r"(?:>{2,3}|[-–—])\s*(?=\S)")
_SOUND = re.compile(r"[\[(♪♫].*[\])♪♫]|[♪♫].*")
_UNHEARD = re.compile(r"inaudible|indistinct|unintelligible|cross-?talk", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
# Speech without speakers: a paragraph ends with a sentence where a pause follows or it has grown
# long, and at a silence wherever that falls.
_PAUSE, _SILENCE = 2.0, 10.0  # seconds
_LONG = 80  # words
_VOICED = "\x00"  # stands between the voice that a caption names and its words
_FLASH = 0.1  # seconds; captions that roll up are repeated for less than that


@dataclass(frozen=True)
class _Caption:
    start: float  # seconds
    end: float
    lines: tuple[str, ...]


@dataclass
class _Turn:
    """What one speaker says without a break; ``speaker`` is None where nobody says who it is."""

    speaker: str | None
    parts: list[str] = field(default_factory=list)

    def text(self) -> str:
        words = " ".join(self.parts)
        return f"{self.speaker}: {words}" if self.speaker and words else words

    def is_long(self) -> bool:
        return sum(len(part.split()) for part in self.parts) >= _LONG

    def ends_sentence(self) -> bool:
        return bool(self.parts) and _SENTENCE_END.search(self.parts[-1]) is not None


def read(data: bytes) -> Content:
    """The speech in a file of captions: paragraphs "NAME: words" where it names its speakers."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    header = _HEADER.match(text)
    captions = list(_captions(text))
    if not captions:
        raise ReaderError(
            "holds no captions with times",
            remedy="export the transcript again",
            code=Code.MALFORMED,
        )
    stated = _LANGUAGE.search(text.split("\n\n", 1)[0]) if header else None
    return Content(
        text="\n\n".join(turn.text() for turn in _turns(captions)),
        title=stated_title(header["title"]) if header else None,
        language=primary_language(stated[1]) if stated else None,
    )


def looks_like_captions(start: str) -> bool:
    """Whether a text begins as WebVTT or as SubRip does."""
    return bool(re.match(rf"\ufeff?(?:WEBVTT\b|\s*\d+[ \t]*\r?\n{_STAMP}[ \t]*-->)", start))


def _captions(text: str) -> Iterator[_Caption]:
    """Captions in the order of the file, without what rolls up a second time."""
    last = ""
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.split("\n")
        place, times = next(
            ((n, found) for n, line in enumerate(lines) if (found := _TIMES.match(line))),
            (0, None),
        )
        if times is None:
            continue  # the header, styles, remarks
        start, end = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
        shown = [line for raw in lines[place + 1 :] for line in _plain(raw) if line]
        if shown and shown[0] == last and (len(shown) > 1 or end - start < _FLASH):
            shown = shown[1:]
        if shown:
            last = shown[-1]
            yield _Caption(start, end, tuple(shown))


def _seconds(stamp: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = stamp
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + float(f"0.{fraction}")


def _plain(line: str) -> list[str]:
    """A line of a caption without markup; each voice in it begins a line of its own."""
    voiced = _VOICE.sub(lambda found: f"\n{found[1].strip()}{_VOICED}", line)
    return [" ".join(html.unescape(_TAG.sub("", part)).split()) for part in voiced.split("\n")]


def _turns(captions: list[_Caption]) -> list[_Turn]:
    turns = [_Turn(None)]
    has_voices = any(_VOICED in line for caption in captions for line in caption.lines)
    ended = captions[0].start
    for caption in captions:
        for number, line in enumerate(caption.lines):
            name, words, changes = _parted(line)
            if _is_sound(words):
                words = ""
            # With voices marked, a caption without one is nobody's.
            if has_voices and number == 0 and not changes:
                changes = turns[-1].speaker is not None
            elif not changes and turns[-1].speaker is None and number == 0:
                changes = _ends_here(turns[-1], caption.start - ended)
            if changes and not (has_voices and name and name == turns[-1].speaker):
                turns.append(_Turn(name))
            if words:
                turns[-1].parts.append(words)
        ended = caption.end
    return [turn for turn in turns if turn.parts]


def _parted(line: str) -> tuple[str | None, str, bool]:
    """Who speaks in a line if it says so, the words, and whether somebody else speaks than did."""
    voice, voiced, words = line.rpartition(_VOICED)
    if voiced:
        return voice, words, True
    change = _CHANGE.match(line)
    rest = line[change.end() :] if change else line
    label = _LABEL.match(rest)
    if label:
        return label["name"], rest[label.end() :].strip(), True
    return None, rest, change is not None


def _is_sound(line: str) -> bool:
    """Whether a line tells what is heard besides speech; speech that was not understood is none."""
    return _SOUND.fullmatch(line) is not None and not _UNHEARD.search(line)


def _ends_here(turn: _Turn, pause: float) -> bool:
    if pause >= _SILENCE:
        return True
    return turn.ends_sentence() and (pause >= _PAUSE or turn.is_long())
