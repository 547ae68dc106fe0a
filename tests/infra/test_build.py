"""What is deployed: the same bytes for the same source, nothing superfluous, and enough to run."""

import hashlib
import os
import re
import shutil
import site
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from lyhord import build as builder
from lyhord.build import Artefact, BuildError, build
from tests.apart import ROOTS
from tests.lindhoj import ROOT

pytestmark = pytest.mark.local_run
THIS_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
HANDLERS = ("receive_mail", "send_letters", "tick", "follow_up", "show_page", "note_delivery")
# What Lambda's runtime brings: boto3 and what it needs.
RUNTIME = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3", "six.py")


@pytest.fixture(scope="session")
def built() -> dict[str, Artefact]:
    return {artefact.path.stem: artefact for artefact in build()}


@pytest.fixture(scope="session")
def unpacked(built: dict[str, Artefact], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lambda")
    for name, artefact in built.items():
        with zipfile.ZipFile(artefact.path) as archive:
            archive.extractall(folder / name)
    runtime = folder / "runtime"
    runtime.mkdir()
    for name in RUNTIME:
        (runtime / name).symlink_to(
            next(p for p in map(Path, site.getsitepackages()) if (p / name).exists()) / name
        )
    return folder


def names(artefact: Artefact) -> list[str]:
    with zipfile.ZipFile(artefact.path) as archive:
        return archive.namelist()


def small_checkout(folder: Path) -> Path:
    """A checkout of two files a room, with one dependency-free recipe, quick to build."""
    (folder / "functions/complaints").mkdir(parents=True)
    (folder / "templates").mkdir()
    (folder / "template.yaml").write_text(
        "Resources:\n  Tick:\n    Properties:\n      Handler: tick.handler\n"
    )
    (folder / "functions/tick.py").write_text("import wiring\n")
    (folder / "functions/wiring.py").write_text("")
    (folder / "functions/complaints/__init__.py").write_text("")
    (folder / "functions/requirements.txt").write_text("")
    (folder / "templates/hello.txt").write_text("Hej!\n")
    return folder


def test_there_is_a_zip_for_each_handler_and_each_layer(built):
    assert set(built) == {*HANDLERS, "dependencies", "templates"}


@pytest.mark.parametrize("handler", HANDLERS)
def test_a_function_holds_its_handler_what_handlers_share_and_what_thinks(built, handler):
    own = [name for name in names(built[handler]) if not name.startswith("complaints/")]

    assert own == sorted([f"{handler}.py", "wiring.py"])
    assert "complaints/model/__init__.py" in names(built[handler])


def test_nothing_superfluous_is_carried(built):
    for artefact in built.values():
        for name in names(artefact):
            assert not re.search(r"\.pyi$|(^|/)tests?/|/bin/|/event_handler/|/RECORD$|/METADATA$", name), name


def test_compiled_files_are_lambdas_or_none(built):
    for artefact in built.values():
        compiled = {name for name in names(artefact) if name.endswith(".pyc") or "__pycache__" in name}
        sources = [name for name in names(artefact) if name.endswith(".py")]
        assert all(name.endswith(".cpython-313.pyc") for name in compiled)
        assert len(compiled) == (len(sources) if sys.version_info[:2] == (3, 13) else 0)


def test_machine_code_is_for_lambdas_processor_and_python(built):
    libraries = [name for name in names(built["dependencies"]) if name.endswith(".so")]

    assert all("cpython-313-aarch64" in name or "abi3" in name for name in libraries), libraries


def test_every_package_carried_has_its_licence_with_it(built):
    licences = {name.split("/")[1] for name in names(built["dependencies"]) if ".dist-info/" in name}
    pinned = re.findall(
        r"^([\w-]+)==([\w.]+)", (ROOT / "functions/requirements.txt").read_text("utf-8"), re.M
    )

    assert licences == {f"{name.replace('-', '_')}-{version}.dist-info" for name, version in pinned}


def test_the_whole_is_far_below_what_lambda_accepts(built):
    unzipped = sum(
        entry.file_size
        for name in ("receive_mail", "dependencies", "templates")
        for entry in zipfile.ZipFile(built[name].path).infolist()
    )

    assert unzipped < 50_000_000  # the limit is 250 MB, layers included


def test_the_same_source_gives_the_same_bytes_elsewhere_and_later(tmp_path):
    first = build(small_checkout(tmp_path / "one"))
    for path in small_checkout(tmp_path / "two").rglob("*"):
        os.utime(path, (2_000_000_000, 2_000_000_000))
        path.chmod(0o700)
    second = build(tmp_path / "two")

    assert [(a.path.name, a.sha256) for a in first] == [(a.path.name, a.sha256) for a in second]


def test_a_python_of_lambdas_version_lays_bytecode_beside_each_source_and_it_is_believed(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(builder, "PYTHON", THIS_PYTHON)
    root = small_checkout(tmp_path / "source")
    (root / "functions/tick.py").write_text("import complaints\nprint('as it was compiled')\n")
    (tick,) = (artefact for artefact in build(root) if artefact.path.stem == "tick")
    unpacked = tmp_path / "lambda"
    with zipfile.ZipFile(tick.path) as archive:
        archive.extractall(unpacked)
    (unpacked / "tick.py").write_text("print('compiled anew')\n")
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-v", "-c", f"import sys; sys.path += [{str(unpacked)!r}]; import tick"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert len([name for name in names(tick) if name.endswith(".pyc")]) == 3
    assert done.stdout == "as it was compiled\n"
    assert "complaints/__pycache__" in done.stderr  # where -v tells each module was found


def test_bytecode_too_is_the_same_whatever_process_compiled_it(tmp_path):
    code = (
        "import sys; from pathlib import Path; from lyhord import build as b; b.PYTHON = b._THIS_PYTHON;"
        "print([(a.path.name, a.sha256) for a in b.build(Path(sys.argv[1])) if a.path.stem == 'tick'])"
    )
    shutil.copytree(ROOT / "functions/complaints/process", tmp_path / "process")
    told = set()
    for number in ("1", "2"):
        root = small_checkout(tmp_path / number)
        shutil.copytree(tmp_path / "process", root / "functions/complaints/process")
        environment = os.environ | ROOTS | {"PYTHONHASHSEED": number}
        done = subprocess.run(
            [sys.executable, "-c", code, root], env=environment, capture_output=True, text=True, check=True
        )
        told.add(done.stdout)

    assert len(told) == 1


@pytest.mark.parametrize(("version", "told"), [("3.99", "PYTHON=python3.99"), ("", "")])
def test_whoever_builds_without_compiled_files_is_told_so(version, told, monkeypatch, capsys):
    monkeypatch.setattr(builder, "PYTHON", version or THIS_PYTHON)
    builder.say_whether_compiled()

    err = capsys.readouterr().err
    assert told in err
    assert bool(err) == bool(told)


def test_another_word_gives_other_bytes_in_that_zip_alone(tmp_path):
    root = small_checkout(tmp_path)
    before = {a.path.name: a.sha256 for a in build(root)}
    (root / "templates/hello.txt").write_text("Hallå!\n", "utf-8")
    after = {a.path.name: a.sha256 for a in build(root)}

    assert {name for name in before if before[name] != after[name]} == {"templates.zip"}


def test_what_is_printed_is_the_size_and_the_sha256_of_the_file(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(builder, "build", lambda: build(small_checkout(tmp_path)))

    assert builder.main() == 0
    printed = capsys.readouterr().out
    content = (tmp_path / "build/tick.zip").read_bytes()
    assert re.search(
        rf"^{hashlib.sha256(content).hexdigest()} +{len(content)} bytes  tick\.zip$", printed, re.M
    )


def test_the_built_template_points_at_the_zips_beside_it(built):
    text = (ROOT / "build/template.yaml").read_text("utf-8")
    pointed_at = re.findall(r"(?:CodeUri|ContentUri): (\S+)", text)

    assert sorted(pointed_at) == sorted(f"{name}.zip" for name in built)


def test_a_handler_that_is_named_and_missing_is_said_clearly(tmp_path):
    root = small_checkout(tmp_path)
    (root / "functions/tick.py").unlink()

    with pytest.raises(BuildError, match=r"template\.yaml names handlers that are not in .*: tick"):
        build(root)


def test_a_dependency_without_its_hash_is_refused(tmp_path):
    root = small_checkout(tmp_path)
    (root / "functions/requirements.txt").write_text("jinja2==3.1.6\n")

    with pytest.raises(BuildError, match="hash"):
        build(root)
    assert not (root / "build/dependencies.zip").exists()


def test_the_dependencies_fetched_again_are_the_same_bytes(built, tmp_path):
    root = small_checkout(tmp_path)
    shutil.copy(ROOT / "functions/requirements.txt", root / "functions/requirements.txt")
    again = {a.path.stem: a for a in build(root)}

    assert again["dependencies"].sha256 == built["dependencies"].sha256


def lambda_environment(template: dict[str, Any], handler: str) -> dict[str, str]:
    """The variables the template gives that function, each with some value."""
    (function,) = (
        r["Properties"]
        for r in template["Resources"].values()
        if r.get("Properties", {}).get("Handler") == f"{handler}.handler"
    )
    common = template["Globals"]["Function"]["Environment"]["Variables"]
    given = {**common, **function["Environment"]["Variables"]}
    return {
        **dict.fromkeys(given, "x"),
        "POWERTOOLS_LOG_LEVEL": "INFO",
        "AWS_DEFAULT_REGION": "eu-north-1",
    }


def layers(template: dict[str, Any], handler: str) -> list[str]:
    (function,) = (
        r["Properties"]
        for r in template["Resources"].values()
        if r.get("Properties", {}).get("Handler") == f"{handler}.handler"
    )
    both = [*template["Globals"]["Function"]["Layers"], *function.get("Layers", [])]
    return [layer["Ref"].lower() for layer in both]


@pytest.mark.parametrize("handler", HANDLERS)
def test_a_handler_is_imported_with_its_artefact_and_boto3_alone(unpacked, template, handler):
    path = [unpacked / handler, *(unpacked / layer / "python" for layer in layers(template, handler))]
    code = (
        f"import sys; sys.path += {[str(p) for p in [*path, unpacked / 'runtime']]!r}; "
        f"import {handler}; assert callable({handler}.handler)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-W", "error", "-c", code],
        env=lambda_environment(template, handler),
        cwd=unpacked,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
