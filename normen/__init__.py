"""Dated national parameters, each with its source: income limits, ceilings, label bounds."""

from prestatieafspraken.normen.load import NormenError
from prestatieafspraken.normen.lookup import Norm, klassen, names, norm, noted
from prestatieafspraken.normen.model import Klassen, NormStatus, UnknownNormError

__all__ = [
    "Klassen",
    "Norm",
    "NormStatus",
    "NormenError",
    "UnknownNormError",
    "klassen",
    "names",
    "norm",
    "noted",
]
