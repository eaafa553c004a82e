"""The container, the compression and the hidden values of a VBA project, against other programs."""

from __future__ import annotations

import random
import subprocess
import sys

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prestatieafspraken.workbook.vba.compound_file import compound_file
from prestatieafspraken.workbook.vba.compression import compress
from prestatieafspraken.workbook.vba.project import class_module, encrypt, standard


def _decompress(data: bytes) -> bytes:
    """Decompress as the specification says, written for this test alone."""
    assert data[0] == 1
    out, at = bytearray(), 1
    while at < len(data):
        header = int.from_bytes(data[at : at + 2], "little")
        end = at + (header & 0xFFF) + 3
        start, at = len(out), at + 2
        assert header & 0x7000 == 0x3000
        if not header & 0x8000:
            out += data[at:end]
            at = end
        while at < end:
            flags, at = data[at], at + 1
            for bit in range(8):
                if at >= end:
                    break
                if not flags >> bit & 1:
                    out.append(data[at])
                    at += 1
                    continue
                token, at = int.from_bytes(data[at : at + 2], "little"), at + 2
                bits = max(4, (len(out) - start - 1).bit_length())
                offset = (token >> (16 - bits)) + 1
                for _ in range((token & (0xFFFF >> bits)) + 3):
                    out.append(out[-offset])
    return bytes(out)


@given(st.text(alphabet="ab €\r\n", max_size=9000))
def test_text_comes_back(text: str) -> None:
    data = text.encode("cp1252")
    assert _decompress(compress(data)) == data


@pytest.mark.parametrize("size", [0, 1, 3, 16, 17, 4095, 4096, 4097, 12288])
def test_sizes_around_the_limits_come_back(size: int) -> None:
    data = bytes(random.Random(size).choice(b"Dim x As String\r\n") for _ in range(size))  # noqa: S311
    assert _decompress(compress(data)) == data
    assert _decompress(compress(b"a" * size)) == b"a" * size


def test_noise_is_stored_and_a_short_piece_of_it_is_refused() -> None:
    noise = random.Random(1).randbytes(4096)  # noqa: S311
    assert _decompress(compress(noise)) == noise
    with pytest.raises(ValueError, match="compressed"):
        compress(noise[:4000])


def test_oletools_decompresses_it() -> None:
    code = (
        "import sys; from oletools.olevba import decompress_stream\n"
        "sys.stdout.buffer.write(decompress_stream(bytearray(sys.stdin.buffer.read())))"
    )
    data = b'Attribute VB_Name = "A"\r\nSub A()\r\n' + b"    x = x + 1\r\n" * 900 + b"End Sub\r\n"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        input=compress(data),
        check=True,
        capture_output=True,
    )
    assert done.stdout == data


@given(st.dictionaries(st.text("abcdXYZ09", min_size=1, max_size=31), st.binary(max_size=9000)))
def test_olefile_reads_back_every_stream(streams: dict[str, bytes]) -> None:
    unique = {name.upper(): content for name, content in streams.items()}
    data = compound_file({"MAP": unique, "LOS": b"x"})
    with olefile.OleFileIO(data, raise_defects=olefile.DEFECT_UNSURE) as found:
        assert {tuple(path) for path in found.listdir()} == {
            ("LOS",),
            *(("MAP", name) for name in unique),
        }
        for name, content in unique.items():
            assert found.openstream(["MAP", name]).read() == content
        assert found.parsing_issues == []


def test_the_hidden_values_are_those_of_the_specification() -> None:
    # The example of MS-OVBA 3.1.6.
    project = "{917DED54-440B-4FD1-A5C1-74ACF261E600}"
    assert encrypt(project, bytes(4), seed=0x07) == "0705D8E3D8EDDBF1DBF1DBF1DBF1"
    assert encrypt(project, bytes(1), seed=0x0E) == "0E0CD1ECDFF4E7F5E7F5E7"
    assert encrypt(project, b"\xff", seed=0x15) == "1517CAF1D6F9D7F9D706"


def test_a_class_loses_the_header_of_its_export() -> None:
    text = (
        'VERSION 1.0 CLASS\r\nBEGIN\r\n  MultiUse = -1\r\nEND\r\nAttribute VB_Name = "K"\r\nx\r\n'
    )
    lines = class_module(text).source.splitlines()
    assert lines[0] == 'Attribute VB_Name = "K"'
    assert lines[1].startswith('Attribute VB_Base = "0{FCFB3D2A-')
    assert lines[2] == "x"


def test_a_module_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="VB_Name"):
        standard("Sub A()\nEnd Sub\n")
