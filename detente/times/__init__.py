"""Times: every expression of time as an interval and the bounds of an unstated publication date."""

from detente.times.finder import TimeFinder, load_time_finder
from detente.times.times import Times

__all__ = ["TimeFinder", "Times", "load_time_finder"]
