"""Documents inside a .zip, in memory, within limits; names are never used as paths."""

import contextlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from assistant.documents.package import DAMAGED, packed_plainly
from assistant.report import Unusable

MOST_FILES = 2000
MOST_BYTES = 500 * 1024 * 1024
MOST_EACH = 50 * 1024 * 1024


def unpack(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield (name inside, bytes) for each file; raise Unusable where the archive is damaged, locked or too large.

    Of a file larger than any document one byte more than MOST_EACH is read: whoever reads it then says so.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and _wanted(entry)]
            if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise Unusable(f"“{name}”解压后太大或文件太多，请分成几个压缩包再试。")
            for entry in entries:
                if entry.flag_bits & 0x1:
                    raise Unusable(f"“{name}”设了密码，请解密后再试。")
                if not packed_plainly(entry):
                    raise Unusable(f"“{name}”的压缩方法读不了，请用“标准 ZIP”方式重新打包后再试。")
                with archive.open(entry) as stream:
                    yield _decoded(entry), stream.read(min(entry.file_size, MOST_EACH + 1))
    except DAMAGED as error:
        raise Unusable(f"“{name}”不是完整的 .zip 压缩包，请重新打包后再试。") from error


def pack(files: Mapping[str, bytes]) -> bytes:
    """Put files (name → bytes) into a .zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _wanted(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    return not path.name.startswith((".", "~$")) and "__MACOSX" not in path.parts


def _decoded(entry: zipfile.ZipInfo) -> str:
    """The file's name on one line; archives packed by Chinese Windows hold GBK bytes that zipfile takes for cp437."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("gbk")
    name = name.replace("\\", "/")  # Windows packers write backslashes
    return re.sub(r"[\x00-\x1f\x7f\u2028\u2029]", "", name)
