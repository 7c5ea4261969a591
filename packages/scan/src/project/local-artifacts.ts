/*
 * In machine learning, .gitignore hides exactly what matters (design.md, "Targets"): weights, data and secret
 * files that git ignores are inventoried all the same, with lifecycle `local`.
 */

const WEIGHTS =
  /\.(?:safetensors|pt|pth|bin|ckpt|h5|hdf5|keras|onnx|gguf|ggml|pkl|pickle|joblib|dill|npy|npz|tflite|pb|mlmodel|pmml|model|cbm|ubj|bst|skops|llamafile|engine|trt|mar|nemo|msgpack|mlpackage|params|weights|tar\.gz)$/i;
const DATA =
  /\.(?:csv|tsv|parquet|jsonl|ndjson|arrow|feather|avro|orc|xlsx|sqlite3?|db|duckdb|tfrecords?|idx[13]-ubyte)(?:\.(?:gz|zst|bz2|xz))?$/i;
const SECRETS =
  /^(?:\.env(?:\..+)?|.+\.env|\.netrc|\.pypirc|\.npmrc|\.pgpass|\.git-credentials|credentials(?:\.json|\.ya?ml)?|.*service[-_]?account.*\.json|client_secrets?.*\.json|secrets?\.(?:ya?ml|json|toml|tfvars)|.*\.(?:pem|key|p12|pfx|jks|keystore|tfvars|kubeconfig)|id_(?:rsa|dsa|ecdsa|ed25519)|kubeconfig|terraform\.tfstate(?:\.backup)?|config\.local|local\.settings\.json)$/i;
const MODEL_LAYOUT =
  /^(?:config|adapter_config|generation_config|tokenizer_config|model_index|preprocessor_config|modules|MLmodel|conda|python_env)(?:\.json|\.ya?ml)?$/;

/** Whether a file that git ignores is inventoried; `siblings` are the names in its folder. */
export function isLocalArtifact(name: string, siblings: readonly string[]): boolean {
  if (WEIGHTS.test(name) || DATA.test(name) || SECRETS.test(name)) return true;
  return MODEL_LAYOUT.test(name) && siblings.some((sibling) => WEIGHTS.test(sibling));
}
