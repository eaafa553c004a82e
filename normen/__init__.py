"""Dated national parameters, each with its source: income limits, ceilings, label bounds, days."""

from prestatieafspraken.normen.load import NormenError
from prestatieafspraken.normen.lookup import Norm, kalender, klassen, names, norm, noted
from prestatieafspraken.normen.model import Klassen, NormStatus, UnknownNormError

__all__ = [
    "Klassen",
    "Norm",
    "NormStatus",
    "NormenError",
    "UnknownNormError",
    "kalender",
    "klassen",
    "names",
    "norm",
    "noted",
]
