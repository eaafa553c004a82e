"""Certificates for the tests: an authority, and who has a certificate of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Pair:
    """A certificate and its key, as files in PEM."""

    cert: Path
    key: Path


class Authority:
    """A certificate authority that keeps everything in one folder."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name
        self._key = ec.generate_private_key(ec.SECP256R1())
        made = _about(name, name, self._key.public_key()).add_extension(
            x509.BasicConstraints(ca=True, path_length=None), critical=True
        )
        self.pem = made.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        self.cert = folder / f"{name}.ca.pem"
        self.cert.write_bytes(self.pem)

    def certify(
        self, who: str, *, years_from_now: float = 0, password: bytes | None = None
    ) -> Pair:
        """Give a certificate that holds for a year, from so many years ago or ahead."""
        key = ec.generate_private_key(ec.SECP256R1())
        start = datetime.now(UTC) - timedelta(hours=1) + years_from_now * YEAR
        made = _about(who, self.name, key.public_key(), start).sign(self._key, hashes.SHA256())
        pair = Pair(self.folder / f"{who}.pem", self.folder / f"{who}.key")
        pair.cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
        locked = (
            serialization.BestAvailableEncryption(password)
            if password
            else serialization.NoEncryption()
        )
        form = serialization.PrivateFormat.PKCS8
        pair.key.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, locked))
        return pair


def _about(
    who: str, issuer: str, key: ec.EllipticCurvePublicKey, start: datetime | None = None
) -> x509.CertificateBuilder:
    begin = start or datetime.now(UTC) - timedelta(hours=1)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(who))
        .issuer_name(_name(issuer))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + YEAR)
    )


def _name(who: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, who)])
