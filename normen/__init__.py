"""Dated national parameters, each with its source: income limits, ceilings, label bounds."""

from prestatieafspraken.normen.lookup import Klassen, Norm, NormError, klassen, names, norm, noted

__all__ = ["Klassen", "Norm", "NormError", "klassen", "names", "norm", "noted"]
