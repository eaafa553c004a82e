"""Dated national parameters, each with its source: income limits, ceilings, label bounds."""

from prestatieafspraken.normen.load import NormenError
from prestatieafspraken.normen.lookup import Norm, klassen, names, norm, noted
from prestatieafspraken.normen.model import UNVERIFIED, Klassen, UnknownNormError

__all__ = [
    "UNVERIFIED",
    "Klassen",
    "Norm",
    "NormenError",
    "UnknownNormError",
    "klassen",
    "names",
    "norm",
    "noted",
]
