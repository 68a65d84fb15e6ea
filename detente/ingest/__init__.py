"""Ingest: files, folders, feeds and pages become articles, one each, cleaned with reasons and dated with evidence."""

from detente.ingest.article import Origin, article_from_text
from detente.ingest.gather import gather
from detente.ingest.options import IngestOptions

__all__ = ["IngestOptions", "Origin", "article_from_text", "gather"]
