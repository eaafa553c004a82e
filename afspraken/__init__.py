"""The agreements as data: one folder per municipality and year, in files that people can read."""

from prestatieafspraken.afspraken.load import (
    AfsprakenError,
    UnknownAfsprakenError,
    available,
    load,
    load_folder,
)
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.dutch.data_faults import Fault

__all__ = [
    "Afspraken",
    "AfsprakenError",
    "Fault",
    "UnknownAfsprakenError",
    "available",
    "load",
    "load_folder",
]
