/** Messages of Paddle programs, written after paddle/fluid/framework/framework.proto of PaddlePaddle 2.x and 3.x.
 * @see https://github.com/PaddlePaddle/Paddle/blob/develop/paddle/fluid/framework/framework.proto */
export const PADDLE_TABLE: string = `ProgramDesc
 1 blocks BlockDesc*
 3 op_compatible_map OpCompatibleMap
 4 version Version
 5 op_version_map OpVersionMap
Version
 1 version int64
OpVersionMap
 1 pair OpVersionMap.OpVersionPair*
OpVersionMap.OpVersionPair
 1 op_name string
 2 op_version OpVersion
OpVersion
 1 version int32
OpCompatibleMap
 1 pair OpCompatibleMap.OpCompatiblePair*
 2 default_required_version string
OpCompatibleMap.OpCompatiblePair
 1 op_name string
 2 compatible_info CompatibleInfo
CompatibleInfo
 1 version string
 2 type enum
BlockDesc
 1 idx int32
 2 parent_idx int32
 3 vars VarDesc*
 4 ops OpDesc*
 5 forward_block_idx int32
OpDesc
 1 inputs OpDesc.Var*
 2 outputs OpDesc.Var*
 3 type string
 4 attrs OpDesc.Attr*
 5 is_target bool
OpDesc.Var
 1 parameter string
 2 arguments string*
OpDesc.Attr
 1 name string
 2 type enum
 3 i int32
 4 f float
 5 s string
 6 ints int32*
 7 floats float*
 8 strings string*
 10 b bool
 11 bools bool*
 12 block_idx int32
 13 l int64
 14 blocks_idx int32*
 15 longs int64*
 16 float64s double*
 17 var_name string
 18 vars_name string*
 19 float64 double
 20 scalar Scalar
 21 scalars Scalar*
Scalar
 1 type enum
 2 b bool
 3 i int64
 4 r double
 5 c Complex
Complex
 1 r double
 2 i double
VarDesc
 1 name string
 2 type VarType
 3 persistable bool
 4 need_check_feed bool
 5 is_parameter bool
 6 stop_gradient bool
 7 attrs VarDesc.Attr*
VarDesc.Attr
 1 name string
 2 type enum
 3 i int32
 4 s string
 5 ints int32*
VarType
 1 type enum
 2 selected_rows VarType.TensorDesc
 3 lod_tensor VarType.LoDTensorDesc
 4 tensor_array VarType.LoDTensorDesc
 5 reader VarType.ReaderDesc
 7 tuple VarType.Tuple
 8 string VarType.TensorDesc
 9 strings VarType.TensorDesc
 10 vocab VarType.TensorDesc
 11 sparse_coo VarType.TensorDesc
 12 sparse_csr VarType.TensorDesc
VarType.TensorDesc
 1 data_type enum
 2 dims int64*
VarType.LoDTensorDesc
 1 tensor VarType.TensorDesc
 2 lod_level int32
VarType.ReaderDesc
 1 lod_tensor VarType.LoDTensorDesc*
VarType.Tuple
 1 element_type enum*
`;
