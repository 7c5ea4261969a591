"""Prints the operators that a PaddlePaddle wheel registers: the registrars of its library and the names in its headers.

    python derive-operators.py paddlepaddle.whl > table

Reads the archive only; nothing is loaded.
"""
import re, sys, zipfile

wheel = zipfile.ZipFile(sys.argv[1])
names = {m.decode() for m in re.findall(rb"TouchOpRegistrar_(\w+?)v\x00", wheel.read("paddle/base/libpaddle.so"))}
names |= set(re.findall(r"\b([a-z_0-9]+)\(const", wheel.read("paddle/include/paddle/phi/api/include/api.h").decode()))
names |= set(re.findall(r'"pd_op\.(\w+)"', wheel.read("paddle/include/paddle/fluid/pir/dialect/operator/ir/pd_op.h").decode()))
print(*sorted(names))
