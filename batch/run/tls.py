"""TLS with a scheduler: the files must fit, and the other side must be who it should be.

All is tried before dask has a hand in it: dask asks the terminal for the password of a key, tries
a wrong certificate over and over, and calls every cause a time-out.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import stat
from pathlib import Path
from typing import Any, NoReturn

from distributed.security import Security

from prestatieafspraken.batch.run.run import TlsUnusableError
from prestatieafspraken.batch.run.scheduler import Scheduler

MOST_BYTES = 1024 * 1024
"""A certificate or a key takes a few thousand."""

MOST_AUTHORITIES = 8
"""The cluster's own: a root, some between, their successors. The public ones are a hundred and
more, and whoever has a certificate of one of those would be the scheduler: names are not held."""

_EXPIRED, _TOO_EARLY = 10, 9
"""What OpenSSL calls X509_V_ERR_CERT_HAS_EXPIRED and X509_V_ERR_CERT_NOT_YET_VALID."""

_SETTINGS = {
    "tls_ca_file": ("ca", "--tls-ca", "distributed.comm.tls.ca-file"),
    "tls_client_cert": ("cert", "--tls-cert", "distributed.comm.tls.client.cert"),
    "tls_client_key": ("key", "--tls-key", "distributed.comm.tls.client.key"),
}
"""What dask calls each file, what we call it, the option, and the setting of dask."""


class _LockedError(Exception):
    """A key asks for a password."""


def security_of(scheduler: Scheduler, seconds: float) -> Security:
    """Give what dask needs for a secure connection, tried on the scheduler itself.

    TlsUnusableError says what is wrong. A scheduler that does not answer is left to dask to tell.
    """
    given = scheduler.tls
    own = {name: str(getattr(given, ours)) for name, (ours, *_) in _SETTINGS.items() if given}
    try:
        security = Security(require_encryption=True, **own)
        _try_files(security, from_options=given is not None)
        context = security.get_connection_args("client")["ssl_context"]
    except (OSError, ValueError) as error:  # a version of TLS or a cipher that does not exist
        raise TlsUnusableError("de instellingen van dask voor TLS kloppen niet") from error
    if len(context.get_ca_certs()) > MOST_AUTHORITIES:
        raise TlsUnusableError(
            "de lijst van certificaatautoriteiten is te ruim; geef alleen die van het cluster zelf"
        )
    _shake_hands(scheduler, context, seconds)
    return security


def without_tls() -> Security:
    """Give what dask needs for plain tcp (TlsUnusableError where its settings forbid that)."""
    security = Security()
    if security.require_encryption:
        raise TlsUnusableError("de instellingen van dask eisen TLS; geef een adres met tls://")
    return security


def _try_files(security: Security, *, from_options: bool) -> None:
    """Open the three files as OpenSSL does, without a question to the terminal."""
    paths = {}
    for name, (ours, option, setting) in _SETTINGS.items():
        word = option if from_options else setting
        value = getattr(security, name)
        if not value:
            raise TlsUnusableError(f"{word} ontbreekt")
        if "\n" not in value:  # dask also takes the certificate itself
            paths[ours] = _regular(Path(value), word)
    if len(paths) < len(_SETTINGS):
        return
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cafile=paths["ca"])
    except (OSError, ssl.SSLError) as error:
        raise TlsUnusableError(f"{paths['ca']} bevat geen certificaat in PEM") from error
    try:
        context.load_cert_chain(paths["cert"], paths["key"], password=_locked)
    except _LockedError as error:
        raise TlsUnusableError(f"de sleutel {paths['key']} heeft een wachtwoord") from error
    except (OSError, ssl.SSLError) as error:
        why = "zijn geen certificaat en sleutel in PEM die bij elkaar horen"
        raise TlsUnusableError(f"{paths['cert']} en {paths['key']} {why}") from error


def _regular(path: Path, word: str) -> Path:
    """Give the path of a plain file that may be read; a pipe would make us wait for ever."""
    try:
        found = path.stat()
        plain = stat.S_ISREG(found.st_mode) and found.st_size <= MOST_BYTES
        if plain:
            path.open("rb").close()
    except (OSError, ValueError) as error:
        raise TlsUnusableError(f"het bestand {path} bij {word} is niet te lezen") from error
    if not plain:
        raise TlsUnusableError(f"{path} bij {word} is geen gewoon bestand van ten hoogste 1 MB")
    return path


def _locked() -> NoReturn:
    raise _LockedError


def _shake_hands(scheduler: Scheduler, context: ssl.SSLContext, seconds: float) -> None:
    """Do the handshake once; a scheduler speaks first, so by its first byte it took us too."""
    where = (scheduler.host, scheduler.port)
    with contextlib.suppress(TimeoutError, ConnectionRefusedError, socket.gaierror):
        with socket.create_connection(where, timeout=seconds) as plain:
            heard = _first_byte(plain, context)
        if not heard:
            raise TlsUnusableError("de scheduler weigert ons certificaat of werkt zonder TLS")


def _first_byte(plain: socket.socket, context: ssl.SSLContext) -> bytes:
    try:
        with context.wrap_socket(plain) as secure:
            return secure.recv(1)
    except ssl.SSLCertVerificationError as error:
        raise TlsUnusableError(_distrust(error.verify_code)) from error
    except ssl.SSLError as error:
        refused: Any = "ALERT" in (error.reason or "")
        raise TlsUnusableError(
            "de scheduler weigert ons certificaat" if refused else "de scheduler spreekt geen TLS"
        ) from error
    except ConnectionError:
        return b""


def _distrust(code: int) -> str:
    if code == _EXPIRED:
        return "het certificaat van de scheduler is verlopen"
    if code == _TOO_EARLY:
        return "het certificaat van de scheduler geldt nog niet"
    return "het certificaat van de scheduler is niet van de certificaatautoriteit van dit cluster"
