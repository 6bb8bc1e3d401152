"""The one door to the compiler: signatures from annotations, machine code kept by source."""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, ForwardRef, TypeVar, cast

import numba
from numba import types

from engine.timetabling.kernels import arrays

Loop = TypeVar("Loop", bound=Callable[..., object])

_KERNELS: list[Any] = []


def _keep_machine_code_by_source() -> None:
    """Keep machine code in a folder named after the source of all kernels.

    The compiler notices a change only in the file a kernel stands in, not in those it calls. A
    folder that it cannot write it does not even read; then a copy serves for this run.
    """
    here = Path(__file__).parent
    source = b"".join(path.read_bytes() for path in sorted(here.glob("*.py")))
    digest = hashlib.sha256(source).hexdigest()[:16]
    base = Path(numba.config.CACHE_DIR) if numba.config.CACHE_DIR else here / "__pycache__"
    folder = base / f"kernels-{digest}"
    numba.config.CACHE_DIR = str(folder if _is_writable(folder) else _copied_for_this_run(folder))


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _copied_for_this_run(folder: Path) -> Path:
    private = Path(tempfile.mkdtemp(prefix="paike-"))
    atexit.register(shutil.rmtree, private, ignore_errors=True)
    with suppress(OSError):  # nothing there, or nothing for us: compiled anew
        shutil.copytree(folder, private, dirs_exist_ok=True)
    return private


_keep_machine_code_by_source()
numba.config.OPT = type(numba.config.OPT)(
    1
)  # compiles in two thirds of the time, and these loops run no slower


def entry(loop: Loop) -> Loop:
    """Mark a loop to be compiled that Python calls."""
    return _marked(loop, called_from_python=True)


def kernel(loop: Loop) -> Loop:
    """Mark a loop to be compiled that only other loops call: it compiles in half the time."""
    return _marked(loop, called_from_python=False)


def _marked(loop: Loop, *, called_from_python: bool) -> Loop:
    """Wrap a loop; what is allocated outside needs no counting of references inside."""
    wrapped = numba.njit(
        cache=True,
        nogil=True,
        error_model="numpy",
        no_cpython_wrapper=not called_from_python,
        no_cfunc_wrapper=True,
        _nrt=False,
    )(loop)
    _KERNELS.append(wrapped)
    return cast(Loop, wrapped)


def compiled() -> Iterator[str]:
    """Compile or load every kernel, in the order they are written; give its name when done."""
    for wrapped in _KERNELS:
        if not wrapped.signatures:
            wrapped.compile(_signature(wrapped.py_func))
            wrapped.disable_compile()
        yield wrapped.py_func.__name__


def _signature(loop: Callable[..., object]) -> Any:
    """The signature that the annotations of a loop spell."""
    names = dict(loop.__annotations__)
    result = _type_of(names.pop("return"))
    return result(*(_type_of(name) for name in names.values()))


@cache
def _type_of(name: str) -> Any:
    """The compiler's type behind a name in an annotation."""
    if name in _PLAIN:
        return _PLAIN[name]
    if name == "Shape":
        return types.UniTuple(types.int64, 4)
    fields = getattr(arrays, name).__annotations__.values()
    names = [field.__forward_arg__ if isinstance(field, ForwardRef) else field for field in fields]
    return types.NamedTuple([_type_of(each) for each in names], getattr(arrays, name))


_PLAIN = {
    "None": types.void,
    "bool": types.boolean,
    "int": types.int64,
    "float": types.float64,
    "Reals": types.float64[::1],
    "Reals2": types.float64[:, ::1],
    "Reals3": types.float64[:, :, ::1],
    "Reals4": types.float64[:, :, :, ::1],
    "Ints": types.int32[::1],
    "Ints2": types.int32[:, ::1],
    "Ints3": types.int32[:, :, ::1],
    "Longs": types.int64[::1],
    "Longs2": types.int64[:, ::1],
    "Bits": types.uint64[::1],
}
