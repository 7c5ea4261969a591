export type PaddleCapability = "python" | "file-read" | "file-write" | "network" | "native";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Operators of PaddlePaddle that do more than compute, reviewed by their definitions in paddle/fluid/operators. */
const TABLE: readonly (readonly [PaddleCapability, readonly string[]])[] = [
  ["python", words("py_func py_layer pylayer")],
  ["file-read", words("load load_combine read_file create_custom_reader open_files")],
  ["file-write", words("save save_combine checkpoint_notify recv_save")],
  [
    "network",
    words(`listen_and_serv heter_listen_and_serv send recv recv_v2 send_v2 prefetch fetch_barrier send_barrier send_and_recv gen_nccl_id
      gen_bkcl_id c_gen_nccl_id c_gen_bkcl_id c_gen_xccl_id c_comm_init c_comm_init_all c_comm_init_multitrainer distributed_lookup_table
      pull_sparse pull_sparse_v2 push_sparse push_sparse_v2 push_dense pull_gpups_sparse push_gpups_sparse pull_box_sparse push_box_sparse
      distributed_push_sparse ref_by_trainer_id nccl_init`),
  ],
  [
    "native",
    words(
      "tensorrt_engine lite_engine dlnne_engine cinn_launch cinn_instruction_run custom_engine ipu_runtime nnadapter ascend_trigger xpu_graph_runtime",
    ),
  ],
];

export const PADDLE_CAPABILITIES: ReadonlyMap<string, PaddleCapability> = new Map(
  TABLE.flatMap(([capability, operators]) => operators.map((operator): [string, PaddleCapability] => [operator, capability])),
);
