"""Prints the operators of the Model Intermediate Language that coremltools knows.

    python derive-operators.py > table
"""
from coremltools.converters.mil.mil.ops.registry import SSAOpRegistry

print(*sorted(set(SSAOpRegistry.core_ops) | set(SSAOpRegistry.dialect_ops)))
