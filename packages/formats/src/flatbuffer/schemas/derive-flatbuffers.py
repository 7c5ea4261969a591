"""Prints the table of fields of a flatbuffer schema, from .fbs text or from Python accessors that flatc generated.

    python derive-flatbuffers.py SCHEMA.fbs|schema_py_generated.py ROOT

Reads text only. Lines: the name of a table, then its fields by number: number, name, type. Types: u8 … f64, bool,
string, a table, [vector], #n for a structure of n bytes, |Union for the value of a union (its kind is the field before).
"""
import re, sys

SCALARS = {"bool": "bool", "byte": "i8", "ubyte": "u8", "int8": "i8", "uint8": "u8", "short": "i16", "ushort": "u16", "int16": "i16",
           "uint16": "u16", "int": "i32", "uint": "u32", "int32": "i32", "uint32": "u32", "float": "f32", "float32": "f32", "long": "i64",
           "ulong": "u64", "int64": "i64", "uint64": "u64", "double": "f64", "float64": "f64"}
SIZE = {"bool": 1, "i8": 1, "u8": 1, "i16": 2, "u16": 2, "i32": 4, "u32": 4, "f32": 4, "i64": 8, "u64": 8, "f64": 8}
# Unions that Python accessors name after the field only.
ALIASES = {"Details": "QuantizationDetails", "ArraySegments": "SparseIndexVector", "ArrayIndices": "SparseIndexVector"}
tables, unions, enums, structs = {}, {}, {}, {}

def read_fbs(path):
    text = open(path).read()
    for include in re.findall(r'^include "([^"]+)";', text, re.M):
        read_fbs(path.rsplit("/", 1)[0] + "/" + include)
    text = re.sub(r"//[^\n]*|\([^)]*\)", "", text)
    for name, base in re.findall(r"\benum\s+(\w+)\s*:\s*(\w+)", text):
        enums[name] = SCALARS[base]
    for name, body in re.findall(r"\bunion\s+(\w+)[^{]*\{([^}]*)\}", text):
        unions[name] = [item.split(":")[-1].strip().split(".")[-1] for item in body.split(",") if item.strip()]
    for kind, name, body in re.findall(r"\b(struct|table)\s+(\w+)[^{]*\{([^}]*)\}", text):
        fields = [(m[1], m[2].split(".")[-1]) if not m[2].startswith("[") else (m[1], "[" + m[2][1:-1].split(".")[-1] + "]")
                  for m in re.finditer(r"(\w+)\s*:\s*(\[?[\w.]+\]?)", body) ]
        (structs if kind == "struct" else tables)[name] = fields

def kind_of(written):
    vector = written.startswith("[")
    name = written.strip("[]")
    kind = SCALARS.get(name) or enums.get(name)
    if kind is None and name in structs:
        # Naturally aligned; every structure of these schemas has fields of one width.
        widths = [SIZE[kind_of(t)] for _, t in structs[name]]
        kind = "#%d" % (max(widths) * len(widths))
    if kind is None and name in unions:
        kind = "|" + name
    return "[%s]" % (kind or name) if vector else kind or name

def read_python(path):
    text = open(path).read()
    flags = {"Bool": "bool", "Uint8": "u8", "Int8": "i8", "Uint16": "u16", "Int16": "i16", "Uint32": "u32", "Int32": "i32", "Uint64": "u64",
             "Int64": "i64", "Float32": "f32", "Float64": "f64"}
    for name, body in re.findall(r"^class (\w+)\(object\):\n((?:    .*\n|\n)*)", text, re.M):
        if "__slots__" not in body:
            members = re.findall(r"^    (\w+) = (\d+)$", body, re.M)
            unions[name] = [m for m, v in sorted(members, key=lambda x: int(x[1])) if v != "0"]
            continue
        fields = {}
        for method, code in re.findall(r"    def (\w+)\(self[^)]*\):\n((?:        .*\n)+)", body):
            offset = re.search(r"self\._tab\.Offset\((\d+)\)", code)
            if not offset or method.endswith(("Length", "IsNone", "AsNumpy")):
                continue
            scalar = re.search(r"number_types\.(\w+)Flags,", code)
            vector = "self._tab.Vector(" in code
            inner = flags[scalar[1]] if scalar else "string" if "self._tab.String(" in code else "|" + ALIASES.get(method, method) if "self._tab.Union(" in code else re.search(r"obj = (\w+)\(\)", code)[1]
            fields[(int(offset[1]) - 4) // 2] = (re.sub(r"(?<!^)(?=[A-Z])", "_", method).lower(), "[%s]" % inner if vector else inner)
        tables[name] = fields

root = sys.argv[2]
python = sys.argv[1].endswith(".py")
(read_python if python else read_fbs)(sys.argv[1])
lines, seen, open_names, used = [], set(), [root], []
while open_names:
    name = open_names.pop(0)
    if name in seen:
        continue
    seen.add(name)
    lines.append(name)
    if python:
        numbered = [(n, f, k) for n, (f, k) in sorted(tables[name].items())]
    else:
        numbered = []
        for f, t in tables[name]:
            k = kind_of(t)
            if k.startswith("|") or k.startswith("[|"):
                numbered.append((len(numbered), f + "_type", "u8" if k[0] == "|" else "[u8]"))
            numbered.append((len(numbered), f, k))
    for n, f, k in numbered:
        lines.append(f" {n} {f} {k}")
        inner = k.strip("[]")
        if inner.startswith("|"):
            union = inner[1:]
            used.append(union)
            open_names += [m for m in unions[union] if m in tables]
        elif inner in tables:
            open_names.append(inner)
for union in dict.fromkeys(used):
    lines.append("|" + union)
    for number, member in enumerate(unions[union], 1):
        lines.append(f" {number} {member}")
print("\n".join(lines))
