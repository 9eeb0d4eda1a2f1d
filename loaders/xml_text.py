"""XML of anybody: decoded by us, without entities of its own, so that nothing in it can unfold or reach for files."""

from __future__ import annotations

import re

from polgraph.errors import InputError
from polgraph.loaders import decode

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,500}>")
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
_ASIDE = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)


def xml_text(content: bytes) -> str:
    """Return the text of an XML document, without its declaration of encoding and its document type.

    Raises InputError where the bytes are no text, or the document declares entities.
    """
    declared = _DECLARED.match(content[:400])
    encoding = None if declared is None else decode.known(declared[1].decode("ascii"))
    text = decode.decode(content, encoding=encoding if encoding != "utf-16" else None)
    text = _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    text = _DOCTYPE.sub("", text, count=1)
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise InputError(
            "XML with entities or a document type of its own: refused, since these can unfold without end"
        )
    return text


def root(start: bytes) -> str:
    """Return the name of the root element of a document that begins so, in lower case, "" where there is none."""
    words = start[:4096].replace(b"\0", b"").decode("latin-1")
    found = _ROOT.search(_ASIDE.sub("", words))
    return found[1].lower() if found else ""
