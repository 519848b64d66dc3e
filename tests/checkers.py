"""Programs of other people that judge what briefgen writes, and what they find."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
OFFICE = shutil.which("soffice") or ""

needs_browser = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
needs_office = pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")

_RUN_AXE = """axe.run(document, {resultTypes: ["violations"]}).then(found => {
  const told = document.createElement("pre");
  told.id = "found";
  told.textContent = JSON.stringify(
    found.violations.map(v => v.id + ": " + v.nodes.map(n => n.html).join(" ")));
  document.body.append(told);
});"""


def word_faults(file: bytes, folder: Path) -> list[str]:
    """What openxml-audit finds wrong with a Word file."""
    from openxml_audit import OpenXmlValidator

    path = folder / "checked.docx"
    path.write_bytes(file)
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def fields(file: bytes) -> Iterator[str]:
    """The names of all fields in all parts of a Word file: PAGE, REF, DDE, INCLUDETEXT …"""
    with zipfile.ZipFile(BytesIO(file)) as archive:
        for name in archive.namelist():
            if not name.endswith(".xml"):
                continue
            for element in etree.fromstring(archive.read(name)).iter():
                code = (element.text or "") if element.tag == f"{WORD}instrText" else ""
                code = code or element.get(f"{WORD}instr", "")
                if code.split():
                    yield code.split()[0]


def axe_faults(page: bytes, folder: Path, *, dark: bool = False) -> list[str]:
    """What axe finds wrong with a page of HTML, shown in headless Chromium."""
    script = _axe().read_text(encoding="utf-8").replace("</script", "<\\/script")
    within = f"<script>{script}</script><script>{_RUN_AXE}</script></body>".encode()
    path = folder / "checked.html"
    path.write_bytes(page.replace(b"</body>", within))
    shown = _browse("--dump-dom", str(path), dark=dark)
    told = re.search(r'<pre id="found">(.*?)</pre>', shown, re.DOTALL)
    assert told, shown[-500:]
    found: list[str] = json.loads(html.unescape(told[1]))
    return found


def _axe() -> Path:
    spec = find_spec("axe_core_python")
    assert spec and spec.origin
    return Path(spec.origin).parent / "axe.min.js"


def _browse(*arguments: str, dark: bool) -> str:
    with tempfile.TemporaryDirectory() as profile:
        command = [
            CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu",
            f"--user-data-dir={profile}", "--virtual-time-budget=20000",
            f"--blink-settings=preferredColorScheme={int(not dark)}", *arguments,
        ]  # fmt: skip
        return subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=120
        ).stdout


def printed_by_office(file: bytes, folder: Path) -> bytes:
    """The PDF that LibreOffice makes of a Word file."""
    path = folder / "printed.docx"
    path.write_bytes(file)
    profile = (folder / "office").as_uri()
    subprocess.run(
        [OFFICE, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf",
         "--outdir", str(folder), str(path)],
        capture_output=True, check=True, timeout=180,
    )  # fmt: skip
    return path.with_suffix(".pdf").read_bytes()
