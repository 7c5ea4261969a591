"""Reads {"id", "data", "start", "plain"} a line (data in base64), writes what pickletools says of the stream there.

Nothing is loaded but streams said to be plain whose opcodes, as pickletools reads them, can only make data.
"""
import base64
import io
import json
import pickle
import pickletools
import struct
import sys

MARK = pickletools.markobject
EFFECTS = {
    "GLOBAL", "STACK_GLOBAL", "INST", "OBJ", "REDUCE", "NEWOBJ", "NEWOBJ_EX", "BUILD", "PERSID", "BINPERSID",
    "EXT1", "EXT2", "EXT4", "NEXT_BUFFER", "READONLY_BUFFER",
}  # fmt: skip


def depths(ops):
    """The emulation of pickletools.dis, which does not tell its stack."""
    stack, steps = [], []
    for opcode, _, position in ops:
        before, after = opcode.stack_before, opcode.stack_after
        count = len(before)
        if MARK in before or (opcode.name == "POP" and stack and stack[-1] is MARK):
            while stack and stack[-1] is not MARK:
                stack.pop()
            if stack:
                stack.pop()
            count = before.index(MARK) if MARK in before else 0
        if count:
            del stack[-count:]
        stack.extend(after)
        steps.append("%d@%d:%d" % (ord(opcode.code), position, len(stack)))
    return " ".join(steps)


def canonical(value, path=()):
    if id(value) in path:
        return "@"
    inner = path + (id(value),)
    kind = type(value)
    if value is None:
        return "N"
    if kind is bool:
        return "T" if value else "F"
    if kind is int:
        return "i%d" % value
    if kind is float:
        return "f" + struct.pack(">d", value).hex()
    if kind is str:
        return "s" + value.encode("utf-8", "surrogatepass").hex()
    if kind is bytes:
        return "b" + value.hex()
    if kind is bytearray:
        return "B" + value.hex()
    if kind is dict:
        return "dict(%s)" % ",".join(canonical(part, inner) for pair in value.items() for part in pair)
    items = [canonical(item, inner) for item in value]
    return "%s(%s)" % (kind.__name__, ",".join(sorted(items) if kind in (set, frozenset) else items))


def examine(data, plain):
    try:
        ops = list(pickletools.genops(io.BytesIO(data)))
    except Exception as error:
        return {"read": False, "why": str(error)[:200]}
    answer = {"read": True, "accepted": False, "codes": " ".join("%d@%d" % (ord(op.code), at) for op, _, at in ops)}
    memo = {}
    try:
        pickletools.dis(io.BytesIO(data), out=io.StringIO(), memo=memo)
        answer.update(accepted=True, opcodes=depths(ops), keys=" ".join(map(str, sorted(memo))))
    except Exception as error:
        answer["why"] = str(error)[:200]
    if plain and not any(op.name in EFFECTS for op, _, _ in ops):
        for name, load in (("value", pickle.loads), ("file", lambda data: pickle.load(io.BytesIO(data)))):
            try:
                answer[name] = canonical(load(data))
            except Exception as error:
                answer["why"] = str(error)[:200]
    return answer


sys.set_int_max_str_digits(0) if hasattr(sys, "set_int_max_str_digits") else None
for line in sys.stdin:
    request = json.loads(line)
    result = examine(base64.b64decode(request["data"])[request["start"] :], request["plain"])
    print(json.dumps({"id": request["id"], **result}))
