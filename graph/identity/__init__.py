"""Who is who across articles: appearances and decisions in, clusters with reasons out."""

from polgraph.identity.appearing import Anchors, appearances
from polgraph.identity.blocking import blocks, components
from polgraph.identity.clustering import cluster
from polgraph.identity.explaining import explain
from polgraph.identity.records import Appearance, Cluster, Clustering, Decision, Judgement, Link, Office

__all__ = [
    "Anchors",
    "Appearance",
    "Cluster",
    "Clustering",
    "Decision",
    "Judgement",
    "Link",
    "Office",
    "appearances",
    "blocks",
    "cluster",
    "components",
    "explain",
]
