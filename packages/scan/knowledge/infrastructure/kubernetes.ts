import type { AssetKind } from "@castellan/graph";

/** A custom resource of an AI operator. Facts of the operators' API references. */
export interface CustomResourceMeaning {
  readonly group: string;
  readonly kinds: readonly string[];
  readonly product: string;
  readonly asset: AssetKind;
  readonly service?: string;
  /** Keys below `spec` that name a model or the place of one. */
  readonly models: readonly string[];
  /** Keys below `spec` that hold an image reference. */
  readonly images: readonly string[];
}

export const CUSTOM_RESOURCES: readonly CustomResourceMeaning[] = [
  {
    group: "serving.kserve.io",
    kinds: ["InferenceService"],
    product: "kserve",
    asset: "endpoint",
    service: "kserve",
    models: ["storageUri"],
    images: [],
  },
  {
    group: "serving.kserve.io",
    kinds: ["LLMInferenceService"],
    product: "kserve",
    asset: "endpoint",
    service: "kserve",
    models: ["uri"],
    images: [],
  },
  {
    group: "serving.kserve.io",
    kinds: ["ServingRuntime", "ClusterServingRuntime"],
    product: "kserve",
    asset: "model-config",
    models: [],
    images: [],
  },
  { group: "serving.kserve.io", kinds: ["InferenceGraph"], product: "kserve", asset: "pipeline", models: [], images: [] },
  {
    group: "machinelearning.seldon.io",
    kinds: ["SeldonDeployment"],
    product: "seldon",
    asset: "endpoint",
    service: "seldon",
    models: ["modelUri"],
    images: [],
  },
  {
    group: "mlops.seldon.io",
    kinds: ["Model"],
    product: "seldon",
    asset: "deployed-model",
    service: "seldon",
    models: ["storageUri"],
    images: [],
  },
  { group: "ray.io", kinds: ["RayCluster"], product: "ray", asset: "compute", service: "ray", models: [], images: [] },
  { group: "ray.io", kinds: ["RayService"], product: "ray-serve", asset: "endpoint", service: "ray", models: [], images: [] },
  { group: "ray.io", kinds: ["RayJob", "RayCronJob"], product: "ray", asset: "compute", service: "ray", models: [], images: [] },
  {
    group: "kubeflow.org",
    kinds: ["PyTorchJob", "TFJob", "MPIJob", "XGBoostJob", "PaddleJob", "JAXJob"],
    product: "kubeflow-trainer",
    asset: "training-run",
    service: "kubeflow",
    models: [],
    images: [],
  },
  {
    group: "trainer.kubeflow.org",
    kinds: ["TrainJob"],
    product: "kubeflow-trainer",
    asset: "training-run",
    service: "kubeflow",
    models: [],
    images: ["image"],
  },
  {
    group: "trainer.kubeflow.org",
    kinds: ["TrainingRuntime", "ClusterTrainingRuntime"],
    product: "kubeflow-trainer",
    asset: "model-config",
    models: [],
    images: [],
  },
  {
    group: "kubeflow.org",
    kinds: ["Notebook"],
    product: "kubeflow-notebook",
    asset: "compute",
    service: "kubeflow",
    models: [],
    images: [],
  },
  { group: "kubeflow.org", kinds: ["Experiment"], product: "katib", asset: "training-run", service: "kubeflow", models: [], images: [] },
  {
    group: "pipelines.kubeflow.org",
    kinds: ["Pipeline", "PipelineVersion"],
    product: "kubeflow-pipelines",
    asset: "pipeline",
    service: "kubeflow",
    models: [],
    images: [],
  },
  { group: "kaito.sh", kinds: ["Workspace"], product: "kaito", asset: "endpoint", service: "kaito", models: [], images: [] },
  {
    group: "apps.nvidia.com",
    kinds: ["NIMService"],
    product: "nvidia-nim",
    asset: "endpoint",
    service: "nvidia-nim",
    models: ["repository"],
    images: [],
  },
  {
    group: "apps.nvidia.com",
    kinds: ["NIMCache"],
    product: "nvidia-nim",
    asset: "deployed-model",
    service: "nvidia-nim",
    models: ["modelPuller"],
    images: [],
  },
  { group: "kagent.dev", kinds: ["Agent"], product: "kagent", asset: "agent", models: [], images: [] },
  { group: "kagent.dev", kinds: ["ModelConfig"], product: "kagent", asset: "model-config", models: ["model"], images: [] },
  {
    group: "kagent.dev",
    kinds: ["MCPServer", "RemoteMCPServer", "ToolServer"],
    product: "kagent",
    asset: "mcp-server",
    models: [],
    images: ["image"],
  },
  { group: "toolhive.stacklok.dev", kinds: ["MCPServer"], product: "toolhive", asset: "mcp-server", models: [], images: ["image"] },
  { group: "kubeai.org", kinds: ["Model"], product: "kubeai", asset: "endpoint", service: "kubeai", models: ["url"], images: [] },
  {
    group: "inference.networking.x-k8s.io",
    kinds: ["InferencePool"],
    product: "gateway-api-inference",
    asset: "gateway",
    models: [],
    images: [],
  },
  {
    group: "inference.networking.x-k8s.io",
    kinds: ["InferenceModel"],
    product: "gateway-api-inference",
    asset: "deployed-model",
    models: ["modelName"],
    images: [],
  },
  { group: "milvus.io", kinds: ["Milvus"], product: "milvus", asset: "vector-store", models: [], images: [] },
];
