#!/usr/bin/env python3
"""Second verifier of a ledger, written from the specifications alone (C2SP tlog-tiles, tlog-checkpoint, signed-note,
tlog-cosignature, tlog-proof; RFC 6962; RFC 8032) with Python's standard library: it shares no code with Castellan.

  verify.py DIR VKEY [--checkpoint FILE]...   recompute a whole log; earlier checkpoints must be its beginnings
  verify.py --proof FILE --entry FILE VKEY    judge one tlog-proof

Prints one problem a line; exit 0 verified, 1 not, 2 wrong usage. Ed25519 keys (types 1 and 4) alone: ML-DSA signatures
are not judged here."""
import argparse
import base64
import hashlib
import os
import re
import struct
import sys

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    return P - x if x % 2 != sign else x


def point(data):
    y = int.from_bytes(data, "little")
    x = recover_x(y & ((1 << 255) - 1), y >> 255)
    y &= (1 << 255) - 1
    return None if x is None else (x, y, 1, x * y % P)


def plus(a, b):
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    return ((f - e) * (h - g) % P, (h + g) * (f + e) % P, (h - g) * (h + g) % P, (f - e) * (f + e) % P)


def times(n, a):
    result = (0, 1, 1, 0)
    while n:
        if n & 1:
            result = plus(result, a)
        a = plus(a, a)
        n >>= 1
    return result


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def ed25519(public, message, signature):
    if len(signature) != 64 or len(public) != 32:
        return False
    a, r, s = point(public), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = times(s, BASE), plus(r, times(k, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def tree_root(hashes):
    """RFC 6962, 2.1, level by level: an odd hash at the end of a level goes up as it is."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    level = list(hashes)
    while len(level) > 1:
        pairs = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(level) - len(level) % 2 :]
    return level[0]


def fail(message):
    raise ValueError(message)


def read_key(text):
    name, key_id, material = text.strip().split("+", 2)
    raw = base64.b64decode(material, validate=True)
    if hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4].hex() != key_id:
        fail("the id of the verifier key is not that of its key")
    return name, bytes.fromhex(key_id), raw[0], raw[1:]


def read_checkpoint(data, what):
    text, separator, tail = data.decode("utf-8").rpartition("\n\n")
    lines = text.split("\n")
    if not separator or not tail.endswith("\n") or len(lines) < 3 or "" in lines or not re.fullmatch(r"0|[1-9][0-9]*", lines[1]):
        fail(f"{what} is no checkpoint")
    root = base64.b64decode(lines[2], validate=True)
    if len(root) != 32:
        fail(f"{what} has no root of 32 bytes")
    signatures = []
    for line in tail[:-1].split("\n"):
        dash, name, blob = line.split(" ")
        raw = base64.b64decode(blob, validate=True)
        if dash != "\u2014" or len(raw) < 5:
            fail(f"{what} has a line that is no signature")
        signatures.append((name, raw[:4], raw[4:]))
    return {"origin": lines[0], "size": int(lines[1]), "root": root, "text": text + "\n", "signatures": signatures}


def signed(checkpoint, key):
    """Whether the key signed, and all of its signatures hold."""
    name, key_id, kind, public = key
    found = False
    for signer, signer_id, signature in checkpoint["signatures"]:
        if signer != name or signer_id != key_id:
            continue
        message = checkpoint["text"].encode()
        if kind == 4 and len(signature) == 72:
            message = b"cosignature/v1\ntime %d\n" % struct.unpack(">Q", signature[:8]) + message
            signature = signature[8:]
        elif kind != 1:
            fail(f"keys of type {kind} are not judged here")
        if not ed25519(public, message, signature):
            return False
        found = True
    return found


def tile_path(level, index, width):
    parts = []
    while True:
        parts.insert(0, "%03d" % (index % 1000))
        index //= 1000
        if index == 0:
            break
    path = "/".join(["x" + part for part in parts[:-1]] + parts[-1:])
    return f"tile/{level}/{path}" + ("" if width == 256 else f".p/{width}")


def read_tile(folder, level, index, width, problems):
    """Bytes, and how many items the file holds; a full tile stands for a partial one."""
    for count in dict.fromkeys([width, 256]):
        path = os.path.join(folder, tile_path(level, index, count))
        if os.path.isfile(path):
            with open(path, "rb") as file:
                return file.read(), count
    problems.append(f"{tile_path(level, index, width)} is missing")
    return None, 0


def read_entries(folder, size, problems):
    """Hash of every entry; None where it cannot be read."""
    hashes = []
    for index in range((size + 255) // 256):
        width = min(256, size - 256 * index)
        data, count = read_tile(folder, "entries", index, width, problems)
        found, at = [], 0
        while data is not None and at < len(data):
            if at + 2 > len(data):
                break
            (length,) = struct.unpack(">H", data[at : at + 2])
            if at + 2 + length > len(data):
                break
            found.append(leaf_hash(data[at + 2 : at + 2 + length]))
            at += 2 + length
        if data is not None and (len(found) != count or at != len(data)):
            problems.append(f"{tile_path('entries', index, width)} does not hold {count} entries")
            found = []
        hashes += found[:width] if found else [None] * width
    return hashes


def check_tiles(folder, hashes, problems):
    level = 0
    while hashes:
        above = []
        for index in range((len(hashes) + 255) // 256):
            right = hashes[256 * index : 256 * index + 256]
            data, count = read_tile(folder, level, index, len(right), problems)
            if data is not None and len(data) != 32 * count:
                problems.append(f"{tile_path(level, index, len(right))} has {len(data)} bytes")
            elif data is not None and data[: 32 * len(right)] != b"".join(right):
                problems.append(f"{tile_path(level, index, len(right))} holds other hashes than the entries make")
            if len(right) == 256:
                above.append(tree_root(right))
        hashes, level = above, level + 1


def verify_log(folder, key, earlier):
    problems = []
    try:
        with open(os.path.join(folder, "checkpoint"), "rb") as file:
            checkpoint = read_checkpoint(file.read(), "checkpoint")
    except (OSError, ValueError) as error:
        return [str(error)]
    if checkpoint["origin"] != key[0] or not signed(checkpoint, key):
        problems.append("the checkpoint bears no signature of the key that holds")
    hashes = read_entries(folder, checkpoint["size"], problems)
    if None in hashes:
        return problems + ["the root cannot be recomputed"]
    if tree_root(hashes) != checkpoint["root"]:
        problems.append("the entries do not make the root of the checkpoint")
    check_tiles(folder, hashes, problems)
    for path in earlier:
        try:
            with open(path, "rb") as file:
                before = read_checkpoint(file.read(), path)
        except (OSError, ValueError) as error:
            problems.append(str(error))
            continue
        if before["origin"] != key[0] or not signed(before, key):
            problems.append(f"{path} bears no signature of the key that holds")
        elif before["size"] > checkpoint["size"]:
            problems.append(f"{path} has {before['size']} entries, the log {checkpoint['size']}")
        elif tree_root(hashes[: before["size"]]) != before["root"]:
            problems.append(f"the first {before['size']} entries are not those of {path}")
    return problems


def root_of_path(index, size, node, path):
    """RFC 6962, 2.1.1, from the top down: which half holds the entry says on which side a hash stands."""
    if size == 1:
        return node if not path else fail("the proof has too many hashes")
    if not path:
        fail("the proof has too few hashes")
    split = 1 << (size - 1).bit_length() - 1
    if index < split:
        return node_hash(root_of_path(index, split, node, path[:-1]), path[-1])
    return node_hash(path[-1], root_of_path(index - split, size - split, node, path[:-1]))


def verify_proof(proof, entry, key):
    head, _, tail = proof.partition(b"\n\n")
    lines = head.decode().split("\n")
    if lines[0] != "c2sp.org/tlog-proof@v1":
        return ["the file is no tlog-proof"]
    lines = lines[2:] if len(lines) > 1 and lines[1].startswith("extra ") else lines[1:]
    if not lines or not re.fullmatch(r"index (0|[1-9][0-9]*)", lines[0]):
        return ["the proof has no index"]
    index = int(lines[0][6:])
    path = [base64.b64decode(line, validate=True) for line in lines[1:]]
    checkpoint = read_checkpoint(tail, "the proof's checkpoint")
    if checkpoint["origin"] != key[0] or not signed(checkpoint, key):
        return ["the checkpoint bears no signature of the key that holds"]
    if index >= checkpoint["size"] or root_of_path(index, checkpoint["size"], leaf_hash(entry), path) != checkpoint["root"]:
        return ["the entry is not in the log"]
    return []


def main():
    parser = argparse.ArgumentParser(description="Verifies a tiled transparency log, or one proof.")
    parser.add_argument("words", nargs="+", help="DIR VKEY, or VKEY with --proof")
    parser.add_argument("--checkpoint", action="append", default=[])
    parser.add_argument("--proof")
    parser.add_argument("--entry")
    given = parser.parse_args()
    try:
        key = read_key(given.words[-1])
        if given.proof:
            with open(given.proof, "rb") as proof, open(given.entry, "rb") as entry:
                problems = verify_proof(proof.read(), entry.read(), key)
        else:
            problems = verify_log(given.words[0], key, given.checkpoint)
    except (OSError, ValueError) as error:
        problems = [str(error)]
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


main()
