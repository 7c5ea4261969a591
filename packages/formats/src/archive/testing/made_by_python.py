"""Writes archives and compressed streams of generated data, as the standard library of Python makes them, as JSON lines."""
import base64, bz2, gzip, io, json, lzma, os, random, tarfile, warnings, zipfile, zlib

random.seed(20)
warnings.simplefilter("ignore")


def sample(kind, size):
    if kind == "zeros":
        return bytes(size)
    if kind == "noise":
        return bytes(random.randrange(256) for _ in range(size))
    if kind == "text":
        words = ["tensor", "weight", "bias", "layer", "norm", "attention"]
        return " ".join(random.choice(words) + str(random.randrange(50)) for _ in range(size // 9)).encode()
    # Code of x86: calls with relative addresses.
    return b"".join(bytes([random.choice([0xE8, 0xE9, 0x90])]) + random.randrange(-5000, 5000).to_bytes(4, "little", signed=True) for _ in range(size // 5))


def emit(**fields):
    print(json.dumps({key: base64.b64encode(value).decode() if isinstance(value, bytes) else value for key, value in fields.items()}))


for kind in ["zeros", "noise", "text", "code"]:
    for size in [0, 1, 17, 3000, 70000]:
        data = sample(kind, size)
        emit(codec="zlib", packed=zlib.compress(data, random.randrange(10)), plain=data)
        emit(codec="gzip", packed=gzip.compress(data, random.randrange(1, 10)), plain=data)
        emit(codec="bzip2", packed=bz2.compress(data, random.randrange(1, 10)), plain=data)
        emit(codec="lzma", packed=lzma.compress(data, lzma.FORMAT_ALONE), plain=data)
        for check in [lzma.CHECK_NONE, lzma.CHECK_CRC32, lzma.CHECK_CRC64, lzma.CHECK_SHA256]:
            emit(codec="xz", packed=lzma.compress(data, check=check, preset=random.randrange(7)), plain=data)
        for before in [{"id": lzma.FILTER_DELTA, "dist": random.randrange(1, 257)}, {"id": lzma.FILTER_X86}]:
            filters = [before, {"id": lzma.FILTER_LZMA2, "dict_size": 65536, "lc": random.randrange(4), "lp": random.randrange(2), "pb": random.randrange(5)}]
            emit(codec="xz", packed=lzma.compress(data, filters=filters), plain=data)

for method in [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]:
    for streamed in [False, True]:
        out = io.BytesIO()
        members = {f"folder/member {index} é.bin": sample(random.choice(["text", "noise", "zeros"]), random.randrange(5000)) for index in range(6)}

        class Unseekable:
            def write(self, data):
                return out.write(data)

            def flush(self):
                pass

        with zipfile.ZipFile(Unseekable() if streamed else out, "w", method) as archive:
            for name, data in members.items():
                with archive.open(zipfile.ZipInfo(name), "w", force_zip64=random.random() < 0.5) as member:
                    member._compress_type = method
                    member.write(data)
            archive.comment = b"a comment"
        emit(archive="zip", packed=out.getvalue(), names=list(members), contents=[base64.b64encode(data).decode() for data in members.values()])

for form in [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT]:
    out = io.BytesIO()
    names, contents = [], []
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for index in range(8):
            name = ("long/" * (random.randrange(19) if form == tarfile.USTAR_FORMAT else random.randrange(60))) + f"file{index}" + ("" if form == tarfile.USTAR_FORMAT else "é")
            data = sample("text", random.randrange(3000))
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
            names.append(name)
            contents.append(base64.b64encode(data).decode())
    emit(archive="tar", packed=out.getvalue(), names=names, contents=contents)
