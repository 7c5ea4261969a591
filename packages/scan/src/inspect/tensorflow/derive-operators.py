"""Prints every operator that a TensorFlow build registers.

    python derive-operators.py > table
"""
from tensorflow.core.framework import op_def_pb2
from tensorflow.python.client import pywrap_tf_session

operators = op_def_pb2.OpList()
operators.ParseFromString(pywrap_tf_session.TF_GetBuffer(pywrap_tf_session.TF_GetAllOpList()))
print(*sorted(op.name for op in operators.op))
