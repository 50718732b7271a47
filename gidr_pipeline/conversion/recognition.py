"""Pictures of lines to characters, each with its chance: the models of RapidOCR, which its wheel brings.

What belongs here: what the models see and say. What does not: where on a page lines and cells are (`pictures`), and
what is believed (`scan`). Nothing is fetched: the models lie beside the program.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

import cv2
import numpy as np
from rapidocr import RapidOCR

from gidr_pipeline.conversion.pictures import Box, Dots

_HEIGHT = 48
"""Dots that a line is high for the model."""
_NARROWEST, _WIDEST = 48, 3200
_STEP = 32
_DOTS_AT_ONCE = 16 * 320
"""Across, of the lines that the model sees at once: what it says of each dot takes memory."""
_SIDE = 800
"""Dots across a page in which lines are looked for."""
LOOK_ALIKES: Mapping[str, str] = {
    "0": "0OoQ〇○ΟО０θ",
    "1": "1lI|丨１Ⅰ︱",
    "2": "2２Z",
    "3": "3３",
    "4": "4４",
    "5": "5５S",
    "6": "6６b",
    "7": "7７",
    "8": "8８B",
    "9": "9９",
    ".": ".．·。",
    ",": ",，、",
    "-": "-—–－一ー―‐",
    "/": "/／∕",
}
"""What a figure may hold, and as what else the model may take each character where there is but one."""


class Read(NamedTuple):
    """Characters, with the chance of each that the model gives it."""

    words: str
    chances: tuple[float, ...]

    @property
    def chance(self) -> float:
        """That of the least certain character."""
        return min(self.chances, default=0.0)


class Recognition:
    """The models, loaded with the first picture that needs them."""

    def lines(self, dots: Dots) -> list[Box]:
        """Where lines of text are on a page."""
        ratio = min(_SIDE / dots.shape[1], 1)
        small = cv2.resize(dots, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)
        found = self._models._load_det_model()(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR)).boxes
        boxes = [] if found is None else [(*each.min(axis=0), *each.max(axis=0)) for each in found]
        return [Box(*(round(float(at) / ratio) for at in box)) for box in boxes]

    def words(self, lines: Sequence[Dots]) -> list[Read]:
        """The characters of lines."""
        return [_said(chances, self._characters) for chances in self._chances(lines)]

    def both(self, lines: Sequence[Dots]) -> list[tuple[Read, Read]]:
        """The characters of lines, and those that they are if they can be nothing but a figure."""
        return [
            (_said(chances, self._characters), _said(self._of_figures(chances), ["", *LOOK_ALIKES]))
            for chances in self._chances(lines)
        ]

    @cached_property
    def _models(self) -> Any:
        return RapidOCR(params={"Global.log_level": "error", "EngineConfig.onnxruntime.intra_op_num_threads": 1})

    @cached_property
    def _characters(self) -> Sequence[str]:
        return ["", *self._models._load_rec_model().postprocess_op.character[1:]]

    @cached_property
    def _classes(self) -> Sequence[Sequence[int]]:
        place = {character: at for at, character in enumerate(self._characters)}
        return [[0], *([place[each] for each in alike if each in place] for alike in LOOK_ALIKES.values())]

    def _of_figures(self, chances: Dots) -> Dots:
        return np.stack([chances[:, numbers].sum(axis=1) for numbers in self._classes], axis=1)

    def _chances(self, lines: Sequence[Dots]) -> Iterator[Dots]:
        """What the model says of each line: the chance of each character at each step along it."""
        session = self._models._load_rec_model().session
        seen = [_seen(line) for line in lines]
        order = sorted(range(len(seen)), key=lambda at: seen[at].shape[2])
        said: dict[int, Dots] = {}
        at = 0
        while at < len(order):
            batch = [order[at]]
            while at + len(batch) < len(order):
                following = order[at + len(batch)]
                if seen[following].shape[2] * (len(batch) + 1) > _DOTS_AT_ONCE:
                    break
                batch.append(following)
            width = seen[batch[-1]].shape[2]
            together = np.zeros((len(batch), 3, _HEIGHT, width), np.float32)
            for row, each in zip(together, batch, strict=True):
                row[:, :, : seen[each].shape[2]] = seen[each]
            said |= zip(batch, session(together), strict=True)
            at += len(batch)
        return (said[at] for at in range(len(lines)))


def _seen(line: Dots) -> Dots:
    """A line as the model takes it, from -1 to 1."""
    high, wide = line.shape
    width = min(max(round(wide * _HEIGHT / high), 8), _WIDEST)
    how = cv2.INTER_AREA if high > _HEIGHT else cv2.INTER_CUBIC
    resized = cv2.resize(line, (width, _HEIGHT), interpolation=how).astype(np.float32) / 127.5 - 1
    padded = np.zeros((3, _HEIGHT, max(-(-width // _STEP) * _STEP, _NARROWEST)), np.float32)
    padded[:, :, :width] = resized
    return padded


def _said(chances: Dots, characters: Sequence[str]) -> Read:
    """The likeliest characters: the same at several steps are one unless the empty one, the first, stands between."""
    best, likely = chances.argmax(axis=1), chances.max(axis=1)
    words, sure = [], []
    for number, steps in groupby(range(len(best)), key=lambda at: best[at]):
        if number:
            words.append(characters[number])
            sure.append(float(max(likely[at] for at in steps)))
    return Read("".join(words), tuple(sure))
