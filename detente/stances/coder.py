"""From statements and events of one article to the stands that they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stances.content_stands import ContentRules
from detente.stances.cue_stands import from_cues
from detente.stances.dating import date
from detente.stances.deeds import from_deeds
from detente.stances.draft import finish, settle, shared
from detente.stances.lexicon import load_stance_words
from detente.stances.red_lines import RedLineRules
from detente.stances.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.actors import ActorMentions
    from detente.issues import IssueHits
    from detente.language.tree import Tree
    from detente.model import Article, Event, Stand
    from detente.stances.lexicon import Lexicon
    from detente.statements import Attributed

__all__ = ["StanceCoder", "load_stance_coder"]


class StanceCoder:
    """Finds the stands of an article.

    Args:
        lexicon: The words that show them.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.content = ContentRules(lexicon)
        self.red_lines = RedLineRules(lexicon)

    def code(
        self,
        tree: Tree,
        actors: ActorMentions,
        issues: IssueHits,
        events: Sequence[Event],
        said: Attributed,
        article: Article,
    ) -> tuple[Stand, ...]:
        """All stands, in order of their wording.

        Each is a showing of a position: what a cue tells ("demanded the release"), what the words said show ("must
        withdraw", "a red line"), what the author tells of a side, or a deed. What no statement and no event dates was
        before the article was published.
        """
        scene = Scene(tree, actors, issues, said, self.lexicon)
        drafts = list(shared(scene, [*self.red_lines.find(scene), *self.content.find(scene)]))
        drafts += from_cues(scene, drafts)
        drafts += from_deeds(scene, events, drafts)
        settled = settle(drafts)
        date(scene, settled, events, article.published)
        stands = dict.fromkeys(finish(scene, draft) for draft in settled)
        return tuple(stands)


def load_stance_coder() -> StanceCoder:
    """A coder over the shipped lexicons.

    Raises:
        DataError: A data file of the part is not well formed.
    """
    return StanceCoder(load_stance_words())
