"""Which scheduler a command line names, and what it must bring along."""

from __future__ import annotations

from pathlib import Path

import pytest

from prestatieafspraken.batch.run.scheduler import Tls
from prestatieafspraken.cli.rekenkracht import Executor, scheduler_of
from prestatieafspraken.dutch.user_error import UserError

FILES = (Path("ca.pem"), Path("cert.pem"), Path("key.pem"))
FAR, NEAR = "tls://10.0.0.1:8786", "tcp://127.0.0.1:8786"


def test_three_files_go_with_an_address_of_tls() -> None:
    found = scheduler_of(Executor.DASK, FAR, None, FILES)
    assert found is not None
    assert (found.address, found.tls) == (FAR, Tls(*FILES))
    without = scheduler_of(Executor.DASK, FAR, None, (None, None, None))
    assert without is not None
    assert without.tls is None


@pytest.mark.parametrize(("address", "files"), [(FAR, (*FILES[:2], None)), (NEAR, FILES)])
def test_files_that_do_not_go_with_it_are_refused(
    address: str, files: tuple[Path | None, ...]
) -> None:
    with pytest.raises(UserError) as refused:
        scheduler_of(Executor.DASK, address, None, files)
    assert refused.value.code == "GBR-031"
