"""Dated national parameters, each with its source: income limits, ceilings, label bounds, days."""

from prestatieafspraken.normen.ending import Ending, ending
from prestatieafspraken.normen.load import NormenError
from prestatieafspraken.normen.lookup import (
    Norm,
    called,
    has_lapsed,
    kalender,
    klassen,
    names,
    norm,
    noted,
)
from prestatieafspraken.normen.model import Klassen, NormStatus, UnknownNormError

__all__ = [
    "Ending",
    "Klassen",
    "Norm",
    "NormStatus",
    "NormenError",
    "UnknownNormError",
    "called",
    "ending",
    "has_lapsed",
    "kalender",
    "klassen",
    "names",
    "norm",
    "noted",
]
