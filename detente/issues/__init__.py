"""Issues: what a passage is about, by weighted words and phrases."""

from detente.issues.finder import IssueFinder, IssueHits, load_issue_finder
from detente.issues.trie import PhraseTrie

__all__ = ["IssueFinder", "IssueHits", "PhraseTrie", "load_issue_finder"]
