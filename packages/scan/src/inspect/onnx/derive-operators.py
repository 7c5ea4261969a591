"""Prints the operators that ONNX defines, by domain, from the schemas of the onnx package (all versions of each).

    python derive-operators.py [ContribOperators.md of onnxruntime] > table

The second source is ONNX Runtime's published list of the operators that it has built in under com.microsoft.
"""
import re, sys
import onnx.defs

by_domain = {}
for schema in onnx.defs.get_all_schemas_with_history():
    by_domain.setdefault(schema.domain or "ai.onnx", set()).add(schema.name)
for path in sys.argv[1:]:
    for line in open(path):
        match = re.match(r'### <a name="(com\.microsoft(?:\.[\w.]+)?)\.(\w+)"', line)
        if match:
            by_domain.setdefault(match[1], set()).add(match[2])
for domain in sorted(by_domain):
    print(domain, *sorted(by_domain[domain]))
