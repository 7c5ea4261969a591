/*
 * Servers of AI stacks: how each is told apart, and what makes it ask who calls. The page of the
 * products' own documentation stands beside each. Written from knowledge of the products in November 2026: Ray's token mode was
 * read again, the other pages were not.
 */

/** What somebody does with a server that asks nobody. */
export interface Danger {
  readonly exploitability: 1 | 2 | 3;
  readonly data: 1 | 2 | 3;
  readonly what: string;
}

export interface ServerProduct {
  readonly product: string;
  /** Fits the image without tag and digest. */
  readonly image?: RegExp;
  /** Fits the words of a command, joined by blanks. */
  readonly command?: RegExp;
  /** Ports on which it answers; others of the same container (of peers, of metrics) do not count. */
  readonly ports: readonly number[];
  /** What it does where nothing is said; a version below which it was otherwise. */
  readonly otherwise: "open" | "asks";
  readonly openBelow?: string;
  /** Options of a command, variables with a value, keys of a configuration that make it ask. */
  readonly asks?: { readonly words?: RegExp; readonly variables?: RegExp; readonly settings?: RegExp };
  /** Options, and `NAME=value` of variables, that switch it off. */
  readonly off?: { readonly words?: RegExp; readonly variables?: RegExp };
  /** Listens on every address unless told otherwise, when it is started by hand. */
  readonly listens?: "everywhere" | "this machine";
  readonly danger: Danger;
  /** Serves anything: judged where the same target holds AI. */
  readonly general?: true;
  readonly source: string;
}

const USE: Danger = { exploitability: 2, data: 2, what: "use the model server" };
const STORE: Danger = { exploitability: 2, data: 2, what: "read and replace what the vector store holds" };
const DATABASE: Danger = { exploitability: 3, data: 3, what: "read and change everything in the database" };
const PYTHON = "(?:^|\\s|/)python[\\d.]*\\s+(?:-u\\s+)?";

