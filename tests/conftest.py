"""What all tests share: every run can be repeated from what it printed."""

from __future__ import annotations

import os
import random
import shutil
import tempfile

import pytest
from hypothesis import settings

settings.register_profile("herhaalbaar", print_blob=True)
settings.load_profile("herhaalbaar")


def pytest_configure(config: pytest.Config) -> None:
    """Choose the seed once, so that processes that share the tests have the same."""
    seed = random.SystemRandom().randrange(1_000_000)
    os.environ.setdefault("PRESTATIEAFSPRAKEN_ZAAD", str(seed))
    # The logs of faults that tests make are not to drive out those of whoever runs them, and the
    # key of that user is not theirs.
    os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="toestand-")
    os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the logs and the key that the tests made."""
    shutil.rmtree(os.environ["XDG_STATE_HOME"], ignore_errors=True)


def pytest_report_header(config: pytest.Config) -> str:
    """Tell the seed of the planted faults at the start of the run."""
    return f"planted faults: PRESTATIEAFSPRAKEN_ZAAD={os.environ['PRESTATIEAFSPRAKEN_ZAAD']}"
