"""The first stage: the readable paragraphs of an article as one parsed document.

Each paragraph is parsed by itself, so that a heading without a full stop is never glued to the next sentence.
A headline's tail ("… - NYT") is cut off and parsed apart: it says who reports, not what happened.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from polgraph.folding import fold, unowned
from polgraph.model import Article, Paragraph, ParagraphKind, Span
from polgraph.reading.kinds import is_medium

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Token

READABLE: tuple[ParagraphKind, ...] = ("headline", "subheading", "body")
LEAD = 3
"""Sentences of a lead. Coders of events read leads: Phoenix the first four sentences of a story, ICEWS the first six."""
_TAIL = re.compile(r"\s[-–—|]\s(?=\S+(?:\s\S+){0,3}$)")
_SEPARATOR = re.compile(r"\s[-–—|]\s")
_SECTION = re.compile(r"\s\|\s\w+(?:\s[\w&]+){0,2}$")  # before the site's name: "… | World News"
_HOST = re.compile(r"^\w+://(?:www\.)?([^/:]+).*$", re.DOTALL)
_SHORT = 3  # letters of a name that may stand in an address by chance
# What a newsroom puts under an article, in the same paragraph: "ab/cde (AFP, Reuters)", "Author: Ann Bell Editor: Carl Day".
_BYLINE = re.compile(
    r"(?<=[.!?\"”’'])\s+(?:[a-z]{2,4}(?:/[a-z]{2,5})?\s?\([\w .,&-]{2,60}\)|(?:Author|Editor): [^.!?]{3,60}|[A-Z][\w, ]{1,40}\([a-z]{2,4}/[a-z]{2,5}\))\s*$"
)
# The number of a footnote behind a sentence: "by Jan Novak.3 And", which would hide where the sentence ends.
_NOTE = re.compile(r"""(?:(?<=[a-z]{2}[.!?])|(?<=[.!?]["”]))\d{1,2}(?=\s+["“]?[A-Z])""")
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\n": " ", "\r": " ", "\t": " "}
)


@dataclass(frozen=True)
class Chunk:
    """A stretch of text that is parsed by itself. `tail`: the reporting source at the end of a headline."""

    start: int
    end: int
    kind: ParagraphKind
    tail: bool = False


@dataclass(frozen=True)
class Sentence:
    """Token indices `[start, end)` of a sentence and the chunk it stands in."""

    index: int
    start: int
    end: int
    chunk: Chunk


@dataclass(frozen=True, eq=False)
class Document:
    """A parsed article. Token indices run through all its paragraphs; `span` gives offsets in the article."""

    article: Article
    doc: Doc
    starts: tuple[int, ...]
    sentences: tuple[Sentence, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the character offsets of tokens `[start, end)`."""
        return self.starts[start], self._ends[end - 1]

    def text(self, start: int, end: int) -> str:
        """Return the words of tokens `[start, end)` as the article has them."""
        a, b = self.span(start, end)
        return self.article.text[a:b]

    def name(self, start: int, end: int) -> str:
        """Return the words of tokens `[start, end)` as a name: without the ending of a possessor, and the brackets of an editor ("Julian [Assange]")."""
        return unowned(self.text(start, end)).replace("[", "").replace("]", "").strip()

    @cached_property
    def _ends(self) -> list[int]:
        return [start + len(token) for start, token in zip(self.starts, self.doc, strict=True)]

    @cached_property
    def _sentence_of(self) -> list[int]:
        return [s.index for s in self.sentences for _ in range(s.start, s.end)]

    def sentence(self, token: int) -> Sentence:
        """Return the sentence that token number `token` stands in."""
        return self.sentences[self._sentence_of[token]]

    @cached_property
    def lead(self) -> Span:
        """Offsets of what tells the news: headlines and the first `LEAD` sentences of the body."""
        first = [s for s in self.sentences if s.chunk.kind == "body"][:LEAD] or self.sentences
        return (0, self.span(first[-1].start, first[-1].end)[1]) if first else (0, 0)

    @cached_property
    def is_brief(self) -> bool:
        """Is the article nothing but a lead: a headline, a flash, a report of no more than `LEAD` sentences?"""
        return sum(s.chunk.kind == "body" for s in self.sentences) <= LEAD

    def tokens(self, sentence: Sentence) -> Iterator[Token]:
        """Yield the tokens of a sentence."""
        yield from self.doc[sentence.start : sentence.end]

    def sentence_span(self, token: int) -> Span:
        """Return the character offsets of the sentence of token number `token`."""
        sentence = self.sentence(token)
        return self.span(sentence.start, sentence.end)


def chunks(article: Article) -> list[Chunk]:
    """Return the stretches of `article` that are read, in order."""
    paragraphs = article.paragraphs or (Paragraph(start=0, end=len(article.text), kind="body"),)
    found: list[Chunk] = []
    for p in paragraphs:
        words = article.text[p.start : p.end]
        if p.kind not in READABLE or not words.strip():
            continue
        start = p.start + len(words) - len(words.lstrip())
        end = p.start + len(words.rstrip())
        if p is paragraphs[-1] and (byline := _BYLINE.search(article.text[start:end])):
            end = start + byline.start()
        if p.kind == "headline":
            end = start + len(_without_site(article.text[start:end], article))
        cut = _tail(article.text[start:end]) if p.kind == "headline" else None
        if cut:
            found.append(Chunk(start, start + cut.start(), p.kind))
            found.append(Chunk(start + cut.end(), end, p.kind, tail=True))
        else:
            found.append(Chunk(start, end, p.kind))
    return found


def _without_site(headline: str, article: Article) -> str:
    """Return a headline without the tail that is the name of the site itself ("… - The Alpine Courier", "… | World | alpinecourier.example"): who publishes, not who says so."""
    own = {_letters(article.source or ""), _letters(_HOST.sub(r"\1", article.url or ""))} - {""}
    while own and (at := list(_SEPARATOR.finditer(headline))):
        tail = _letters(headline[at[-1].end() :])
        if not any(tail and (tail == name or (len(tail) > _SHORT and tail in name)) for name in own):
            return headline
        headline = _SECTION.sub("", headline[: at[-1].start()].rstrip())
    return headline


def _tail(headline: str) -> re.Match[str] | None:
    """Return where the tail of a headline begins: at most four words, or the name of a newspaper."""
    last = next(reversed(list(_SEPARATOR.finditer(headline))), None)
    return last if last and is_medium(headline[last.end() :]) else _TAIL.search(headline)


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(name)).removeprefix("the")


