/** Tables of models in ONNX Runtime's own format. Made by `derive-flatbuffers.py ort.fbs InferenceSession`.
 * @see https://github.com/microsoft/onnxruntime/blob/main/onnxruntime/core/flatbuffers/schema/ort.fbs */
export const ONNXRUNTIME_TABLES: string = `InferenceSession
 0 ort_version string
 1 model Model
 2 session_state DeprecatedSessionState
 3 kernel_type_str_resolver KernelTypeStrResolver
Model
 0 ir_version i64
 1 opset_import [OperatorSetId]
 2 producer_name string
 3 producer_version string
 4 domain string
 5 model_version i64
 6 doc_string string
 7 graph Graph
 8 graph_doc_string string
 9 metadata_props [StringStringEntry]
DeprecatedSessionState
 0 kernels DeprecatedKernelCreateInfos
 1 sub_graph_session_states [DeprecatedSubGraphSessionState]
KernelTypeStrResolver
 0 op_kernel_type_str_args [OpIdKernelTypeStrArgsEntry]
OperatorSetId
 0 domain string
 1 version i64
Graph
 0 initializers [Tensor]
 1 node_args [ValueInfo]
 2 nodes [Node]
 3 max_node_index u32
 4 node_edges [NodeEdge]
 5 inputs [string]
 6 outputs [string]
 7 sparse_initializers [SparseTensor]
 8 runtime_optimizations RuntimeOptimizations
StringStringEntry
 0 key string
 1 value string
DeprecatedKernelCreateInfos
 0 node_indices [u32]
 1 kernel_def_hashes [u64]
DeprecatedSubGraphSessionState
 0 graph_id string
 1 session_state DeprecatedSessionState
OpIdKernelTypeStrArgsEntry
 0 op_id string
 1 kernel_type_str_args [KernelTypeStrArgsEntry]
Tensor
 0 name string
 1 doc_string string
 2 dims [i64]
 3 data_type i32
 4 raw_data [u8]
 5 string_data [string]
 6 external_data_offset i64
ValueInfo
 0 name string
 1 doc_string string
 2 type TypeInfo
Node
 0 name string
 1 doc_string string
 2 domain string
 3 since_version i32
 4 index u32
 5 op_type string
 6 type i32
 7 execution_provider_type string
 8 inputs [string]
 9 outputs [string]
 10 attributes [Attribute]
 11 input_arg_counts [i32]
 12 implicit_inputs [string]
NodeEdge
 0 node_index u32
 1 input_edges [#12]
 2 output_edges [#12]
SparseTensor
 0 values Tensor
 1 indices Tensor
 2 dims [i64]
RuntimeOptimizations
 0 records [RuntimeOptimizationRecordContainerEntry]
KernelTypeStrArgsEntry
 0 kernel_type_str string
 1 args [ArgTypeAndIndex]
TypeInfo
 0 denotation string
 1 value_type u8
 2 value |TypeInfoValue
Attribute
 0 name string
 1 doc_string string
 2 type i32
 3 f f32
 4 i i64
 5 s string
 6 t Tensor
 7 g Graph
 8 floats [f32]
 9 ints [i64]
 10 strings [string]
 11 tensors [Tensor]
 12 graphs [Graph]
RuntimeOptimizationRecordContainerEntry
 0 optimizer_name string
 1 runtime_optimization_records [RuntimeOptimizationRecord]
ArgTypeAndIndex
 0 arg_type i8
 1 index u32
TensorTypeAndShape
 0 elem_type i32
 1 shape Shape
SequenceType
 0 elem_type TypeInfo
MapType
 0 key_type i32
 1 value_type TypeInfo
RuntimeOptimizationRecord
 0 action_id string
 1 nodes_to_optimize_indices NodesToOptimizeIndices
 2 produced_nodes [DeprecatedNodeIndexAndKernelDefHash]
 3 produced_op_ids [string]
Shape
 0 dim [Dimension]
NodesToOptimizeIndices
 0 node_indices [u32]
 1 num_inputs u32
 2 num_outputs u32
 3 has_variadic_input bool
 4 has_variadic_output bool
 5 num_variadic_inputs u32
 6 num_variadic_outputs u32
DeprecatedNodeIndexAndKernelDefHash
 0 node_index u32
 1 kernel_def_hash u64
Dimension
 0 value DimensionValue
 1 denotation string
DimensionValue
 0 dim_type i8
 1 dim_value i64
 2 dim_param string
|TypeInfoValue
 1 TensorTypeAndShape
 2 SequenceType
 3 MapType
`;
