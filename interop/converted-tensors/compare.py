"""Loads honest model files with their own libraries and compares every tensor bit by bit with what was converted.

Reads lines {"id", "file", "output", "report"} (output and report may be null) and writes lines {"id", "state", "why"}:
state is exact, different, refused (nothing to convert, and the library finds nothing either), or unloadable.
Loading runs what a file says: only for files that you made yourself.
"""
import collections, io, json, os, pickle, struct, sys, warnings, zipfile

warnings.filterwarnings("ignore")
out = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
import numpy as np

try:
    import torch
except ImportError:
    torch = None
try:
    import joblib
except ImportError:
    joblib = None
try:
    from safetensors import safe_open
except ImportError:
    safe_open = None

LEGACY = b"\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19"
# What was made while walking stays, so that no two things have the same id.
kept = []
reductions = {}
ML = {"bfloat16": "BF16", "float8_e4m3fn": "F8_E4M3", "float8_e5m2": "F8_E5M2"}
NUMPY = {"f2": "F16", "f4": "F32", "f8": "F64", "i1": "I8", "i2": "I16", "i4": "I32", "i8": "I64", "u1": "U8", "u2": "U16", "u4": "U32", "u8": "U64", "b1": "BOOL", "c8": "C64"}
TORCH = {"float64": "F64", "float32": "F32", "float16": "F16", "bfloat16": "BF16", "int64": "I64", "int32": "I32", "int16": "I16", "int8": "I8", "uint8": "U8", "uint16": "U16", "uint32": "U32", "uint64": "U64", "bool": "BOOL", "complex64": "C64", "float8_e4m3fn": "F8_E4M3", "float8_e5m2": "F8_E5M2", "float8_e4m3fnuz": "F8_E4M3FNUZ", "float8_e5m2fnuz": "F8_E5M2FNUZ", "float8_e8m0fnu": "F8_E8M0"}
KEYS = ("state_dict", "model", "model_state_dict", "params")


class Leaf:
    """A tensor that is expected, or one that must be refused (type None)."""

    def __init__(self, path, beside, kind=None, shape=(), data=b"", same=None):
        self.path, self.beside, self.kind, self.shape, self.data, self.same = path, beside, kind, tuple(shape), data, same


def torch_leaf(t, path, beside):
    t = t.detach()
    name = str(t.dtype).removeprefix("torch.")
    if t.layout != torch.strided or t.is_quantized or t.device.type == "meta" or getattr(t, "is_nested", False) or name not in TORCH or t.is_conj() or t.is_neg():
        return Leaf(path, beside)
    dense = t.contiguous().reshape(-1)
    data = b"" if dense.numel() == 0 else dense.view(torch.uint8).numpy().tobytes()
    same = None if dense.numel() == 0 else ("torch", t.data_ptr(), tuple(t.shape), t.stride(), name)
    return Leaf(path, beside, TORCH[name], t.shape, data, same)


def numpy_leaf(a, path, beside):
    kind = (ML.get(a.dtype.name) or NUMPY.get(a.dtype.str[1:])) if a.dtype.names is None else None
    if kind is None or isinstance(a, np.ma.MaskedArray):
        return Leaf(path, beside)
    kept.append(a)
    data = np.ascontiguousarray(a).astype(a.dtype.newbyteorder("<")).tobytes()
    return Leaf(path, beside, kind, a.shape, data, ("numpy", id(a)) if a.size else None)


def reduce(value):
    try:
        reduced = value.__reduce_ex__(4)
    except Exception:
        reduced = ()
    function, arguments, state, items, pairs = ((list(reduced) if isinstance(reduced, tuple) else []) + [None] * 5)[:5]
    return function, arguments, state, list(items or []), list(pairs or [])


def is_plain(key):
    return isinstance(key, (str, int, float, bool, type(None))) and not isinstance(key, np.generic) or isinstance(key, tuple) and all(map(is_plain, key))


