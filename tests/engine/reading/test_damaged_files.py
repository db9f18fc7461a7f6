"""Damaged copies of the foreign samples: nothing is lost, wrong or invented in silence."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from tests.engine.reading.damage import HARMLESS, Damage, damaged, in_order
from tests.engine.reading.harm import HARMFUL
from tests.engine.reading.judging import faults, printed_answers

from jiqun.engine.definition.edition import Edition
from jiqun.engine.reading import read_word
from proofs import times

SAMPLES = Path(__file__).parents[2] / "samples"
FOREIGN = tuple(
    (
        (SAMPLES / f"{name}-外来.docx").read_bytes(),
        json.loads((SAMPLES / f"{name}-外来.json").read_text("utf-8")),
    )
    for name in ("海原肉牛", "贺兰乳制品")
)
BATCHES, FILES = 12, 15  # 180 files of mixed damage, where all are read


@pytest.mark.parametrize("damage", HARMLESS, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("seed", range(2))
def test_harmless_damage_loses_nothing(damage: Damage, seed: int, edition: Edition) -> None:
    file, data = FOREIGN[seed]
    reading = read_word(damaged(file, random.Random(seed), [damage]), edition.main)
    wanted = printed_answers(edition.main, data)
    assert faults(edition.main, edition.main.layout, wanted, reading) == {}


@pytest.mark.parametrize("damage", HARMFUL, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("seed", range(4))
def test_harmful_damage_is_told(damage: Damage, seed: int, edition: Edition) -> None:
    file, data = FOREIGN[seed % 2]
    reading = read_word(damaged(file, random.Random(seed), [damage]), edition.main)
    found = faults(edition.main, edition.main.layout, printed_answers(edition.main, data), reading)
    assert {at: fault for at, fault in found.items() if fault[0] != "told"} == {}


@pytest.mark.proof("damaged")
@pytest.mark.parametrize("batch", range(BATCHES))
def test_mixed_damage_is_told_and_most_answers_are_read(batch: int, edition: Edition) -> None:
    right = total = 0
    for seed in range(batch * FILES, batch * FILES + times("damaged")):
        rng = random.Random(seed)
        damages = rng.sample(HARMLESS, rng.randrange(4)) + rng.sample(HARMFUL, rng.randrange(1, 4))
        rng.shuffle(damages)
        file, data = FOREIGN[seed % 2]
        reading = read_word(damaged(file, rng, in_order(damages)), edition.main)
        wanted = printed_answers(edition.main, data)
        found = faults(edition.main, edition.main.layout, wanted, reading)
        silent = {at: fault for at, fault in found.items() if fault[0] != "told"}
        assert silent == {}, (seed, [damage.__name__ for damage in damages])
        right += len(wanted) - len(found)
        total += len(wanted)
    assert right / total > 0.93
