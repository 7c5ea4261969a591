/** Tables of TensorFlow Lite models. Made by `derive-flatbuffers.py schema_py_generated.py Model` with tensorflow-cpu 2.21.0.
 * @see https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs */
export const TFLITE_TABLES: string = `Model
 0 version u32
 1 operator_codes [OperatorCode]
 2 subgraphs [SubGraph]
 3 description string
 4 buffers [Buffer]
 5 metadata_buffer [i32]
 6 metadata [Metadata]
 7 signature_defs [SignatureDef]
 8 external_buffer_groups [ExternalBufferGroup]
 9 external_buffers [ExternalBuffer]
OperatorCode
 0 deprecated_builtin_code i8
 1 custom_code string
 2 version i32
 3 builtin_code i32
SubGraph
 0 tensors [Tensor]
 1 inputs [i32]
 2 outputs [i32]
 3 operators [Operator]
 4 name string
 5 debug_metadata_index i32
Buffer
 0 data [u8]
 1 offset u64
 2 size u64
Metadata
 0 name string
 1 buffer u32
SignatureDef
 0 inputs [TensorMap]
 1 outputs [TensorMap]
 2 signature_key string
 3 key string
 4 subgraph_index u32
ExternalBufferGroup
 0 name string
ExternalBuffer
 0 id u32
 1 group u32
 2 offset u64
 3 length u64
 4 packing string
Tensor
 0 shape [i32]
 1 type i8
 2 buffer u32
 3 name string
 4 quantization QuantizationParameters
 5 is_variable bool
 6 sparsity SparsityParameters
 7 shape_signature [i32]
 8 has_rank bool
 9 variant_tensors [VariantSubType]
 10 external_buffer u32
Operator
 0 opcode_index u32
 1 inputs [i32]
 2 outputs [i32]
 3 builtin_options_type u8
 4 builtin_options |BuiltinOptions
 5 custom_options [u8]
 6 custom_options_format i8
 7 mutating_variable_inputs [bool]
 8 intermediates [i32]
 9 large_custom_options_offset u64
 10 large_custom_options_size u64
 11 builtin_options2_type u8
 12 builtin_options2 |BuiltinOptions2
 13 debug_metadata_index i32
TensorMap
 0 name string
 1 tensor_index u32
QuantizationParameters
 0 min [f32]
 1 max [f32]
 2 scale [f32]
 3 zero_point [i64]
 4 details_type u8
 5 details |QuantizationDetails
 6 quantized_dimension i32
SparsityParameters
 0 traversal_order [i32]
 1 block_map [i32]
 2 dim_metadata [DimensionMetadata]
VariantSubType
 0 shape [i32]
 1 type i8
 2 has_rank bool
Conv2DOptions
 0 padding i8
 1 stride_w i32
 2 stride_h i32
 3 fused_activation_function i8
 4 dilation_w_factor i32
 5 dilation_h_factor i32
 6 quantized_bias_type i8
DepthwiseConv2DOptions
 0 padding i8
 1 stride_w i32
 2 stride_h i32
 3 depth_multiplier i32
 4 fused_activation_function i8
 5 dilation_w_factor i32
 6 dilation_h_factor i32
ConcatEmbeddingsOptions
 0 num_channels i32
 1 num_columns_per_channel [i32]
 2 embedding_dim_per_channel [i32]
LSHProjectionOptions
 0 type i8
Pool2DOptions
 0 padding i8
 1 stride_w i32
 2 stride_h i32
 3 filter_width i32
 4 filter_height i32
 5 fused_activation_function i8
SVDFOptions
 0 rank i32
 1 fused_activation_function i8
 2 asymmetric_quantize_inputs bool
RNNOptions
 0 fused_activation_function i8
 1 asymmetric_quantize_inputs bool
FullyConnectedOptions
 0 fused_activation_function i8
 1 weights_format i8
 2 keep_num_dims bool
 3 asymmetric_quantize_inputs bool
 4 quantized_bias_type i8
SoftmaxOptions
 0 beta f32
ConcatenationOptions
 0 axis i32
 1 fused_activation_function i8
AddOptions
 0 fused_activation_function i8
 1 pot_scale_int16 bool
L2NormOptions
 0 fused_activation_function i8
LocalResponseNormalizationOptions
 0 radius i32
 1 bias f32
 2 alpha f32
 3 beta f32
LSTMOptions
 0 fused_activation_function i8
 1 cell_clip f32
 2 proj_clip f32
 3 kernel_type i8
 4 asymmetric_quantize_inputs bool
ResizeBilinearOptions
 2 align_corners bool
 3 half_pixel_centers bool
CallOptions
 0 subgraph u32
ReshapeOptions
 0 new_shape [i32]
SkipGramOptions
 0 ngram_size i32
 1 max_skip_size i32
 2 include_all_ngrams bool
SpaceToDepthOptions
 0 block_size i32
EmbeddingLookupSparseOptions
 0 combiner i8
MulOptions
 0 fused_activation_function i8
PadOptions
GatherOptions
 0 axis i32
 1 batch_dims i32
BatchToSpaceNDOptions
SpaceToBatchNDOptions
TransposeOptions
ReducerOptions
 0 keep_dims bool
SubOptions
 0 fused_activation_function i8
 1 pot_scale_int16 bool
DivOptions
 0 fused_activation_function i8
SqueezeOptions
 0 squeeze_dims [i32]
SequenceRNNOptions
 0 time_major bool
 1 fused_activation_function i8
 2 asymmetric_quantize_inputs bool
StridedSliceOptions
 0 begin_mask i32
 1 end_mask i32
 2 ellipsis_mask i32
 3 new_axis_mask i32
 4 shrink_axis_mask i32
 5 offset bool
ExpOptions
TopKV2Options
SplitOptions
 0 num_splits i32
LogSoftmaxOptions
CastOptions
 0 in_data_type i8
 1 out_data_type i8
DequantizeOptions
MaximumMinimumOptions
ArgMaxOptions
 0 output_type i8
LessOptions
NegOptions
PadV2Options
GreaterOptions
GreaterEqualOptions
LessEqualOptions
SelectOptions
SliceOptions
TransposeConvOptions
 0 padding i8
 1 stride_w i32
 2 stride_h i32
 3 fused_activation_function i8
 4 quantized_bias_type i8
SparseToDenseOptions
 0 validate_indices bool
TileOptions
ExpandDimsOptions
EqualOptions
NotEqualOptions
ShapeOptions
 0 out_type i8
PowOptions
ArgMinOptions
 0 output_type i8
FakeQuantOptions
 0 min f32
 1 max f32
 2 num_bits i32
 3 narrow_range bool
PackOptions
 0 values_count i32
 1 axis i32
LogicalOrOptions
OneHotOptions
 0 axis i32
LogicalAndOptions
LogicalNotOptions
UnpackOptions
 0 num i32
 1 axis i32
FloorDivOptions
SquareOptions
ZerosLikeOptions
FillOptions
BidirectionalSequenceLSTMOptions
 0 fused_activation_function i8
 1 cell_clip f32
 2 proj_clip f32
 3 merge_outputs bool
 4 time_major bool
 5 asymmetric_quantize_inputs bool
BidirectionalSequenceRNNOptions
 0 time_major bool
 1 fused_activation_function i8
 2 merge_outputs bool
 3 asymmetric_quantize_inputs bool
UnidirectionalSequenceLSTMOptions
 0 fused_activation_function i8
 1 cell_clip f32
 2 proj_clip f32
 3 time_major bool
 4 asymmetric_quantize_inputs bool
 5 diagonal_recurrent_tensors bool
FloorModOptions
RangeOptions
ResizeNearestNeighborOptions
 0 align_corners bool
 1 half_pixel_centers bool
LeakyReluOptions
 0 alpha f32
SquaredDifferenceOptions
MirrorPadOptions
 0 mode i8
AbsOptions
SplitVOptions
 0 num_splits i32
UniqueOptions
 0 idx_out_type i8
ReverseV2Options
AddNOptions
GatherNdOptions
CosOptions
WhereOptions
RankOptions
ReverseSequenceOptions
 0 seq_dim i32
 1 batch_dim i32
MatrixDiagOptions
QuantizeOptions
MatrixSetDiagOptions
HardSwishOptions
IfOptions
 0 then_subgraph_index i32
 1 else_subgraph_index i32
WhileOptions
 0 cond_subgraph_index i32
 1 body_subgraph_index i32
DepthToSpaceOptions
 0 block_size i32
NonMaxSuppressionV4Options
NonMaxSuppressionV5Options
ScatterNdOptions
SelectV2Options
DensifyOptions
SegmentSumOptions
BatchMatMulOptions
 0 adj_x bool
 1 adj_y bool
 2 asymmetric_quantize_inputs bool
CumsumOptions
 0 exclusive bool
 1 reverse bool
CallOnceOptions
 0 init_subgraph_index i32
BroadcastToOptions
Rfft2dOptions
Conv3DOptions
 0 padding i8
 1 stride_d i32
 2 stride_w i32
 3 stride_h i32
 4 fused_activation_function i8
 5 dilation_d_factor i32
 6 dilation_w_factor i32
 7 dilation_h_factor i32
HashtableOptions
 0 table_id i32
 1 key_dtype i8
 2 value_dtype i8
HashtableFindOptions
HashtableImportOptions
HashtableSizeOptions
VarHandleOptions
 0 container string
 1 shared_name string
ReadVariableOptions
AssignVariableOptions
RandomOptions
 0 seed i64
 1 seed2 i64
BucketizeOptions
 0 boundaries [f32]
GeluOptions
 0 approximate bool
DynamicUpdateSliceOptions
UnsortedSegmentProdOptions
UnsortedSegmentMaxOptions
UnsortedSegmentMinOptions
UnsortedSegmentSumOptions
ATan2Options
SignOptions
BitcastOptions
BitwiseXorOptions
RightShiftOptions
StablehloConcatenateOptions
 0 dimension i64
StablehloBroadcastInDimOptions
 0 broadcast_dimensions [i64]
StablehloSliceOptions
 0 start_indices [i64]
 1 limit_indices [i64]
 2 strides [i64]
StablehloConvolutionOptions
 0 window_strides [i64]
 1 padding [i64]
 2 lhs_dilation [i64]
 3 rhs_dilation [i64]
 4 window_reversal [bool]
 5 input_batch_dimension i64
 6 input_feature_dimension i64
 7 input_spatial_dimensions [i64]
 8 kernel_input_feature_dimension i64
 9 kernel_output_feature_dimension i64
 10 kernel_spatial_dimensions [i64]
 11 output_batch_dimension i64
 12 output_feature_dimension i64
 13 output_spatial_dimensions [i64]
 14 feature_group_count i64
 15 batch_group_count i64
 16 precision_config [u32]
StablehloCustomCallOptions
 0 call_target_name string
 1 has_side_effect bool
 2 backend_config string
 3 api_version i32
 4 called_computations [i32]
 5 custom_attributes [u8]
StablehloReduceOptions
 0 dimensions [i64]
 1 body_subgraph_index i32
StablehloScatterOptions
 0 indices_are_sorted bool
 1 update_window_dims [i64]
 2 inserted_window_dims [i64]
 3 scatter_dims_to_operand_dims [i64]
 4 index_vector_dim i64
 5 unique_indices bool
 6 update_computation_subgraph_index i32
StablehloCompareOptions
 0 comparison_direction u32
 1 compare_type u32
StablehloDynamicSliceOptions
 0 slice_sizes [i64]
StablehloPadOptions
 0 edge_padding_low [i64]
 1 edge_padding_high [i64]
 2 interior_padding [i64]
StablehloIotaOptions
 0 iota_dimension i64
StablehloDotGeneralOptions
 0 lhs_batching_dimensions [i64]
 1 rhs_batching_dimensions [i64]
 2 lhs_contracting_dimensions [i64]
 3 rhs_contracting_dimensions [i64]
 4 precision_config [u32]
StablehloReduceWindowOptions
 0 window_dimensions [i64]
 1 window_strides [i64]
 2 base_dilations [i64]
 3 window_dilations [i64]
 4 padding [i64]
 5 body_subgraph_index i32
StablehloSortOptions
 0 dimension i64
 1 is_stable bool
 2 comparator_subgraph_index i32
StablehloWhileOptions
 0 cond_subgraph_index i32
 1 body_subgraph_index i32
StablehloGatherOptions
 0 offset_dims [i64]
 1 collapsed_slice_dims [i64]
 2 start_index_map [i64]
 3 index_vector_dim i64
 4 slice_sizes [i64]
 5 indices_are_sorted bool
StablehloTransposeOptions
 0 permutation [i64]
DilateOptions
StablehloRngBitGeneratorOptions
 0 algorithm i8
ReduceWindowOptions
 0 reduce_function i32
StableHLOCompositeOptions
 0 name string
 1 decomposition_subgraph_index i32
 2 composite_attributes [u8]
 3 composite_attributes_format i8
 4 version i32
StablehloShiftLeftOptions
StablehloCaseOptions
 0 branch_subgraph_indices [i32]
CustomQuantization
 0 custom [u8]
BlockwiseQuantization
 0 scales i32
 1 zero_points i32
 2 block_size i32
DimensionMetadata
 0 format i8
 1 dense_size i32
 2 array_segments_type u8
 3 array_segments |SparseIndexVector
 4 array_indices_type u8
 5 array_indices |SparseIndexVector
Int32Vector
 0 values [i32]
Uint16Vector
 0 values [u16]
Uint8Vector
 0 values [u8]
|BuiltinOptions
 1 Conv2DOptions
 2 DepthwiseConv2DOptions
 3 ConcatEmbeddingsOptions
 4 LSHProjectionOptions
 5 Pool2DOptions
 6 SVDFOptions
 7 RNNOptions
 8 FullyConnectedOptions
 9 SoftmaxOptions
 10 ConcatenationOptions
 11 AddOptions
 12 L2NormOptions
 13 LocalResponseNormalizationOptions
 14 LSTMOptions
 15 ResizeBilinearOptions
 16 CallOptions
 17 ReshapeOptions
 18 SkipGramOptions
 19 SpaceToDepthOptions
 20 EmbeddingLookupSparseOptions
 21 MulOptions
 22 PadOptions
 23 GatherOptions
 24 BatchToSpaceNDOptions
 25 SpaceToBatchNDOptions
 26 TransposeOptions
 27 ReducerOptions
 28 SubOptions
 29 DivOptions
 30 SqueezeOptions
 31 SequenceRNNOptions
 32 StridedSliceOptions
 33 ExpOptions
 34 TopKV2Options
 35 SplitOptions
 36 LogSoftmaxOptions
 37 CastOptions
 38 DequantizeOptions
 39 MaximumMinimumOptions
 40 ArgMaxOptions
 41 LessOptions
 42 NegOptions
 43 PadV2Options
 44 GreaterOptions
 45 GreaterEqualOptions
 46 LessEqualOptions
 47 SelectOptions
 48 SliceOptions
 49 TransposeConvOptions
 50 SparseToDenseOptions
 51 TileOptions
 52 ExpandDimsOptions
 53 EqualOptions
 54 NotEqualOptions
 55 ShapeOptions
 56 PowOptions
 57 ArgMinOptions
 58 FakeQuantOptions
 59 PackOptions
 60 LogicalOrOptions
 61 OneHotOptions
 62 LogicalAndOptions
 63 LogicalNotOptions
 64 UnpackOptions
 65 FloorDivOptions
 66 SquareOptions
 67 ZerosLikeOptions
 68 FillOptions
 69 BidirectionalSequenceLSTMOptions
 70 BidirectionalSequenceRNNOptions
 71 UnidirectionalSequenceLSTMOptions
 72 FloorModOptions
 73 RangeOptions
 74 ResizeNearestNeighborOptions
 75 LeakyReluOptions
 76 SquaredDifferenceOptions
 77 MirrorPadOptions
 78 AbsOptions
 79 SplitVOptions
 80 UniqueOptions
 81 ReverseV2Options
 82 AddNOptions
 83 GatherNdOptions
 84 CosOptions
 85 WhereOptions
 86 RankOptions
 87 ReverseSequenceOptions
 88 MatrixDiagOptions
 89 QuantizeOptions
 90 MatrixSetDiagOptions
 91 HardSwishOptions
 92 IfOptions
 93 WhileOptions
 94 DepthToSpaceOptions
 95 NonMaxSuppressionV4Options
 96 NonMaxSuppressionV5Options
 97 ScatterNdOptions
 98 SelectV2Options
 99 DensifyOptions
 100 SegmentSumOptions
 101 BatchMatMulOptions
 102 CumsumOptions
 103 CallOnceOptions
 104 BroadcastToOptions
 105 Rfft2dOptions
 106 Conv3DOptions
 107 HashtableOptions
 108 HashtableFindOptions
 109 HashtableImportOptions
 110 HashtableSizeOptions
 111 VarHandleOptions
 112 ReadVariableOptions
 113 AssignVariableOptions
 114 RandomOptions
 115 BucketizeOptions
 116 GeluOptions
 117 DynamicUpdateSliceOptions
 118 UnsortedSegmentProdOptions
 119 UnsortedSegmentMaxOptions
 120 UnsortedSegmentMinOptions
 121 UnsortedSegmentSumOptions
 122 ATan2Options
 123 SignOptions
 124 BitcastOptions
 125 BitwiseXorOptions
 126 RightShiftOptions
|BuiltinOptions2
 1 StablehloConcatenateOptions
 2 StablehloBroadcastInDimOptions
 3 StablehloSliceOptions
 4 StablehloConvolutionOptions
 5 StablehloCustomCallOptions
 6 StablehloReduceOptions
 7 StablehloScatterOptions
 8 StablehloCompareOptions
 9 StablehloDynamicSliceOptions
 10 StablehloPadOptions
 11 StablehloIotaOptions
 12 StablehloDotGeneralOptions
 13 StablehloReduceWindowOptions
 14 StablehloSortOptions
 15 StablehloWhileOptions
 16 StablehloGatherOptions
 17 StablehloTransposeOptions
 18 DilateOptions
 19 StablehloRngBitGeneratorOptions
 20 ReduceWindowOptions
 21 StableHLOCompositeOptions
 22 StablehloShiftLeftOptions
 23 StablehloCaseOptions
|QuantizationDetails
 1 CustomQuantization
 2 BlockwiseQuantization
|SparseIndexVector
 1 Int32Vector
 2 Uint16Vector
 3 Uint8Vector
`;