export const SERVER_PRODUCTS: readonly ServerProduct[] = [
  {
    product: "vllm",
    image: /(?:^|\/)vllm(?:-(?:openai|tpu|cpu|rocm))?(?:\/vllm[\w-]*)?$|(?:^|\/)vllm\/|lmcache\/vllm/,
    command: new RegExp(`(?:^|[\\s/])vllm\\s+serve\\b|${PYTHON}-m\\s+vllm\\.entrypoints\\.`),
    ports: [8000],
    otherwise: "open",
    asks: { words: /--api-key\b/, variables: /^VLLM_API_KEY$/ },
    danger: USE,
    source: "https://docs.vllm.ai/en/latest/usage/security.html",
  },
  {
    product: "sglang",
    image: /lmsysorg\/sglang$/,
    command: new RegExp(`${PYTHON}-m\\s+sglang\\.launch_server\\b|(?:^|[\\s/])sglang\\s+serve\\b`),
    ports: [30000, 8000],
    otherwise: "open",
    asks: { words: /--(?:admin-)?api-key\b/ },
    danger: USE,
    source: "https://docs.sglang.ai/advanced_features/server_arguments.html",
  },
  {
    product: "text-generation-inference",
    image: /(?:^|\/)text-generation-inference$/,
    command: /(?:^|[\s/])text-generation-launcher\b/,
    ports: [80, 3000, 8080],
    otherwise: "open",
    asks: { words: /--api-key\b/, variables: /^API_KEY$/ },
    danger: USE,
    source: "https://huggingface.co/docs/text-generation-inference/reference/launcher",
  },
  {
    product: "text-embeddings-inference",
    image: /(?:^|\/)text-embeddings-inference$/,
    command: /(?:^|[\s/])text-embeddings-router\b/,
    ports: [80, 3000, 8080],
    otherwise: "open",
    asks: { words: /--api-key\b/, variables: /^API_KEY$/ },
    danger: USE,
    source: "https://huggingface.co/docs/text-embeddings-inference/cli_arguments",
  },
  {
    product: "llama.cpp",
    image: /gg(?:ml-org|erganov)\/llama\.cpp$|llama-cpp-python$/,
    command: new RegExp(`(?:^|[\\s/])llama-server\\b|${PYTHON}-m\\s+llama_cpp\\.server\\b`),
    ports: [8080, 8000],
    otherwise: "open",
    asks: { words: /--api[-_]key(?:-file)?\b/, variables: /^(?:LLAMA_API_KEY|API_KEY)$/ },
    danger: USE,
    source: "https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md",
  },
  {
    product: "ollama",
    image: /(?:^|\/)ollama(?:\/ollama)?$|alpine\/ollama$/,
    command: /(?:^|[\s/])ollama\s+serve\b/,
    ports: [11434],
    otherwise: "open",
    listens: "this machine",
    danger: { exploitability: 2, data: 2, what: "use the model server, and pull or delete its models" },
    source: "https://github.com/ollama/ollama/blob/main/docs/faq.md",
  },
  {
    product: "localai",
    image: /localai\/localai$|go-skynet\/local-ai$/,
    command: /(?:^|[\s/])local-ai\s+run\b/,
    ports: [8080],
    otherwise: "open",
    asks: { words: /--api-keys?\b/, variables: /^(?:LOCALAI_)?API_KEY$/ },
    danger: { exploitability: 2, data: 2, what: "use the model server and install models in it" },
    source: "https://localai.io/advanced/",
  },
  {
    product: "triton",
    image: /(?:^|\/)tritonserver$/,
    command: /(?:^|[\s/])tritonserver\b/,
    ports: [8000, 8001],
    otherwise: "open",
    asks: { words: /--(?:http-restricted-api|grpc-restricted-protocol|grpc-use-ssl-mutual)\b/ },
    danger: USE,
    source: "https://github.com/triton-inference-server/server/blob/main/docs/customization_guide/deploy.md",
  },
  {
    product: "tensorflow-serving",
    image: /(?:^|\/)tensorflow\/serving$/,
    command: /(?:^|[\s/])tensorflow_model_server\b/,
    ports: [8500, 8501],
    otherwise: "open",
    danger: { exploitability: 2, data: 1, what: "use the model server" },
    source: "https://github.com/tensorflow/serving/blob/master/SECURITY.md",
  },
  {
    product: "litellm",
    image: /berriai\/litellm(?:-database|-non_root)?$/,
    command: /(?:^|[\s/])litellm\s+-/,
    ports: [4000],
    otherwise: "open",
    asks: { variables: /^LITELLM_MASTER_KEY$/, settings: /^master_key$/ },
    danger: { exploitability: 3, data: 2, what: "use every provider key of the gateway" },
    source: "https://docs.litellm.ai/docs/proxy/virtual_keys",
  },
  {
    product: "qdrant",
    image: /qdrant\/qdrant$|bitnami\/qdrant$/,
    ports: [6333, 6334],
    otherwise: "open",
    asks: { variables: /^QDRANT__SERVICE__(?:READ_ONLY_)?API_KEY$/, settings: /^api_key$/ },
    danger: STORE,
    source: "https://qdrant.tech/documentation/guides/security/",
  },
  {
    product: "chroma",
    image: /chromadb\/chroma$|chroma-core\/chroma$/,
    command: /(?:^|[\s/])chroma\s+run\b/,
    ports: [8000],
    otherwise: "open",
    listens: "this machine",
    asks: { variables: /^CHROMA_SERVER_AUTH/ },
    danger: STORE,
    source: "https://docs.trychroma.com/production/administration/auth",
  },
  {
    product: "weaviate",
    image: /semitechnologies\/weaviate$|(?:^|\/)weaviate\/weaviate$/,
    ports: [8080, 50051],
    otherwise: "open",
    asks: { variables: /^AUTHENTICATION_(?:APIKEY|OIDC)_ENABLED$|^AUTHENTICATION_DB_USERS_ENABLED$/ },
    off: { variables: /^AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED=(?:true|on|enabled|1)$/i },
    danger: STORE,
    source: "https://docs.weaviate.io/deploy/configuration/authentication",
  },
  {
    product: "milvus",
    image: /milvusdb\/milvus$/,
    ports: [19530],
    otherwise: "open",
    asks: { variables: /^COMMON_SECURITY_AUTHORIZATIONENABLED$/, settings: /^authorizationEnabled$/ },
    danger: STORE,
    source: "https://milvus.io/docs/authenticate.md",
  },
  {
    product: "vespa",
    image: /vespaengine\/vespa$/,
    ports: [8080, 19071],
    otherwise: "open",
    danger: STORE,
    source: "https://docs.vespa.ai/en/operations-selfhosted/multinode-systems.html",
  },
  {
    product: "marqo",
    image: /marqoai\/marqo$/,
    ports: [8882],
    otherwise: "open",
    danger: STORE,
    source: "https://docs.marqo.ai/",
  },
  {
    product: "mlflow",
    image: /(?:^|\/)mlflow(?:\/mlflow|-server|-tracking)?$|atcommons\/mlflow-server$|(?:^|\/)mlflow\//,
    command: new RegExp(`(?:^|[\\s/])mlflow\\s+(?:server|ui)\\b|${PYTHON}-m\\s+mlflow\\s+(?:server|ui)\\b`),
    ports: [5000],
    otherwise: "open",
    listens: "this machine",
    asks: {
      words: /--app-name[ =](?:basic-auth|oidc-auth|\S+)/,
      variables: /^MLFLOW_(?:AUTH_CONFIG_PATH|TRACKING_AUTH|TRACKING_USERNAME)$/,
    },
    danger: { exploitability: 1, data: 3, what: "replace a model, and with it code, in the tracking server" },
    source: "https://mlflow.org/docs/latest/self-hosting/security/basic-http-auth/",
  },
  {
    product: "jupyter",
    image: /(?:^|\/)jupyter\/[\w-]+$|quay\.io\/jupyter\//,
    command: /(?:^|[\s/])(?:jupyter(?:-|\s+)(?:lab|notebook|server|nbclassic|labhub)|start-notebook\.(?:sh|py))\b/,
    ports: [8888],
    otherwise: "asks",
    listens: "this machine",
    off: {
      words:
        /--(?:NotebookApp|ServerApp|IdentityProvider|PasswordIdentityProvider|LabApp)\.(?:token|password|hashed_password)(?:=|\s+)(?:''|""|(?=\s|$))/,
      variables: /^JUPYTER_(?:TOKEN|NOTEBOOK_PASSWORD)=$/,
    },
    danger: { exploitability: 3, data: 3, what: "run code in the notebook server" },
    source: "https://jupyter-server.readthedocs.io/en/latest/operators/security.html",
  },
  {
    product: "ray",
    image: /rayproject\/ray(?:-ml|-llm)?$|anyscale\/ray/,
    command: /(?:^|[\s/])ray\s+start\b(?=.*--head\b)/,
    ports: [8265, 10001, 6379],
    otherwise: "open",
    listens: "this machine",
    asks: { variables: /^RAY_AUTH_MODE$/ },
    off: { variables: /^RAY_AUTH_MODE=disabled$/i },
    danger: { exploitability: 3, data: 3, what: "run jobs in the Ray cluster" },
    source: "https://docs.ray.io/en/latest/ray-security/index.html",
  },
  {
    product: "langflow",
    image: /langflowai\/langflow(?:-backend)?$/,
    command: /(?:^|[\s/])langflow\s+run\b/,
    ports: [7860],
    otherwise: "open",
    listens: "this machine",
    asks: { variables: /^LANGFLOW_AUTO_LOGIN$/ },
    off: { variables: /^LANGFLOW_AUTO_LOGIN=true$/i },
    danger: { exploitability: 3, data: 3, what: "run code in Langflow" },
    source: "https://docs.langflow.org/api-keys-and-authentication",
  },
  {
    product: "flowise",
    image: /flowiseai\/flowise$/,
    command: /(?:^|[\s/])flowise\s+start\b/,
    ports: [3000],
    otherwise: "asks",
    openBelow: "3.0.0",
    asks: { variables: /^FLOWISE_(?:USERNAME|PASSWORD)$/, words: /--FLOWISE_PASSWORD\b/ },
    danger: { exploitability: 3, data: 3, what: "run code in Flowise" },
    source: "https://docs.flowiseai.com/configuration/authorization",
  },
  {
    product: "open-webui",
    image: /open-webui\/open-webui$/,
    command: /(?:^|[\s/])open-webui\s+serve\b/,
    ports: [8080],
    otherwise: "asks",
    off: { variables: /^WEBUI_AUTH=(?:false|0|no)$/i },
    danger: { exploitability: 3, data: 3, what: "administer Open WebUI, whose functions are code" },
    source: "https://docs.openwebui.com/getting-started/env-configuration",
  },
  {
    product: "n8n",
    image: /n8nio\/n8n$|n8n-io\/n8n$/,
    command: /(?:^|[\s/])n8n\s+start\b/,
    ports: [5678],
    otherwise: "asks",
    off: { variables: /^N8N_USER_MANAGEMENT_DISABLED=true$/i },
    danger: { exploitability: 3, data: 3, what: "run workflows with every stored credential" },
    source: "https://docs.n8n.io/hosting/configuration/environment-variables/",
  },
  {
    product: "phoenix",
    image: /arizephoenix\/phoenix$/,
    ports: [6006, 4317],
    otherwise: "open",
    asks: { variables: /^PHOENIX_ENABLE_AUTH$/ },
    off: { variables: /^PHOENIX_ENABLE_AUTH=false$/i },
    danger: { exploitability: 2, data: 2, what: "read recorded prompts and answers" },
    source: "https://arize.com/docs/phoenix/deployment/authentication",
  },
  {
    product: "tensorboard",
    command: /(?:^|[\s/])tensorboard\s+.*--(?:logdir|bind_all|host)\b/,
    ports: [6006],
    otherwise: "open",
    listens: "this machine",
    danger: { exploitability: 2, data: 1, what: "read what training recorded" },
    source: "https://github.com/tensorflow/tensorboard/blob/master/README.md",
  },
  {
    product: "comfyui",
    image: /(?:^|\/)comfyui$/i,
    command: new RegExp(`${PYTHON}(?:\\S*/)?ComfyUI/main\\.py\\b`, "i"),
    ports: [8188],
    otherwise: "open",
    listens: "this machine",
    danger: { exploitability: 2, data: 3, what: "run workflows, and with custom nodes code, in ComfyUI" },
    source: "https://github.com/comfyanonymous/ComfyUI/blob/master/README.md",
  },
  {
    product: "aim",
    image: /aimstack\/aim$/,
    command: /(?:^|[\s/])aim\s+(?:up|server)\b/,
    ports: [43800, 53800],
    otherwise: "open",
    listens: "this machine",
    danger: { exploitability: 2, data: 2, what: "read and change recorded experiments" },
    source: "https://aimstack.readthedocs.io/en/latest/using/remote_tracking.html",
  },
  {
    product: "redis",
    image: /(?:^|\/)redis(?:\/redis-stack(?:-server)?)?$|bitnami\/redis$|(?:^|\/)valkey(?:\/valkey)?$/,
    command: /(?:^|[\s/])(?:redis|valkey)-server\b/,
    ports: [6379],
    otherwise: "open",
    listens: "this machine",
    asks: {
      words: /--(?:requirepass|aclfile|user)\b/,
      variables: /^(?:REDIS|VALKEY)_(?:PASSWORD|PASSWORD_FILE)$|^REDIS_ARGS$/,
      settings: /^(?:requirepass|aclfile|user)$/,
    },
    off: { variables: /^ALLOW_EMPTY_PASSWORD=yes$/i },
    danger: DATABASE,
    general: true,
    source: "https://redis.io/docs/latest/operate/oss_and_stack/management/security/",
  },
  {
    product: "clickhouse",
    image: /(?:^|\/)clickhouse(?:\/clickhouse(?:-server)?|-server)?$/,
    ports: [8123, 9000],
    otherwise: "open",
    asks: { variables: /^CLICKHOUSE_(?:ADMIN_)?PASSWORD(?:_FILE)?$/ },
    off: { variables: /^CLICKHOUSE_SKIP_USER_SETUP=1$/ },
    danger: DATABASE,
    general: true,
    source: "https://hub.docker.com/_/clickhouse",
  },
  {
    product: "elasticsearch",
    image: /(?:^|\/)elasticsearch(?:\/elasticsearch)?$/,
    ports: [9200, 9300],
    otherwise: "asks",
    openBelow: "8.0.0",
    asks: { variables: /^(?:ELASTIC_PASSWORD|xpack\.security\.enabled)$/ },
    off: { variables: /^(?:xpack\.security\.enabled|XPACK_SECURITY_ENABLED)=false$/i, words: /xpack\.security\.enabled=false/ },
    danger: DATABASE,
    general: true,
    source: "https://www.elastic.co/guide/en/elasticsearch/reference/current/security-settings.html",
  },
  {
    product: "opensearch",
    image: /opensearchproject\/opensearch$/,
    ports: [9200, 9600],
    otherwise: "asks",
    off: { variables: /^(?:DISABLE_SECURITY_PLUGIN|plugins\.security\.disabled)=true$/i, words: /plugins\.security\.disabled=true/ },
    danger: DATABASE,
    general: true,
    source: "https://docs.opensearch.org/latest/security/configuration/disable-enable-security/",
  },
  {
    product: "mongodb",
    image: /(?:^|\/)mongo(?:db)?$|mongodb\/mongodb-(?:community|atlas-local)[\w-]*$/,
    ports: [27017],
    otherwise: "open",
    asks: { words: /--(?:auth|keyFile)\b/, variables: /^MONGO(?:DB)?_(?:INITDB_)?ROOT_(?:PASSWORD|USERNAME)(?:_FILE)?$/ },
    off: { words: /--noauth\b/ },
    danger: DATABASE,
    general: true,
    source: "https://hub.docker.com/_/mongo",
  },
  {
    product: "neo4j",
    image: /(?:^|\/)neo4j$/,
    ports: [7474, 7687],
    otherwise: "asks",
    off: { variables: /^NEO4J_AUTH=none$|^NEO4J_dbms_security_auth__enabled=false$/i },
    danger: DATABASE,
    general: true,
    source: "https://neo4j.com/docs/operations-manual/current/docker/ref-settings/",
  },
  {
    product: "meilisearch",
    image: /getmeili\/meilisearch$/,
    ports: [7700],
    otherwise: "open",
    asks: { words: /--master-key\b/, variables: /^MEILI_MASTER_KEY$/ },
    danger: DATABASE,
    general: true,
    source: "https://www.meilisearch.com/docs/learn/security/basic_security",
  },
  {
    product: "postgres",
    image: /(?:^|\/)(?:postgres|pgvector|postgresql|timescaledb-ha|pgvecto-rs)(?:\/pgvector)?$|ankane\/pgvector$/,
    ports: [5432],
    otherwise: "asks",
    off: { variables: /^(?:POSTGRES_HOST_AUTH_METHOD=trust|ALLOW_EMPTY_PASSWORD=yes)$/i },
    danger: DATABASE,
    general: true,
    source: "https://hub.docker.com/_/postgres",
  },
];
