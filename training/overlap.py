"""What the written test file shares with the written training files: word runs and entity names."""

from __future__ import annotations

from pathlib import Path

from detente.evaluation.treebanks import Sentence, read_marked
from detente.language.decode import spans_of
from detente.language.tokenizer import make_tokenizer, token_ranges

HERE = Path(__file__).parent / "written"
RUN = 6


def main() -> None:
    ranges = token_ranges(make_tokenizer())
    train = [s for p in sorted(HERE.glob("*.txt")) if p.stem != "test_world" for s in read_marked(p, ranges)]
    test = list(read_marked(HERE / "test_world.txt", ranges))
    seen = {run for s in train for run in runs(s)}
    shared = [s for s in test if seen & set(runs(s))]
    print(f"{len(test)} test sentences, {len(shared)} share a run of {RUN} words with training")
    for s in shared:
        print("  ", s.text)
    names = {name for s in train for name in entities(s)}
    mine = [name for s in test for name in entities(s)]
    print(f"{len(mine)} test entities, {sum(n in names for n in mine)} of them with a name that training has too")


def runs(sentence: Sentence) -> list[tuple[str, ...]]:
    words = [word.lower() for word in sentence.words]
    return [tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)]


def entities(sentence: Sentence) -> list[str]:
    return [" ".join(sentence.words[a:b]) for a, b, _ in spans_of(sentence.entities or ())]


if __name__ == "__main__":
    main()
