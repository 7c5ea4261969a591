"""Prints the table of message fields (number, name, type) that are reachable from root messages of a protobuf module.

    python derive-protobuf.py MODULE:MESSAGE [MODULE:MESSAGE ...]

The published schema is read from the descriptors that the format's own package carries; nothing is loaded or run.
"""
import importlib, sys

TYPES = {1: "double", 2: "float", 3: "int64", 4: "uint64", 5: "int32", 6: "fixed64", 7: "fixed32", 8: "bool", 9: "string",
         12: "bytes", 13: "uint32", 14: "enum", 15: "sfixed32", 16: "sfixed64", 17: "sint32", 18: "sint64"}

def short(descriptor):
    parts = []
    while descriptor is not None:
        parts.append(descriptor.name)
        descriptor = descriptor.containing_type
    return ".".join(reversed(parts))

seen = {}
def visit(descriptor):
    name = short(descriptor)
    if name in seen:
        assert seen[name] is descriptor or seen[name].full_name == descriptor.full_name, (name, descriptor.full_name)
        return
    seen[name] = descriptor
    for field in descriptor.fields:
        if field.message_type is not None:
            visit(field.message_type)

for root in sys.argv[1:]:
    module, message = root.split(":")
    visit(getattr(importlib.import_module(module), message).DESCRIPTOR)
for name, descriptor in seen.items():
    print(name)
    for field in sorted(descriptor.fields, key=lambda f: f.number):
        kind = short(field.message_type) if field.message_type is not None else TYPES[field.type]
        print(f" {field.number} {field.name} {kind}{'*' if field.is_repeated else ''}")
