"""Dated national parameters, each with its source: income limits, ceilings, label bounds, days."""

from prestatieafspraken.normen.load import NormenError
from prestatieafspraken.normen.lookup import Norm, has_lapsed, kalender, klassen, names, norm, noted
from prestatieafspraken.normen.model import Klassen, NormStatus, UnknownNormError

__all__ = [
    "Klassen",
    "Norm",
    "NormStatus",
    "NormenError",
    "UnknownNormError",
    "has_lapsed",
    "kalender",
    "klassen",
    "names",
    "norm",
    "noted",
]
