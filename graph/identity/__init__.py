"""Who is who across articles: appearances and decisions in, clusters with reasons out."""

from polgraph.identity.appearing import Anchors, appearances
from polgraph.identity.blocking import blocks, components
from polgraph.identity.clustering import cluster
from polgraph.identity.events import Part, cluster_events, parts
from polgraph.identity.explaining import explain
from polgraph.identity.occurrences import Occurrence, filed, known_event, occurrences, placed
from polgraph.identity.records import Appearance, Cluster, Clustering, Decision, Judgement, Link, Office

__all__ = [
    "Anchors",
    "Appearance",
    "Cluster",
    "Clustering",
    "Decision",
    "Judgement",
    "Link",
    "Occurrence",
    "Office",
    "Part",
    "appearances",
    "blocks",
    "cluster",
    "cluster_events",
    "components",
    "explain",
    "filed",
    "known_event",
    "occurrences",
    "parts",
    "placed",
]