def walk(value, path, beside, above, found):
    if torch is not None and isinstance(value, torch.Tensor):
        found.append(torch_leaf(value, path, beside))
        return
    if torch is not None and type(value).__name__ in ("TypedStorage", "_TypedStorage"):
        t = torch.tensor([], dtype=value.dtype)
        found.append(torch_leaf(t.set_(value), path, beside))
        return
    if torch is not None and type(value).__name__ in ("UntypedStorage", "_UntypedStorage"):
        found.append(Leaf(path, beside, "U8", (len(value),), bytes(value.tolist()), ("torch", value.data_ptr(), (len(value),), (1,), "uint8")))
        return
    if isinstance(value, np.ndarray) and not (value.dtype.hasobject and value.dtype.names is None and not isinstance(value, np.ma.MaskedArray)):
        found.append(numpy_leaf(value, path, beside))
        return
    if isinstance(value, (str, bytes, int, float, complex, bool, type, type(None), np.generic, np.dtype)) or id(value) in above:
        return
    if torch is not None and isinstance(value, (torch.Size, torch.dtype, torch.device)):
        return
    above = above | {id(value)}
    kept.append(value)
    go = lambda key, item, aside=beside, base=path: walk(item, base + [str(key)], aside, above, found)
    if isinstance(value, np.ndarray):
        for index, item in enumerate(value.ravel(order="F" if value.flags.f_contiguous and not value.flags.c_contiguous else "C").tolist()):
            go(index, item)
        return
    if torch is not None and isinstance(value, torch.nn.Module) and not isinstance(value, torch.jit.ScriptModule):
        state = value.__dict__
        for name in ("_parameters", "_buffers", "_modules"):
            for key, item in state[name].items():
                go(key, item, beside or (name == "_buffers" and key in state.get("_non_persistent_buffers_set", ())))
        for key, item in state.items():
            if key not in ("_parameters", "_buffers", "_modules"):
                go(key, item, True)
        return
    if type(value) in (dict, collections.OrderedDict, collections.defaultdict):
        for index, (key, item) in enumerate(value.items()):
            go(key if is_plain(key) else index, item)
        for key, item in getattr(value, "__dict__", {}).items():
            go(key, item)
        return
    if type(value) in (list, tuple, set, frozenset, collections.deque):
        for index, item in enumerate(value):
            go(index, item)
        return
    if id(value) not in reductions:
        reductions[id(value)] = reduce(value)
    function, arguments, state, items, pairs = reductions[id(value)]
    if getattr(function, "__name__", "") in ("__newobj__", "__newobj_ex__"):
        arguments = arguments[1:]
    for index, item in enumerate(items):
        go(index, item)
    for key, item in pairs:
        go(key, item)
    if isinstance(state, tuple) and len(state) == 2 and all(part is None or isinstance(part, dict) for part in state):
        state = {**(state[0] or {}), **(state[1] or {})}
    if isinstance(state, dict):
        for key, item in state.items():
            go(key, item)
    elif isinstance(state, (list, tuple)):
        for index, item in enumerate(state):
            go(index, item)
    for index, item in enumerate(arguments or ()):
        go(index, item, beside, path + ["args"])


def expected(root, objects_refused):
    found = []
    arrays = {"": root} if isinstance(root, np.ndarray) else root
    if objects_refused:
        for name, value in arrays.items():
            path = [name] if name else []
            found.append(Leaf(path, False) if value.dtype.hasobject else numpy_leaf(value, path, False))
    else:
        walk(root, [], False, frozenset(), found)
    weights = None
    if isinstance(root, dict):
        weights = next((key for key in KEYS if any(len(leaf.path) > 1 and leaf.path[0] == key for leaf in found)), None)
    inside = [leaf for leaf in found if weights is None or (len(leaf.path) > 1 and leaf.path[0] == weights)]
    if any(not leaf.beside for leaf in inside):
        inside = [leaf for leaf in inside if not leaf.beside]
    tensors, refused = {}, set()
    for leaf in inside:
        name = ".".join(leaf.path if weights is None else leaf.path[1:]) if leaf.path else "tensor"
        if leaf.kind is None or name in tensors:
            refused.add(name)
        else:
            tensors[name] = leaf
    tied, first = {}, {}
    for name in sorted(tensors):
        same = tensors[name].same
        if same is not None and same in first:
            tied[name] = first[same]
        elif same is not None:
            first[same] = name
    return {name: leaf for name, leaf in tensors.items() if name not in tied}, refused, tied


