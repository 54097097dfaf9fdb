"""Small archives and wheels, good and evil."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Mapping


def zipped(files: Mapping[str, bytes], *, links: Mapping[str, str] | None = None) -> bytes:
    """Return a zip of `files`; `links` become symbolic links."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
        for name, target in (links or {}).items():
            link = zipfile.ZipInfo(name)
            link.create_system = 3
            link.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(link, target)
    return kept.getvalue()


def wheel(package: str, version: str, files: Mapping[str, bytes]) -> bytes:
    """Return a wheel that pip accepts, holding `files`."""
    info = f"{package}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n".encode()
    tag = b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    return zipped(
        {**files, f"{info}/METADATA": metadata, f"{info}/WHEEL": tag, f"{info}/RECORD": b""}
    )
