/** What an operator can do to the machine that runs the graph. */
export type Capability =
  | "python"
  | "file-read"
  | "file-write"
  | "file-list"
  | "checkpoint-read"
  | "vocabulary-read"
  | "checkpoint-write"
  | "data-reader"
  | "network"
  | "crash"
  | "native"
  | "nested-graph"
  | "debug"
  | "print"
  | "schema";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * Operators of TensorFlow that do more than compute, by what they do. Reviewed one by one in the operator definitions
 * (tensorflow/core/ops and api_def); everything else of operators.ts works on tensors, variables and tables only.
 */
const TABLE: Readonly<Record<Capability, readonly string[]>> = {
  python: words("PyFunc PyFuncStateless EagerPyFunc"),
  "file-read": words("ReadFile"),
  "file-write": words(`WriteFile DatasetToTFRecord ExperimentalDatasetToTFRecord SaveDataset SaveDatasetV2 DistributedSave DumpTensor`),
  "file-list": words("MatchingFiles MatchingFilesDataset ExperimentalMatchingFilesDataset ImmutableConst"),
  "checkpoint-read": words("Restore RestoreSlice RestoreV2 DTensorRestoreV2"),
  "vocabulary-read": words("LoadAndRemapMatrix GenerateVocabRemapping InitializeTableFromTextFile InitializeTableFromTextFileV2"),
  "checkpoint-write": words("Save SaveSlices SaveV2 MergeV2Checkpoints"),
  "data-reader": words(`
    FixedLengthRecordReader FixedLengthRecordReaderV2 LMDBReader TFRecordReader TFRecordReaderV2 TextLineReader TextLineReaderV2
    WholeFileReader WholeFileReaderV2 TextLineDataset TFRecordDataset TFRecordDatasetV2 FixedLengthRecordDataset
    FixedLengthRecordDatasetV2 CSVDataset CSVDatasetV2 ExperimentalCSVDataset SqlDataset ExperimentalSqlDataset LMDBDataset
    ExperimentalLMDBDataset LoadDataset SnapshotDataset SnapshotDatasetV2 SnapshotDatasetReader SnapshotNestedDatasetReader
    SnapshotChunkDataset ListSnapshotChunksDataset CreateSummaryFileWriter CalibrationStatisticsSaver CustomAggregator ImportEvent
    FileSystemSetConfiguration
  `),
  network: words(`
    RpcCall RpcCheckStatus RpcClient RpcGetValue RpcServer RpcServerRegister RpcServerStart DataServiceDataset DataServiceDatasetV2
    DataServiceDatasetV3 DataServiceDatasetV4 RegisterDataset RegisterDatasetV2 CreateSummaryDbWriter
  `),
  crash: words("Abort"),
  native: words("XlaCustomCall XlaCustomCallV2 RemoteFusedGraphExecute RemoteCall TPUCompile _TPUCompileMlir TPUExecute"),
  "nested-graph": words("DatasetFromGraph DeserializeIterator"),
  debug: words("DebugIdentity DebugIdentityV2 DebugIdentityV3 DebugNanCount DebugNumericSummary DebugNumericSummaryV2"),
  print: words("PrintV2"),
  schema: words("DecodeProtoV2 EncodeProto"),
};

function isCapability(text: string): text is Capability {
  return Object.hasOwn(TABLE, text);
}

export const CAPABILITIES: ReadonlyMap<string, Capability> = new Map(
  Object.keys(TABLE).flatMap((capability) =>
    isCapability(capability) ? TABLE[capability].map((operator): [string, Capability] => [operator, capability]) : [],
  ),
);

/** Names of operators that no release has and that say themselves what a native library would make them do. */
export const EXECUTING_NAME =
  /shell|popen|(?:^|_)exec(?!utor)|execute(?:op|command|cmd|code|python|script)|system(?:call|cmd|command|config)|pycall|pythonop|runcommand|spawnprocess|loadlibrary|dlopen/i;
