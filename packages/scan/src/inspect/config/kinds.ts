/** Kinds of configuration that loaders of models read. */
export interface ConfigKind {
  readonly format: string;
  readonly loader: string;
}

const BY_NAME: readonly (readonly [RegExp, ConfigKind])[] = [
  [/(?:^|[/._-])tokenizer_config\.json$/, { format: "tokenizer-config", loader: "AutoTokenizer.from_pretrained" }],
  [/(?:^|[/._-])tokenizer\.json$/, { format: "tokenizer-json", loader: "tokenizers.Tokenizer.from_file" }],
  [/(?:^|[/._-])chat_templates?\.json$/, { format: "chat-template", loader: "AutoProcessor.from_pretrained" }],
  [/(?:^|[/._-])generation_config\.json$/, { format: "generation-config", loader: "GenerationConfig.from_pretrained" }],
  [/(?:^|[/._-])(?:pre)?processor_config\.json$/, { format: "processor-config", loader: "AutoProcessor.from_pretrained" }],
  [/(?:^|[/._-])special_tokens_map\.json$/, { format: "tokenizer-config", loader: "AutoTokenizer.from_pretrained" }],
  [/(?:^|[/._-])adapter_config\.json$/, { format: "peft-adapter-config", loader: "PeftModel.from_pretrained" }],
  [/(?:^|[/._-])model_index\.json$/, { format: "diffusers-index", loader: "DiffusionPipeline.from_pretrained" }],
  [/(?:^|[/._-])scheduler_config\.json$/, { format: "diffusers-config", loader: "DiffusionPipeline.from_pretrained" }],
  [/(?:^|[/._-])modules\.json$/, { format: "sentence-transformers-modules", loader: "SentenceTransformer" }],
  [
    /(?:safetensors|bin|msgpack|h5)\.index\.json$|(?:^|[/._-])index\.json$/,
    { format: "weights-index", loader: "AutoModel.from_pretrained" },
  ],
  [/(?:^|[/._-])params\.json$/, { format: "model-parameters", loader: "from_pretrained" }],
  [/(?:^|[/._-])(?:quantize_config|quant_config)\.json$/, { format: "quantisation-config", loader: "AutoModel.from_pretrained" }],
  [/(?:^|[/._-])config(?:_sentence_transformers)?\.json$/, { format: "model-config", loader: "AutoModel.from_pretrained" }],
];

/** Keys of the root that only such files have. */
const BY_KEY: ReadonlyMap<string, ConfigKind> = new Map(
  Object.entries({
    architectures: { format: "model-config", loader: "AutoModel.from_pretrained" },
    model_type: { format: "model-config", loader: "AutoModel.from_pretrained" },
    auto_map: { format: "model-config", loader: "AutoModel.from_pretrained" },
    transformers_version: { format: "model-config", loader: "AutoModel.from_pretrained" },
    quantization_config: { format: "model-config", loader: "AutoModel.from_pretrained" },
    tokenizer_class: { format: "tokenizer-config", loader: "AutoTokenizer.from_pretrained" },
    added_tokens_decoder: { format: "tokenizer-config", loader: "AutoTokenizer.from_pretrained" },
    chat_template: { format: "tokenizer-config", loader: "AutoTokenizer.from_pretrained" },
    peft_type: { format: "peft-adapter-config", loader: "PeftModel.from_pretrained" },
    _class_name: { format: "diffusers-index", loader: "DiffusionPipeline.from_pretrained" },
    _diffusers_version: { format: "diffusers-config", loader: "DiffusionPipeline.from_pretrained" },
    weight_map: { format: "weights-index", loader: "AutoModel.from_pretrained" },
    pre_tokenizer: { format: "tokenizer-json", loader: "tokenizers.Tokenizer.from_file" },
    processor_class: { format: "processor-config", loader: "AutoProcessor.from_pretrained" },
    feature_extractor_type: { format: "processor-config", loader: "AutoProcessor.from_pretrained" },
    image_processor_type: { format: "processor-config", loader: "AutoProcessor.from_pretrained" },
  }),
);

/** Keys of the root by which other readers know their files: XGBoost, Keras, TensorFlow.js, MXNet. */
const OTHERS: ReadonlySet<string> = new Set(["learner", "class_name", "keras_version", "modelTopology", "arg_nodes"]);

/** Whether another reader tells what this file is; what loaders would run is judged here all the same. */
export function belongsToOthers(key: string): boolean {
  return OTHERS.has(key);
}

export function kindByName(name: string): ConfigKind | undefined {
  const lower = name.replaceAll("\\", "/").toLowerCase();
  return BY_NAME.find(([pattern]) => pattern.test(lower))?.[1];
}

export function kindByKey(key: string): ConfigKind | undefined {
  return BY_KEY.get(key);
}
