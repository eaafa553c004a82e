"""Where the scheduler of a cluster is, and with what it and we know each other.

Whoever answers as the scheduler runs code on this computer (what comes back is a pickle), so over
a network it must be known: by TLS, with a certificate authority of the cluster's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

_ADDRESS = re.compile(r"(?:(tcp|tls)://)?(\[[0-9a-f:.]+\]|[\w.-]+):(\d{1,5})", re.A | re.I)
"""A scheme, a host and a port; dask would also take `ws://`, which knows no certificates."""


@dataclass(frozen=True, slots=True)
class Tls:
    """The three files in PEM: whom we trust, who we are, and how we prove it."""

    ca: Path
    cert: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Scheduler:
    """One scheduler; without `tls` a secure one is known by the settings of dask."""

    host: str
    port: int
    secure: bool = False
    tls: Tls | None = None

    @property
    def address(self) -> str:
        """The address as dask writes it: `tls://[::1]:8786`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'tls' if self.secure else 'tcp'}://{host}:{self.port}"

    @property
    def is_near(self) -> bool:
        """Whether the address itself says that it is this computer; no name is looked up."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


def scheduler_at(address: str) -> Scheduler:
    """Read an address; without a scheme it is one of tcp (ValueError when it is none)."""
    found = _ADDRESS.fullmatch(address)
    if found is None or not 0 < int(found[3]) < 2**16:
        raise ValueError(address)
    scheme, host, port = found.groups()
    secure = (scheme or "").casefold() == "tls"
    return Scheduler(host.strip("[]").casefold(), int(port), secure)
