"""Issues: what a passage is about, by weighted words and phrases."""

from detente.issues.finder import IssueFinder, IssueHits, load_issue_finder

__all__ = ["IssueFinder", "IssueHits", "load_issue_finder"]
