"""What only an office suite reads (.doc, .wps, .rtf, .odt, workbooks in XML): LibreOffice, if it is there, makes a
.docx or .xlsx of it.

What belongs here: finding it and running it so that it does nothing else. What does not: reading what it made (`word`).
"""

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from gidr_pipeline.conversion.kinds import Kind
from gidr_pipeline.conversion.limits import INFLATED, OFFICE_MEMORY, OFFICE_SECONDS
from gidr_pipeline.conversion.model import NotNow, Unconvertible

_NAMES = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
_ADVICE = (
    "This is a file of older Word, WPS, RTF or OpenDocument, which LibreOffice converts; it is not installed here. "
    "Install it (soffice), or save the file as .docx."
)
_MADE = {Kind.WORD: ("docx", "MS Word 2007 XML"), Kind.WORKBOOK: ("xlsx", "Calc MS Excel 2007 XML")}
"""The suffix of what is made, and the name of the filter that makes it."""
_FAILED = "LibreOffice can't convert it{}. Open it, remove a password if it has one, and save it as .docx."
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""
"""No macro runs, no link is followed, and what is fetched all the same finds nothing at the only proxy there is."""


@cache
def suite() -> str | None:
    """Where LibreOffice is, None if it is not there."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def by_office(data: bytes, made_as: Kind) -> bytes:
    """The bytes of a Word file or workbook with what a file of an office suite holds. Raises Unconvertible, NotNow
    where there is no suite."""
    program = suite()
    if program is None:
        raise NotNow("unsupported_type", _ADVICE)
    with tempfile.TemporaryDirectory(prefix="gidr-") as name:
        folder = Path(name)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        suffix, name_of_filter = _MADE[made_as]
        source, made = folder / "source", folder / "made" / f"source.{suffix}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            f"{suffix}:{name_of_filter}",
            "--outdir",
            str(made.parent),
            str(source),
        ]
        _run(command, folder)
        if not made.is_file():
            raise Unconvertible("conversion_failed", _FAILED.format(""))
        return made.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    """Run LibreOffice with limits, in a folder that is its home."""
    environment = {"HOME": str(folder), "TMPDIR": str(folder), "PATH": os.environ.get("PATH", os.defpath)}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, env=environment, start_new_session=True, preexec_fn=_limit
    )
    try:
        process.wait(OFFICE_SECONDS)
    except subprocess.TimeoutExpired as error:
        why = f" within {OFFICE_SECONDS} seconds"
        raise Unconvertible("conversion_failed", _FAILED.format(why)) from error
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # soffice is a script that starts another
        process.wait()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (OFFICE_MEMORY, OFFICE_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (OFFICE_SECONDS, OFFICE_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (INFLATED, INFLATED))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
