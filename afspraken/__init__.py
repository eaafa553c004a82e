"""The agreements as data: one folder per municipality and year, in files that people can read."""

from prestatieafspraken.afspraken.faults import AfsprakenError, Fault
from prestatieafspraken.afspraken.load import available, load, load_folder
from prestatieafspraken.afspraken.model import Afspraken

__all__ = ["Afspraken", "AfsprakenError", "Fault", "available", "load", "load_folder"]
