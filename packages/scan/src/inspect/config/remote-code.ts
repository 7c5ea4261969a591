import type { Visit } from "../interpreter.ts";
import { type ConfigPath, type ConfigValue, pathText } from "./config-value.ts";
import type { ConfigContext, ConfigWatch } from "./watch.ts";

/** Libraries that an index of diffusers may name; modules of its pipelines come without a path. */
const DIFFUSERS_LIBRARIES =
  /^(?:diffusers|transformers|onnxruntime|optimum|flax|jax|torch|peft|k_diffusion|stable_diffusion\w*|paint_by_example|latent_diffusion|unclip|kandinsky\w*|versatile_diffusion|deepfloyd_if|alt_diffusion|wuerstchen|audioldm\w*|musicldm|shap_e|stable_cascade|stable_audio|hunyuan\w*|pixart_alpha|lumina\w*|semantic_stable_diffusion|score_sde_ve|flux|sana|wan|cosmos|hidream_image|qwenimage|bria|chroma|ltx|cogview\w*|consisid|easyanimate|visualcloze|text_to_video_synthesis|unidiffuser|blip_diffusion|ledits_pp|controlnet\w*|aura_flow|allegro|mochi|omnigen|amused|dance_diffusion|dit|i2vgen_xl|marigold|pag|pia|animatediff|repaint|spectrogram_diffusion)$/;
/** Modules of sentence-transformers and of the libraries that build on it. */
const SENTENCE_MODULES = /^(?:sentence_transformers|pylate|sparsembed|model2vec)(?:\.\w+)+$/;

/** Code that a model brings along, or fetches. */
export function remoteCodeWatch({ visit, tell, kind }: ConfigContext): ConfigWatch {
  const told = new Set<string>();
  const remote = (what: string, value: ConfigValue): void => {
    const message = `${pathText(value.path)}: ${what}`;
    if (told.has(message) || told.size > 50) return;
    told.add(message);
    tell({ rule: "remote-code", message }, value);
  };
  return {
    value: (value) => {
      const { path } = value;
      if (value.kind !== "scalar") return;
      if (path.includes("auto_map") && typeof value.value === "string") return remote(autoMap(value.value, visit), value);
      if (path.includes("custom_pipelines") && path.at(-1) === "impl")
        return remote(`${shown(value.value)} is the code of a pipeline.`, value);
      if (path.includes("auto_mapping") && path.at(-1) === "parent_library") return autoMapping(value, remote);
      const last = path.at(-1);
      if (last === "trust_remote_code" && (value.value === true || value.value === "true"))
        return remote("code of the repository is trusted.", value);
      if ((last === "custom_generate" || last === "custom_pipeline") && typeof value.value === "string" && value.value !== "")
        return remote(`${shown(value.value)} is code to be fetched.`, value);
      if (typeof last === "string" && /^_?attn_implementation/.test(last) && typeof value.value === "string" && value.value.includes("/"))
        return remote(`${shown(value.value)} is a kernel to be fetched: machine code.`, value);
      if (last === "megatron_core" && typeof value.value === "string" && value.value !== "megatron.core")
        return remote(`${shown(value.value)} is imported.`, value);
      if (kind()?.format === "diffusers-index") diffusersLibrary(path, value, remote);
      if (last === "type" && path.length === 2 && typeof path[0] === "number") sentenceModule(value, remote, kind()?.format);
    },
  };
}

function shown(value: ConfigValue["value"]): string {
  return JSON.stringify(String(value).slice(0, 120));
}

/** `module.Class`, or `organisation/repository--module.Class`. */
function autoMap(written: string, visit: Visit): string {
  const [repository, reference] = written.includes("--") ? written.split("--", 2) : [undefined, written];
  const module = (reference ?? "").split(".").slice(0, -1).join("/");
  const file = `${module}.py`;
  if (repository !== undefined) return `${shown(written)} is code of another repository, ${shown(repository)}.`;
  const there = module !== "" && !module.includes("..") && visit.sibling(file) !== undefined;
  return `${shown(written)} is code of this repository, ${there ? `in ${shown(file)}` : `expected in ${shown(file)}, which is not here`}.`;
}

type Remote = (what: string, value: ConfigValue) => void;

/** PEFT imports the library that an adapter names. */
function autoMapping(value: ConfigValue, remote: Remote): void {
  if (typeof value.value === "string" && !/^(?:transformers|diffusers|torch|timm|peft|sentence_transformers)(?:\.\w+)*$/.test(value.value))
    remote(`${shown(value.value)} is imported.`, value);
}

function diffusersLibrary(path: ConfigPath, value: ConfigValue, remote: Remote): void {
  if (path.length !== 2 || path[1] !== 0 || typeof value.value !== "string") return;
  if (path[0] === "_class_name") remote(`the pipeline is code of the repository, ${shown(`${value.value}.py`)}.`, value);
  else if (typeof path[0] === "string" && !path[0].startsWith("_") && !DIFFUSERS_LIBRARIES.test(value.value))
    remote(`${shown(value.value)} is no library of diffusers; it is imported from the repository.`, value);
}

function sentenceModule(value: ConfigValue, remote: Remote, format: string | undefined): void {
  if (format !== "sentence-transformers-modules" || typeof value.value !== "string") return;
  if (!SENTENCE_MODULES.test(value.value)) remote(`${shown(value.value)} is imported.`, value);
}
