"""Dated national parameters, each with its source: income limits, ceilings, label bounds."""

from prestatieafspraken.normen.lookup import (
    UNVERIFIED,
    Klassen,
    Norm,
    NormError,
    klassen,
    names,
    norm,
    noted,
)

__all__ = ["UNVERIFIED", "Klassen", "Norm", "NormError", "klassen", "names", "norm", "noted"]
