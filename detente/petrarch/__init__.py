"""Actor dictionaries of PETRARCH and TABARI, made into a user's `actors:`.

dictionary = read_dictionary(path)
conversion = convert([dictionary], load_directory())
conversion.text()     # YAML for `--extend`
conversion.left       # lines that could not be converted, each with its reason
"""

from __future__ import annotations

from detente.petrarch.conversion import convert
from detente.petrarch.dictionary import Dictionary, read_dictionary
from detente.petrarch.outcome import Conversion

__all__ = ["Conversion", "Dictionary", "convert", "read_dictionary"]
