/** Tables of ExecuTorch programs. Made by `derive-flatbuffers.py program.fbs Program` with executorch 1.5.1.
 * @see https://github.com/pytorch/executorch/blob/main/schema/program.fbs */
export const EXECUTORCH_TABLES: string = `Program
 0 version u32
 1 execution_plan [ExecutionPlan]
 2 constant_buffer [Buffer]
 3 backend_delegate_data [BackendDelegateInlineData]
 4 segments [DataSegment]
 5 constant_segment SubsegmentOffsets
 6 mutable_data_segments [SubsegmentOffsets]
 7 named_data [NamedData]
ExecutionPlan
 0 name string
 1 container_meta_type ContainerMetadata
 2 values [EValue]
 3 inputs [i32]
 4 outputs [i32]
 5 chains [Chain]
 6 operators [Operator]
 7 delegates [BackendDelegate]
 8 non_const_buffer_sizes [i64]
 9 non_const_buffer_device [NonConstBufferDevice]
Buffer
 0 storage [u8]
BackendDelegateInlineData
 0 data [u8]
DataSegment
 0 offset u64
 1 size u64
SubsegmentOffsets
 0 segment_index u32
 1 offsets [u64]
NamedData
 0 key string
 1 segment_index u32
ContainerMetadata
 0 encoded_inp_str string
 1 encoded_out_str string
EValue
 0 val_type u8
 1 val |KernelTypes
Chain
 0 inputs [i32]
 1 outputs [i32]
 2 instructions [Instruction]
 3 stacktrace [FrameList]
Operator
 0 name string
 1 overload string
BackendDelegate
 0 id string
 1 processed BackendDelegateDataReference
 2 compile_specs [CompileSpec]
NonConstBufferDevice
 0 buffer_idx i32
 1 device_type i8
 2 device_index i8
Null
Int
 0 int_val i64
Bool
 0 bool_val bool
Double
 0 double_val f64
Tensor
 0 scalar_type i8
 1 storage_offset i32
 2 sizes [i32]
 3 dim_order [u8]
 4 requires_grad bool
 5 data_buffer_idx u32
 6 allocation_info AllocationDetails
 7 layout i8
 8 shape_dynamism i8
 9 extra_tensor_info ExtraTensorInfo
String
 0 string_val string
IntList
 0 items [i64]
DoubleList
 0 items [f64]
BoolList
 0 items [bool]
TensorList
 0 items [i32]
OptionalTensorList
 0 items [i32]
Instruction
 0 instr_args_type u8
 1 instr_args |InstructionArguments
FrameList
 0 items [Frame]
BackendDelegateDataReference
 0 location i8
 1 index u32
CompileSpec
 0 key string
 1 value [u8]
AllocationDetails
 0 memory_id u32
 1 memory_offset_low u32
 2 memory_offset_high u32
ExtraTensorInfo
 0 mutable_data_segments_idx u64
 1 fully_qualified_name string
 2 location i8
 3 device_type i8
 4 device_index i8
KernelCall
 0 op_index i32
 1 args [i32]
DelegateCall
 0 delegate_index i32
 1 args [i32]
MoveCall
 0 move_from i32
 1 move_to i32
JumpFalseCall
 0 cond_value_index i32
 1 destination_instruction i32
FreeCall
 0 value_index i32
Frame
 0 filename string
 1 lineno i32
 2 name string
 3 context string
|KernelTypes
 1 Null
 2 Int
 3 Bool
 4 Double
 5 Tensor
 6 String
 7 IntList
 8 DoubleList
 9 BoolList
 10 TensorList
 11 OptionalTensorList
|InstructionArguments
 1 KernelCall
 2 DelegateCall
 3 MoveCall
 4 JumpFalseCall
 5 FreeCall
`;
