"""Make what is deployed: a zip for each function, one for each layer, and the template that points at them.

The same source gives the same bytes: entries are sorted, times and modes are fixed, and every dependency is
pinned by its hash. The dependencies are those of Lambda's Python and processor, whatever this machine has.

Where this Python is of Lambda's version, each source has its bytecode beside it: Lambda cannot write it down,
and would compile everything at each cold start. The same Python gives the same bytes.
"""

import hashlib
import marshal
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import MAGIC_NUMBER, source_hash
from pathlib import Path, PurePosixPath

from lyhord import LyhordError, say

ROOT = Path(__file__).parents[2]
PYTHON = "3.13"  # the same as Runtime and Architectures in template.yaml
PLATFORMS = ("manylinux2014_aarch64", "manylinux_2_28_aarch64")  # Amazon Linux 2023 has glibc 2.34

_THIS_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
_UNCHECKED = (1).to_bytes(4, "little")  # PEP 552: believed as it is, whatever times the files have
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest time a zip can hold
_HANDLER = re.compile(r"^      Handler: (\w+)\.handler$", re.MULTILINE)
_UNUSED = "aws_lambda_powertools/event_handler/"  # web requests; a third of the package, imported by nothing
_LICENCE = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)


class BuildError(LyhordError):
    """The artefact cannot be made; the message says what is missing and what to do."""


@dataclass(frozen=True)
class Artefact:
    """A finished zip: `size` in bytes, `sha256` in hex."""

    path: Path
    size: int
    sha256: str


def build(root: Path = ROOT, out: Path | None = None) -> list[Artefact]:
    """Build everything of the checkout `root` into `out` (`root`/build); dependencies only if they changed.

    Raises BuildError when a handler named in the template is missing or a dependency cannot be had.
    """
    out = out or root / "build"
    out.mkdir(parents=True, exist_ok=True)
    template = (root / "template.yaml").read_text("utf-8")
    (out / "template.yaml").write_text(_pointing_at_zips(template), "utf-8")
    functions = _functions(root / "functions", out, re.findall(_HANDLER, template))
    return [*functions, _templates(root, out), _dependencies(root, out)]


def say_whether_compiled() -> None:
    """Tell the operator when the functions will start slowly, and what to do."""
    if _THIS_PYTHON != PYTHON:
        say(
            f"built by Python {_THIS_PYTHON}, Lambda's is {PYTHON}: without compiled files functions start"
            f" slower; where that Python is on this machine, add PYTHON=python{PYTHON} to the make command"
        )


def _pointing_at_zips(template: str) -> str:
    template = re.sub(r"(?m)^ +CodeUri: functions/.*\n", "", template)
    template = re.sub(_HANDLER, lambda found: f"{found[0]}\n      CodeUri: {found[1]}.zip", template)
    return template.replace("ContentUri: build/", "ContentUri: ")


def _functions(source: Path, out: Path, names: Sequence[str]) -> list[Artefact]:
    """A handler's zip: itself, what the handlers share, and everything that thinks."""
    shared = {path.name: path for path in source.glob("*.py") if path.stem not in names}
    shared |= _tree(source / "complaints", "complaints")
    if missing := [name for name in names if not (source / f"{name}.py").is_file()]:
        raise BuildError(f"template.yaml names handlers that are not in {source}: {', '.join(missing)}")
    return [_zip(out / f"{name}.zip", shared | {f"{name}.py": source / f"{name}.py"}) for name in names]


def _templates(root: Path, out: Path) -> Artefact:
    return _zip(out / "templates.zip", _tree(root / "templates", "python/templates"))


def _dependencies(root: Path, out: Path) -> Artefact:
    requirements = root / "functions" / "requirements.txt"
    made_of = (requirements.read_bytes(), Path(__file__).read_bytes(), sys.version.encode())
    recipe = hashlib.sha256(b"".join(made_of)).hexdigest()
    stamp, path = out / ".dependencies", out / "dependencies.zip"
    if path.is_file() and stamp.is_file() and stamp.read_text() == recipe:
        return _artefact(path)
    with tempfile.TemporaryDirectory() as folder:
        _install(requirements, Path(folder))
        files = {f"python/{name}": file for name, file in _tree(Path(folder), "").items() if _is_needed(name)}
        artefact = _zip(path, files)
    stamp.write_text(recipe)
    return artefact


def _install(requirements: Path, folder: Path) -> None:
    platforms = [part for name in PLATFORMS for part in ("--platform", name)]
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-compile",
    ]
    command += ["--require-hashes", "--no-deps", "--only-binary=:all:", "--implementation=cp"]
    command += [f"--python-version={PYTHON}", *platforms]
    done = subprocess.run(
        [*command, f"--target={folder}", f"--requirement={requirements}"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BuildError(f"pip could not fetch what {requirements} asks for:\n{done.stderr.strip()}")


def _is_needed(name: str) -> bool:
    """Code and licences: not a package's own tests, commands, type stubs or the installer's notes."""
    parts = name.split("/")
    if parts[0] == "bin" or "tests" in parts[1:] or name.endswith((".pyi", "py.typed")):
        return False
    if name.startswith(_UNUSED):
        return False
    return not parts[0].endswith(".dist-info") or _LICENCE.search(parts[-1]) is not None


def _tree(folder: Path, prefix: str) -> dict[str, Path]:
    if not folder.is_dir():
        raise BuildError(f"{folder} is missing")
    files = (path for path in folder.rglob("*") if path.is_file())
    named = {path: path.relative_to(folder).as_posix() for path in files if "__pycache__" not in path.parts}
    return {f"{prefix}/{name}" if prefix else name: path for path, name in named.items()}


def _zip(path: Path, files: Mapping[str, Path]) -> Artefact:
    contents = {name: file.read_bytes() for name, file in files.items()}
    if _THIS_PYTHON == PYTHON:
        contents |= dict(_compiled(name, source) for name, source in contents.items() if name.endswith(".py"))
    unfinished = path.with_suffix(".unfinished")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(contents.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # Unix, so that the mode is read
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    shutil.move(unfinished, path)
    return _artefact(path)


def _compiled(name: str, source: bytes) -> tuple[str, bytes]:
    """Where Python looks for the bytecode of a source, and the bytecode."""
    path = PurePosixPath(name)
    code = compile(source, name, "exec", dont_inherit=True, optimize=0)
    pyc = MAGIC_NUMBER + _UNCHECKED + source_hash(source) + marshal.dumps(code)
    return str(path.parent / "__pycache__" / f"{path.stem}.{sys.implementation.cache_tag}.pyc"), pyc


def _artefact(path: Path) -> Artefact:
    content = path.read_bytes()
    return Artefact(path, len(content), hashlib.sha256(content).hexdigest())


def _table(artefacts: Iterable[Artefact]) -> str:
    return "\n".join(f"{a.sha256}  {a.size:>9,} bytes  {a.path.name}" for a in artefacts)


def main() -> int:
    """Build the checkout and print what came of it; 1 and one clear line if that fails."""
    try:
        artefacts = build()
    except BuildError as error:
        say(str(error))
        return 1
    print(_table(artefacts))
    say_whether_compiled()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
