"""The agreements as data: one folder per municipality and year, in files that people can read."""

from prestatieafspraken.afspraken.load import (
    AfsprakenError,
    UnknownAfsprakenError,
    available,
    load,
    load_folder,
)
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.afspraken.sets import OF_PRODUCT, Found, Herkomst, Sources
from prestatieafspraken.dutch.data_faults import Fault

__all__ = [
    "OF_PRODUCT",
    "Afspraken",
    "AfsprakenError",
    "Fault",
    "Found",
    "Herkomst",
    "Sources",
    "UnknownAfsprakenError",
    "available",
    "load",
    "load_folder",
]
