from __future__ import annotations

import pytest

from detente.language.tokenizer import make_tokenizer, token_ranges

RANGES = token_ranges(make_tokenizer())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S.-Mexico talks", "U.S. - Mexico talks"),
        ("a Franco–German plan", "a Franco – German plan"),
        ("Lt. Col. Diallo", "Lt. Col. Diallo"),
        ("No deal!!", "No deal !!"),
        ("signed.But then", "signed . But then"),
        ("Seoul's envoy’s note", "Seoul 's envoy ’s note"),
        ("they don't and/or won’t", "they do n't and / or wo n’t"),
        ("in the U.S. Then", "in the U.S. Then"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert [text[a:b] for a, b in RANGES(text)] == expected.split()
