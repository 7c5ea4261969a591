import type { SecretRule } from "../rule.ts";
import { assigned, issuer, token } from "./define.ts";

/** Model and inference providers, vector stores, experiment trackers and LLM tooling. */
export const aiRules: readonly SecretRule[] = [
  ...issuer("OpenAI", "ai-provider", "platform.openai.com/api-keys", [
    token("openai-project-key", "OpenAI project key", "sk-proj-{w:40,200}", { check: "openai-marker" }),
    token("openai-service-account-key", "OpenAI service account key", ["sk-svcacct-{w:40,200}", "sk-service-{w:40,200}"], {
      check: "openai-marker",
    }),
    token("openai-admin-key", "OpenAI admin key", "sk-admin-{w:40,200}", { severity: "critical", check: "openai-marker" }),
    token("openai-user-key", "OpenAI user key", "sk-{A:20}T3BlbkFJ{A:20}", { keywords: ["t3blbkfj"], lead: 23 }),
    token("sk-api-key", "API key in the sk- form (OpenAI and compatible providers)", ["sk-{A:32}", "sk-{A:48,64}"], {
      confidence: "possible",
      check: "has-digit",
      entropy: 3,
    }),
  ]),
  ...issuer("Anthropic", "ai-provider", "console.anthropic.com/settings/keys", [
    token("anthropic-api-key", "Anthropic API key", "sk-ant-api{d:2}-{w:80,120}"),
    token("anthropic-admin-key", "Anthropic admin key", "sk-ant-admin{d:2}-{w:80,120}", { severity: "critical" }),
    token("anthropic-oauth-token", "Anthropic OAuth token", [
      "sk-ant-oat{d:2}-{w:80,120}",
      "sk-ant-ort{d:2}-{w:80,120}",
      "sk-ant-sid{d:2}-{w:80,120}",
    ]),
  ]),
  ...issuer("Google", "ai-provider", "console.cloud.google.com/apis/credentials", [
    token("google-api-key", "Google API key (Gemini, Maps, Firebase)", "AIzaSy{w:33}", { entropy: 3 }),
  ]),
  ...issuer("Hugging Face", "ai-provider", "huggingface.co/settings/tokens", [
    token("huggingface-user-token", "Hugging Face user token", "hf_{A:34,40}", { check: "not-natural" }),
    token("huggingface-organization-token", "Hugging Face organisation token", "api_org_{A:34}", { check: "not-natural" }),
  ]),
  ...issuer("Groq", "ai-provider", "console.groq.com/keys", [token("groq-api-key", "Groq API key", "gsk_{A:52}")]),
  ...issuer("Replicate", "ai-provider", "replicate.com/account/api-tokens", [
    token("replicate-api-token", "Replicate API token", "r8_{A:37}"),
  ]),
  ...issuer("OpenRouter", "ai-provider", "openrouter.ai/keys", [token("openrouter-api-key", "OpenRouter API key", "sk-or-v1-{h:64}")]),
  ...issuer("xAI", "ai-provider", "console.x.ai", [token("xai-api-key", "xAI API key", "xai-{A:70,90}")]),
  ...issuer("Perplexity", "ai-provider", "perplexity.ai/settings/api", [
    token("perplexity-api-key", "Perplexity API key", "pplx-{A:40,64}"),
  ]),
  ...issuer("NVIDIA", "ai-provider", "build.nvidia.com", [token("nvidia-api-key", "NVIDIA API key", "nvapi-{w:60,70}")]),
  ...issuer("Cerebras", "ai-provider", "cloud.cerebras.ai", [token("cerebras-api-key", "Cerebras API key", "csk-{a:48}")]),
  ...issuer("Fireworks AI", "ai-provider", "fireworks.ai/account/api-keys", [
    token("fireworks-api-key", "Fireworks API key", "fw_{A:22,24}", { check: "mixed-case-and-digit", entropy: 3.2 }),
  ]),
  ...issuer("Voyage AI", "ai-provider", "dash.voyageai.com", [
    token("voyage-api-key", "Voyage AI API key", "pa-{w:43}", { check: "mixed-case-and-digit", entropy: 3.8 }),
  ]),
  ...issuer("Together AI", "ai-provider", "api.together.ai/settings/api-keys", [
    token("together-api-key", "Together AI API key", "tgp_v1_{w:43}"),
    assigned("together-legacy-key", "Together AI API key (older form)", ["together"], "{h:64}", { heads: ["key", "token", "secret"] }),
  ]),
  ...issuer("Mistral", "ai-provider", "console.mistral.ai/api-keys", [
    assigned("mistral-api-key", "Mistral API key", ["mistral", "codestral"], "{A:32}", {
      heads: ["key", "token", "secret"],
      check: "has-digit",
    }),
  ]),
  ...issuer("Cohere", "ai-provider", "dashboard.cohere.com/api-keys", [
    assigned("cohere-api-key", "Cohere API key", ["cohere", "co_api"], "{A:40}", { heads: ["key", "token", "secret"], check: "has-digit" }),
  ]),
  ...issuer("DeepSeek", "ai-provider", "platform.deepseek.com/api_keys", [
    assigned("deepseek-api-key", "DeepSeek API key", ["deepseek"], ["sk-{h:32}", "sk-{A:32,64}"]),
  ]),
  ...issuer("Alibaba Cloud", "ai-provider", "dashscope.console.aliyun.com", [
    assigned("dashscope-api-key", "DashScope API key", ["dashscope", "qwen", "bailian"], "sk-{h:32}"),
  ]),
  ...issuer("Moonshot AI", "ai-provider", "platform.moonshot.ai", [
    assigned("moonshot-api-key", "Moonshot API key", ["moonshot", "kimi"], "sk-{A:48}"),
  ]),
  ...issuer("Zhipu AI", "ai-provider", "open.bigmodel.cn", [
    assigned("zhipu-api-key", "Zhipu API key", ["zhipu", "glm", "bigmodel", "zai"], "{h:32}.{A:16}"),
  ]),
  ...issuer("Stability AI", "ai-provider", "platform.stability.ai/account/keys", [
    assigned("stability-api-key", "Stability AI API key", ["stability", "stable"], "sk-{A:48}"),
  ]),
  ...issuer("ElevenLabs", "ai-provider", "elevenlabs.io/app/settings/api-keys", [
    token("elevenlabs-api-key", "ElevenLabs API key", "sk_{h:48}"),
    assigned("elevenlabs-legacy-key", "ElevenLabs API key (older form)", ["eleven", "xi_api", "xi-api"], "{h:32}"),
  ]),
  ...issuer("AssemblyAI", "ai-provider", "assemblyai.com/dashboard/api-keys", [
    assigned("assemblyai-api-key", "AssemblyAI API key", ["assemblyai", "assembly_ai", "aai"], "{h:32}"),
  ]),
  ...issuer("Deepgram", "ai-provider", "console.deepgram.com", [assigned("deepgram-api-key", "Deepgram API key", ["deepgram"], "{h:40}")]),
  ...issuer("Cartesia", "ai-provider", "play.cartesia.ai/keys", [
    token("cartesia-api-key", "Cartesia API key", "sk_car_{w:20,60}", { check: "not-natural" }),
  ]),
  ...issuer("SambaNova", "ai-provider", "cloud.sambanova.ai/apis", [
    assigned("sambanova-api-key", "SambaNova API key", ["sambanova"], "{uuid}"),
  ]),
  ...issuer("Baseten", "ai-provider", "app.baseten.co/settings/api_keys", [
    assigned("baseten-api-key", "Baseten API key", ["baseten"], "{A:8}.{A:32}"),
  ]),
  ...issuer("Modal", "ai-provider", "modal.com/settings/tokens", [
    assigned("modal-token", "Modal token", ["modal"], ["ak-{A:22}", "as-{A:22}"]),
  ]),
  ...issuer("RunPod", "ai-provider", "runpod.io/console/user/settings", [token("runpod-api-key", "RunPod API key", "rpa_{U:38,50}")]),
  ...issuer("Vast.ai", "ai-provider", "cloud.vast.ai/account", [
    assigned("vastai-api-key", "Vast.ai API key", ["vast"], "{h:64}", { heads: ["key", "token"] }),
  ]),
  ...issuer("Anyscale", "ai-provider", "console.anyscale.com", [token("anyscale-api-key", "Anyscale API key", "esecret_{a:24,40}")]),
  ...issuer("Clarifai", "ai-provider", "clarifai.com/settings/security", [
    assigned("clarifai-pat", "Clarifai personal access token", ["clarifai"], "{h:32}"),
  ]),
  ...issuer("AI21", "ai-provider", "studio.ai21.com/account/api-key", [
    assigned("ai21-api-key", "AI21 API key", ["ai21"], ["{A:32}", "{uuid}"], { heads: ["key", "token"] }),
  ]),
  ...issuer("Upstage", "ai-provider", "console.upstage.ai", [
    token("upstage-api-key", "Upstage API key", "up_{A:32}", { check: "mixed-case-and-digit", entropy: 3.4 }),
  ]),
  ...issuer("Databricks", "ai-provider", "the workspace under Settings > Developer > Access tokens", [
    token("databricks-token", "Databricks personal access token", ["dapi{x:32}-{d:1}", "dapi{x:32}"], { entropy: 2.8 }),
    token("databricks-service-principal-secret", "Databricks OAuth secret", "dose{h:32}", { entropy: 2.8 }),
  ]),
  ...issuer("Pinecone", "ai-provider", "app.pinecone.io (API keys)", [
    token("pinecone-api-key", "Pinecone API key", "pcsk_{A:5,8}_{A:55,75}"),
    assigned("pinecone-legacy-key", "Pinecone API key (older form)", ["pinecone"], "{uuid}", { heads: ["key", "token"] }),
  ]),
  ...issuer("Qdrant", "ai-provider", "cloud.qdrant.io (API keys)", [
    assigned("qdrant-api-key", "Qdrant API key", ["qdrant"], ["{w:40,120}", "{uuid}|{w:40,120}"], {
      heads: ["key", "token"],
      entropy: 3.5,
      check: "has-digit",
    }),
  ]),
  ...issuer("Weaviate", "ai-provider", "console.weaviate.cloud", [
    assigned("weaviate-api-key", "Weaviate API key", ["weaviate", "wcd", "wcs"], ["{A:36,40}", "{b:60,120}{pad}"], {
      heads: ["key", "token"],
      check: "has-digit",
      entropy: 3.2,
    }),
  ]),
  ...issuer("Zilliz", "ai-provider", "cloud.zilliz.com (API keys)", [
    assigned("zilliz-api-key", "Zilliz or Milvus key", ["zilliz", "milvus"], ["{h:64,90}", "{h:72,100}"], { heads: ["key", "token"] }),
  ]),
  ...issuer("Chroma", "ai-provider", "trychroma.com (API keys)", [token("chroma-api-key", "Chroma Cloud API key", "ck-{A:44}")]),
  ...issuer("LangChain", "ai-provider", "smith.langchain.com/settings", [
    token("langsmith-api-key", "LangSmith API key", "lsv2_{=pt|sk}_{h:32}_{h:10}", { keywords: ["lsv2_"] }),
    token("langsmith-legacy-key", "LangSmith API key (older form)", "ls__{h:32}"),
  ]),
  ...issuer("Langfuse", "ai-provider", "the Langfuse project settings", [
    token("langfuse-secret-key", "Langfuse secret key", "sk-lf-{uuid}"),
  ]),
  ...issuer("Weights & Biases", "ai-provider", "wandb.ai/authorize", [
    assigned("wandb-api-key", "Weights & Biases API key", ["wandb", "weights_and_biases"], "{h:40}", {
      heads: ["key", "token", "secret", "login", "wandb"],
    }),
    token("wandb-v1-key", "Weights & Biases API key (v1)", "wandb_v1_{W:60,100}"),
  ]),
  ...issuer("Comet", "ai-provider", "comet.com/account-settings/apiKeys", [
    assigned("comet-api-key", "Comet or Opik API key", ["comet", "opik"], "{A:25}", { heads: ["key", "token"], check: "has-digit" }),
  ]),
  ...issuer("Neptune", "ai-provider", "app.neptune.ai (API tokens)", [
    token("neptune-api-token", "Neptune API token", "eyJhcGlfYWRkcmVzcyI6{b:60,400}{pad}"),
  ]),
  ...issuer("Helicone", "ai-provider", "helicone.ai/settings", [token("helicone-api-key", "Helicone API key", "sk-helicone-{t:20,80}")]),
  ...issuer("PromptLayer", "ai-provider", "promptlayer.com/settings", [token("promptlayer-api-key", "PromptLayer API key", "pl_{h:32}")]),
  ...issuer("AgentOps", "ai-provider", "app.agentops.ai", [assigned("agentops-api-key", "AgentOps API key", ["agentops"], "{uuid}")]),
  ...issuer("Dify", "ai-provider", "the Dify app under API access", [
    assigned("dify-api-key", "Dify API key", ["dify"], ["app-{A:24}", "dataset-{A:24}"]),
  ]),
  ...issuer("LlamaIndex", "ai-provider", "cloud.llamaindex.ai", [token("llamacloud-api-key", "LlamaCloud API key", "llx-{A:40,60}")]),
  ...issuer("Jina AI", "ai-provider", "jina.ai/api-dashboard", [token("jina-api-key", "Jina AI API key", "jina_{h:32}{w:28}")]),
  ...issuer("Tavily", "ai-provider", "app.tavily.com", [
    token("tavily-api-key", "Tavily API key", ["tvly-{=dev|prod}-{w:32,60}", "tvly-{A:32}"], { keywords: ["tvly-"] }),
  ]),
  ...issuer("Firecrawl", "ai-provider", "firecrawl.dev/app/api-keys", [token("firecrawl-api-key", "Firecrawl API key", "fc-{h:32}")]),
  ...issuer("Exa", "ai-provider", "dashboard.exa.ai/api-keys", [
    assigned("exa-api-key", "Exa API key", ["exa_", "exa-"], "{uuid}", { heads: ["key", "token"] }),
  ]),
  ...issuer("Serper", "ai-provider", "serper.dev/api-key", [assigned("serper-api-key", "Serper API key", ["serper"], "{h:40}")]),
  ...issuer("SerpApi", "ai-provider", "serpapi.com/manage-api-key", [
    assigned("serpapi-api-key", "SerpApi API key", ["serpapi", "serp_api"], "{h:64}"),
  ]),
  ...issuer("E2B", "ai-provider", "e2b.dev/dashboard", [token("e2b-api-key", "E2B API key", "e2b_{h:40}")]),
  ...issuer("Mem0", "ai-provider", "app.mem0.ai", [token("mem0-api-key", "Mem0 API key", "m0-{A:40}")]),
  ...issuer("Kaggle", "ai-provider", "kaggle.com/settings", [
    token("kaggle-access-token", "Kaggle access token", "KGAT_{h:32}"),
    assigned("kaggle-api-key", "Kaggle API key", ["kaggle"], "{h:32}"),
  ]),
  ...issuer("Roboflow", "ai-provider", "app.roboflow.com/settings/api", [
    assigned("roboflow-api-key", "Roboflow API key", ["roboflow"], "{A:20}", { heads: ["key", "token"], check: "has-digit" }),
  ]),
  ...issuer("Prefect", "ci", "app.prefect.cloud/my/api-keys", [token("prefect-api-key", "Prefect API key", ["pnu_{A:36}", "pnb_{A:36}"])]),
  ...issuer("Private AI", "ai-provider", "the Private AI portal", [
    assigned("privateai-api-key", "Private AI API key", ["privateai", "private_ai", "private-ai", "private ai"], "{a:32}", {
      check: "has-digit",
    }),
  ]),
  ...issuer("Anysphere", "ai-provider", "cursor.com/dashboard", [token("cursor-api-key", "Cursor API key", "key_{h:64}")]),
  ...issuer("Unstructured", "ai-provider", "platform.unstructured.io", [
    assigned("unstructured-api-key", "Unstructured API key", ["unstructured"], "{A:30,40}", {
      heads: ["key", "token"],
      check: "has-digit",
      entropy: 3.2,
    }),
  ]),
  ...issuer("Portkey", "ai-provider", "app.portkey.ai/api-keys", [
    assigned("portkey-api-key", "Portkey API key", ["portkey"], "{b:28}", { heads: ["key", "token"], check: "has-digit" }),
  ]),
  ...issuer("Braintrust", "ai-provider", "braintrust.dev/app/settings", [
    assigned("braintrust-api-key", "Braintrust API key", ["braintrust"], "sk-{A:48}"),
  ]),
];