def load(path):
    with open(path, "rb") as file:
        head = file.read(8)
    if head[:6] == b"\x93NUMPY":
        return np.load(path, allow_pickle=True)
    if LEGACY in open(path, "rb").read(64):
        return torch.load(path, map_location="cpu", weights_only=False)
    if zipfile.is_zipfile(path):
        names = zipfile.ZipFile(path).namelist()
        if any(name.endswith("/constants.pkl") for name in names):
            return torch.jit.load(path, map_location="cpu")
        if any(name.endswith("data.pkl") for name in names):
            return torch.load(path, map_location="cpu", weights_only=False)
        with np.load(path, allow_pickle=True) as arrays:
            return {name: arrays[name] for name in arrays.files}
    attempts = []
    if torch is not None:
        attempts.append(lambda: torch.load(path, map_location="cpu", weights_only=False))
    if joblib is not None:
        attempts.append(lambda: joblib.load(path))
    attempts.append(lambda: pickle.load(open(path, "rb")))
    for attempt in attempts:
        try:
            return attempt()
        except Exception as error:
            last = error
    raise last


def written(path):
    """Names to (type, shape, bytes), by the reference implementation and by the bytes themselves."""
    with open(path, "rb") as file:
        data = file.read()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    if safe_open is not None:
        with safe_open(path, framework="np") as file:
            assert set(file.keys()) == set(header)
            for name in file.keys():
                assert tuple(file.get_slice(name).get_shape()) == tuple(header[name]["shape"])
    start = 8 + length
    return {name: (one["dtype"], tuple(one["shape"]), data[start + one["data_offsets"][0] : start + one["data_offsets"][1]]) for name, one in header.items()}


def judge(task):
    kept.clear()
    reductions.clear()
    try:
        root = load(task["file"])
    except Exception as error:
        return "unloadable", f"{type(error).__name__}: {error}"[:200]
    actual = written(task["output"]) if task["output"] else {}
    report = task["report"]
    left_out = {one["name"] for one in report["leftOut"]["first"]} if report else set()
    if torch is not None and isinstance(root, torch.jit.ScriptModule):
        # Attributes that are no parameters and no buffers are in the file too.
        state = root.state_dict()
        for name, tensor in state.items():
            leaf = torch_leaf(tensor, [name], False)
            key = report["tied"].get(name, name) if report else name
            if leaf.kind is None or name in left_out:
                continue
            if actual.get(key) != (leaf.kind, leaf.shape, leaf.data):
                return "different", f"{name} differs"
        return "exact", f"{len(state)} of {len(actual)}"
    objects_refused = task["report"] is not None and task["report"]["source"]["format"] in ("numpy", "npz")
    tensors, refused, tied = expected(root, objects_refused)
    if not report:
        return ("refused" if not tensors and not refused else "different"), f"{len(tensors)} tensors, {len(refused)} refused expected: {sorted(tensors)[:3]}"
    problems = []
    if torch is not None and task["report"]["source"]["format"].startswith("pytorch") and report["tied"] != tied:
        problems.append(f"tied: {sorted(tied.items())[:3]} expected, {sorted(report['tied'].items())[:3]} reported")
    # Arrays are often written twice that are one in memory, and the other way round: all names count.
    actual = {**actual, **{name: actual[first] for name, first in report["tied"].items()}}
    tensors = {**tensors, **{name: tensors[first] for name, first in tied.items()}}
    if set(actual) != set(tensors):
        problems.append(f"names: missing {sorted(set(tensors) - set(actual))[:4]}, more {sorted(set(actual) - set(tensors))[:4]}")
    if left_out != refused and report["leftOut"]["count"] < 1000:
        problems.append(f"left out: missing {sorted(refused - left_out)[:4]}, more {sorted(left_out - refused)[:4]}")
    for name in set(actual) & set(tensors):
        leaf = tensors[name]
        if actual[name] != (leaf.kind, leaf.shape, leaf.data):
            problems.append(f"{name}: {leaf.kind} {leaf.shape} expected, {actual[name][:2]} written, bytes {'equal' if actual[name][2] == leaf.data else 'differ'}")
    return ("exact", f"{len(actual)}") if not problems else ("different", "; ".join(problems[:4]))


for line in sys.stdin:
    task = json.loads(line)
    try:
        state, why = judge(task)
    except Exception as error:
        state, why = "different", f"{type(error).__name__}: {error}"[:300]
    print(json.dumps({"id": task["id"], "state": state, "why": why}), file=out, flush=True)