def build_plain(articles: list[Article], nlp: Language) -> Iterator[Document]:
    """Parse short texts, each a single paragraph, in batches: faster than `build`, for training and tools alone."""
    texts = (a.text.translate(_PLAIN) for a in articles)
    for article, doc in zip(articles, nlp.pipe(texts, batch_size=64), strict=True):
        chunk = Chunk(0, len(article.text), "body")
        sentences = tuple(Sentence(n, s.start, s.end, chunk) for n, s in enumerate(doc.sents))
        yield Document(article, doc, tuple(token.idx for token in doc), sentences)


def _text(words: str, start: int, article: Article, nlp: Language) -> str | Doc:
    """Return the text of a chunk, as tokens where the border of a given mention would fall within one.

    A script without spaces is one token a clause: the given names in it must be tokens of their own.
    """
    ends = {at - start for m in article.mentions or () for at in (m.start, m.end)}
    borders = sorted(at for at in ends if 0 < at < len(words))
    if not borders:
        return words
    doc = nlp.make_doc(words)
    pieces = [_pieces(token, borders) for token in doc]
    return _split(doc, pieces) if any(len(parts) > 1 for parts in pieces) else words


def _pieces(token: Token, borders: list[int]) -> list[str]:
    """Return the words of a token, cut where one of the borders lies within it."""
    inside = borders[bisect_right(borders, token.idx) : bisect_left(borders, token.idx + len(token))]
    ends = [0, *(at - token.idx for at in inside), len(token)]
    return [token.text[a:b] for a, b in pairwise(ends)]


def _split(doc: Doc, pieces: list[list[str]]) -> Doc:
    """Return the document with `pieces` for tokens. What the tokenizer says of whole ones ("n't" is "not") stays."""
    from spacy.tokens import Doc

    words = [word for parts in pieces for word in parts]
    spaces = [
        last and bool(token.whitespace_)
        for token, parts in zip(doc, pieces, strict=True)
        for last in (*[False] * (len(parts) - 1), True)
    ]
    found = Doc(doc.vocab, words=words, spaces=spaces)
    at = 0
    for token, parts in zip(doc, pieces, strict=True):
        if len(parts) == 1:
            found[at].norm_ = token.norm_
        at += len(parts)
    return found


def build(article: Article, nlp: Language) -> Document:
    """Parse `article`."""
    return build_all([article], nlp)[0]


def build_all(articles: Sequence[Article], nlp: Language) -> list[Document]:
    """Parse articles. Their paragraphs are one batch, which is faster: the model reads each as it would alone."""
    parts = [chunks(article) for article in articles]
    texts: list[str | Doc] = []
    for article, its in zip(articles, parts, strict=True):
        plain = _NOTE.sub(lambda m: " " * len(m[0]), article.text.translate(_PLAIN))
        plain = plain.replace(" - ", " – ")  # a dash; the parser takes "Israel - Egypt" for one name
        texts += [_text(plain[c.start : c.end], c.start, article, nlp) for c in its]
    docs = iter(list(nlp.pipe(texts, batch_size=max(1, len(texts)))))
    return [
        _joined(article, its, [next(docs) for _ in its], nlp)
        for article, its in zip(articles, parts, strict=True)
    ]


def _joined(article: Article, parts: list[Chunk], docs: list[Doc], nlp: Language) -> Document:
    """Return the parsed paragraphs of an article as one document."""
    from spacy.tokens import Doc

    starts: list[int] = []
    sentences: list[Sentence] = []
    for chunk, doc in zip(parts, docs, strict=True):
        first = len(starts)
        for sent in doc.sents:
            sentences.append(Sentence(len(sentences), first + sent.start, first + sent.end, chunk))
        starts.extend(chunk.start + token.idx for token in doc)
    whole = Doc.from_docs(docs, ensure_whitespace=True) if docs else nlp.make_doc("")
    return Document(
        article, whole if whole is not None else nlp.make_doc(""), tuple(starts), tuple(sentences)
    )
