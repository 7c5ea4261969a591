/* Packages that are AI or ML outside of Python and npm: `name` or `name=import,import`. A trailing * stands for any rest. */

/** Go: the module path is the import prefix. */
export const GO_LIBRARIES: { readonly [category: string]: string } = {
  "llm-sdk": `github.com/aws/aws-sdk-go-v2/service/transcribe github.com/aws/aws-sdk-go-v2/service/polly cloud.google.com/go/texttospeech cloud.google.com/go/translate
    github.com/openai/openai-go github.com/openai/openai-go/v2 github.com/openai/openai-go/v3 github.com/sashabaranov/go-openai
    github.com/anthropics/anthropic-sdk-go github.com/liushuangls/go-anthropic/v2 github.com/google/generative-ai-go google.golang.org/genai
    cloud.google.com/go/vertexai cloud.google.com/go/aiplatform cloud.google.com/go/ai cloud.google.com/go/discoveryengine cloud.google.com/go/dialogflow
    cloud.google.com/go/vision/v2 cloud.google.com/go/speech cloud.google.com/go/language cloud.google.com/go/documentai github.com/ollama/ollama
    github.com/cohere-ai/cohere-go/v2 github.com/gage-technologies/mistral-go github.com/replicate/replicate-go github.com/hupe1980/go-huggingface
    github.com/aws/aws-sdk-go-v2/service/bedrock github.com/aws/aws-sdk-go-v2/service/bedrockruntime github.com/aws/aws-sdk-go-v2/service/bedrockagent
    github.com/aws/aws-sdk-go-v2/service/bedrockagentruntime github.com/aws/aws-sdk-go-v2/service/sagemaker
    github.com/aws/aws-sdk-go-v2/service/sagemakerruntime github.com/aws/aws-sdk-go-v2/service/comprehend github.com/aws/aws-sdk-go-v2/service/rekognition
    github.com/aws/aws-sdk-go-v2/service/textract github.com/Azure/azure-sdk-for-go/sdk/ai/azopenai github.com/volcengine/volcengine-go-sdk
    github.com/pkoukk/tiktoken-go github.com/tiktoken-go/tokenizer github.com/maximhq/bifrost/core github.com/deepgram/deepgram-go-sdk
    github.com/AssemblyAI/assemblyai-go-sdk github.com/conneroisu/groq-go github.com/cohesion-org/deepseek-go github.com/instructor-ai/instructor-go
    github.com/teilomillet/gollm github.com/ayush6624/go-chatgpt`,
  "agent-framework": `github.com/tmc/langchaingo github.com/firebase/genkit/go google.golang.org/adk github.com/cloudwego/eino github.com/cloudwego/eino-ext/*
    github.com/nlpodyssey/openai-agents-go github.com/Ingenimax/agent-sdk-go github.com/a2aproject/a2a-go trpc.group/trpc-go/trpc-agent-go
    trpc.group/trpc-go/trpc-a2a-go github.com/lexlapax/go-llms github.com/charmbracelet/fantasy github.com/charmbracelet/crush github.com/henomis/lingoose
    github.com/natexcvi/go-llm github.com/jetify-com/ai go.jetify.com/ai`,
  mcp: `github.com/modelcontextprotocol/go-sdk github.com/mark3labs/mcp-go github.com/metoro-io/mcp-golang github.com/ThinkInAIXYZ/go-mcp
    github.com/github/github-mcp-server github.com/grafana/mcp-grafana github.com/mark3labs/mcphost github.com/strowk/foxy-contexts
    github.com/modelcontextprotocol/registry`,
  "ml-framework": `gorgonia.org/gorgonia gorgonia.org/tensor github.com/tensorflow/tensorflow github.com/galeone/tfgo github.com/sugarme/gotch
    github.com/sugarme/tokenizer github.com/yalue/onnxruntime_go github.com/owulveryck/onnx-go github.com/sjwhitworth/golearn github.com/cdipaolo/goml
    github.com/dmitryikh/leaves github.com/nlpodyssey/spago github.com/nlpodyssey/cybertron github.com/jdkato/prose/v2 github.com/knights-analytics/hugot
    github.com/gomlx/gomlx github.com/go-skynet/go-llama.cpp github.com/ggerganov/whisper.cpp/bindings/go github.com/ggml-org/whisper.cpp/bindings/go
    gocv.io/x/gocv github.com/daulet/tokenizers github.com/zhenghaoz/gorse github.com/gorse-io/gorse github.com/otiai10/gosseract/v2`,
  "vector-store": `github.com/qdrant/go-client github.com/pinecone-io/go-pinecone github.com/pinecone-io/go-pinecone/v2 github.com/pinecone-io/go-pinecone/v3
    github.com/pinecone-io/go-pinecone/v4 github.com/weaviate/weaviate-go-client/v4 github.com/weaviate/weaviate-go-client/v5 github.com/weaviate/weaviate
    github.com/milvus-io/milvus-sdk-go/v2 github.com/milvus-io/milvus/client/v2 github.com/milvus-io/milvus github.com/amikos-tech/chroma-go
    github.com/philippgille/chromem-go github.com/pgvector/pgvector-go github.com/asg017/sqlite-vec-go-bindings github.com/coder/hnsw
    github.com/DataIntelligenceCrew/go-faiss github.com/vespa-engine/vespa/client/go github.com/upstash/vector-go`,
  "inference-server": `github.com/mudler/LocalAI github.com/kserve/kserve github.com/SeldonIO/seldon-core github.com/ray-project/kuberay
    github.com/ray-project/kuberay/ray-operator sigs.k8s.io/gateway-api-inference-extension github.com/envoyproxy/ai-gateway
    github.com/kaito-project/kaito github.com/vllm-project/aibrix sigs.k8s.io/lws github.com/substratusai/kubeai`,
  mlops: `github.com/kubeflow/pipelines github.com/kubeflow/trainer github.com/kubeflow/trainer/v2 github.com/kubeflow/training-operator
    github.com/kubeflow/katib github.com/flyteorg/flyte github.com/treeverse/lakefs github.com/pachyderm/pachyderm/v2 github.com/henomis/langfuse-go
    github.com/mlflow/mlflow-go github.com/feast-dev/feast github.com/traceloop/go-openllmetry/traceloop-sdk`,
};

/** Maven: `group:artifact=java.package`. */
export const MAVEN_LIBRARIES: { readonly [category: string]: string } = {
  "llm-sdk": `software.amazon.awssdk:transcribe=software.amazon.awssdk.services.transcribe software.amazon.awssdk:polly=software.amazon.awssdk.services.polly
    com.google.cloud:google-cloud-translate=com.google.cloud.translate
    com.openai:openai-java=com.openai com.openai:openai-java-core=com.openai com.openai:openai-java-client-okhttp=com.openai
    com.theokanning.openai-gpt3-java:service=com.theokanning.openai com.theokanning.openai-gpt3-java:client=com.theokanning.openai.client
    com.theokanning.openai-gpt3-java:api=com.theokanning.openai com.anthropic:anthropic-java=com.anthropic com.anthropic:anthropic-java-core=com.anthropic
    com.google.genai:google-genai=com.google.genai com.google.cloud:google-cloud-vertexai=com.google.cloud.vertexai
    com.google.cloud:google-cloud-aiplatform=com.google.cloud.aiplatform com.google.cloud:google-cloud-dialogflow=com.google.cloud.dialogflow
    com.google.cloud:google-cloud-vision=com.google.cloud.vision com.google.cloud:google-cloud-speech=com.google.cloud.speech
    com.google.cloud:google-cloud-language=com.google.cloud.language com.google.cloud:google-cloud-document-ai=com.google.cloud.documentai
    com.azure:azure-ai-openai=com.azure.ai.openai com.azure:azure-ai-inference=com.azure.ai.inference com.azure:azure-ai-projects=com.azure.ai.projects
    com.azure:azure-ai-agents-persistent=com.azure.ai.agents.persistent com.azure:azure-ai-textanalytics=com.azure.ai.textanalytics
    com.azure:azure-ai-formrecognizer=com.azure.ai.formrecognizer com.azure:azure-ai-contentsafety=com.azure.ai.contentsafety
    com.azure:azure-ai-documentintelligence=com.azure.ai.documentintelligence software.amazon.awssdk:bedrock=software.amazon.awssdk.services.bedrock
    software.amazon.awssdk:bedrockruntime=software.amazon.awssdk.services.bedrockruntime
    software.amazon.awssdk:bedrockagent=software.amazon.awssdk.services.bedrockagent
    software.amazon.awssdk:bedrockagentruntime=software.amazon.awssdk.services.bedrockagentruntime
    software.amazon.awssdk:sagemaker=software.amazon.awssdk.services.sagemaker
    software.amazon.awssdk:sagemakerruntime=software.amazon.awssdk.services.sagemakerruntime
    software.amazon.awssdk:comprehend=software.amazon.awssdk.services.comprehend
    software.amazon.awssdk:rekognition=software.amazon.awssdk.services.rekognition
    software.amazon.awssdk:textract=software.amazon.awssdk.services.textract
    software.amazon.awssdk:lexruntimev2=software.amazon.awssdk.services.lexruntimev2 com.amazonaws:aws-java-sdk-sagemaker=com.amazonaws.services.sagemaker
    com.amazonaws:aws-java-sdk-sagemakerruntime=com.amazonaws.services.sagemakerruntime
    com.amazonaws:aws-java-sdk-comprehend=com.amazonaws.services.comprehend com.amazonaws:aws-java-sdk-rekognition=com.amazonaws.services.rekognition
    com.cohere:cohere-java=com.cohere.api io.github.sashirestela:simple-openai=io.github.sashirestela.openai
    com.aallam.openai:openai-client=com.aallam.openai com.aallam.openai:openai-client-jvm=com.aallam.openai io.github.ollama4j:ollama4j=io.github.ollama4j
    com.alibaba:dashscope-sdk-java=com.alibaba.dashscope com.knuddels:jtokkit=com.knuddels.jtokkit com.ibm.watson:assistant=com.ibm.watson.assistant
    io.github.lambdua:service=io.github.lambdua com.microsoft.cognitiveservices.speech:client-sdk=com.microsoft.cognitiveservices.speech
    cn.bigmodel.openapi:oapi-java-sdk=com.zhipu.oapi com.volcengine:volcengine-java-sdk-ark-runtime=com.volcengine.ark`,
  "agent-framework": `dev.langchain4j:langchain4j=dev.langchain4j dev.langchain4j:langchain4j-*=dev.langchain4j org.springframework.ai:spring-ai-*=org.springframework.ai
    io.quarkiverse.langchain4j:*=io.quarkiverse.langchain4j com.google.adk:google-adk=com.google.adk com.google.adk:google-adk-*=com.google.adk
    io.agentscope:*=io.agentscope com.hw.langchain:*=com.hw.langchain com.microsoft.semantic-kernel:*=com.microsoft.semantickernel ai.koog:*=ai.koog com.embabel.agent:*=com.embabel.agent
    com.alibaba.cloud.ai:*=com.alibaba.cloud.ai org.bsc.langgraph4j:*=org.bsc.langgraph4j io.github.a2asdk:*=io.a2a
    io.micronaut.langchain4j:*=io.micronaut.langchain4j`,
  mcp: `io.modelcontextprotocol.sdk:mcp=io.modelcontextprotocol io.modelcontextprotocol.sdk:mcp-*=io.modelcontextprotocol
    io.modelcontextprotocol:kotlin-sdk=io.modelcontextprotocol.kotlin.sdk io.modelcontextprotocol:kotlin-sdk-*=io.modelcontextprotocol.kotlin.sdk
    io.quarkiverse.mcp:*=io.quarkiverse.mcp org.springaicommunity:mcp-annotations=org.springaicommunity.mcp`,
  "ml-framework": `de.bwaldvogel:liblinear=de.bwaldvogel.liblinear cc.mallet:mallet=cc.mallet tw.edu.ntu.csie:libsvm=libsvm
    ai.djl:*=ai.djl ai.djl.*=ai.djl org.deeplearning4j:*=org.deeplearning4j org.nd4j:*=org.nd4j org.datavec:*=org.datavec org.tensorflow:*=org.tensorflow
    com.microsoft.onnxruntime:onnxruntime=ai.onnxruntime com.microsoft.onnxruntime:onnxruntime_gpu=ai.onnxruntime
    com.microsoft.onnxruntime:onnxruntime-android=ai.onnxruntime ml.dmlc:xgboost4j*=ml.dmlc.xgboost4j
    com.microsoft.ml.lightgbm:lightgbmlib=com.microsoft.ml.lightgbm ai.catboost:*=ai.catboost nz.ac.waikato.cms.weka:*=weka
    com.github.haifengl:smile-*=smile org.apache.spark:spark-mllib_2.12=org.apache.spark.ml,org.apache.spark.mllib
    org.apache.spark:spark-mllib_2.13=org.apache.spark.ml,org.apache.spark.mllib org.apache.spark:spark-mllib_2.11=org.apache.spark.ml
    com.johnsnowlabs.nlp:*=com.johnsnowlabs.nlp edu.stanford.nlp:stanford-corenlp=edu.stanford.nlp org.apache.opennlp:*=opennlp org.tribuo:*=org.tribuo
    ai.h2o:*=hex,water org.jpmml:*=org.jpmml ml.combust.mleap:*=ml.combust.mleap org.pytorch:*=org.pytorch com.google.mlkit:*=com.google.mlkit
    com.google.mediapipe:*=com.google.mediapipe com.google.ai.edge.litert:*=com.google.ai.edge.litert
    com.microsoft.azure:synapseml_2.12=com.microsoft.azure.synapse.ml de.kherud:llama=de.kherud.llama com.github.tjake:jlama-*=com.github.tjake.jlama
    org.apache.mahout:*=org.apache.mahout org.bytedeco:opencv*=org.bytedeco.opencv org.openpnp:opencv=org.opencv com.alphacephei:vosk=org.vosk
    org.apache.systemds:systemds=org.apache.sysds`,
  "vector-store": `io.milvus:milvus-sdk-java=io.milvus io.qdrant:client=io.qdrant.client io.pinecone:pinecone-client=io.pinecone io.weaviate:client=io.weaviate.client
    io.weaviate:client6=io.weaviate.client6 com.pgvector:pgvector=com.pgvector tech.amikos:chromadb-java-client=tech.amikos.chromadb
    com.azure:azure-search-documents=com.azure.search.documents com.yahoo.vespa:*=ai.vespa com.github.jelmerk:hnswlib-core=com.github.jelmerk.knn
    io.github.jbellis:jvector=io.github.jbellis.jvector com.lancedb:lance-core=com.lancedb.lance`,
  mlops: `org.mlflow:mlflow-client=org.mlflow org.mlflow:mlflow-scoring=org.mlflow org.mlflow:mlflow-spark=org.mlflow.spark dev.feast:*=dev.feast
    com.langfuse:langfuse-java=com.langfuse.client`,
};

/** NuGet: the namespace is the package name unless told. */
export const NUGET_LIBRARIES: { readonly [category: string]: string } = {
  "llm-sdk": `Azure.AI.Translation.Text Azure.AI.Language.QuestionAnswering AWSSDK.TranscribeService=Amazon.TranscribeService AWSSDK.Polly=Amazon.Polly
    OpenAI Azure.AI.OpenAI Azure.AI.Inference Azure.AI.Projects Azure.AI.Agents.Persistent Azure.AI.TextAnalytics Azure.AI.FormRecognizer
    Azure.AI.DocumentIntelligence Azure.AI.ContentSafety Azure.AI.Vision.ImageAnalysis Azure.AI.Language.Conversations Microsoft.CognitiveServices.Speech
    Anthropic Anthropic.SDK Betalgo.OpenAI=Betalgo.Ranul.OpenAI,OpenAI Betalgo.Ranul.OpenAI Google.Cloud.AIPlatform.V1 Google.GenAI Mscc.GenerativeAI
    Google.Cloud.Vision.V1 Google.Cloud.Speech.V1 Google.Cloud.Language.V1 Google.Cloud.Dialogflow.V2 Google.Cloud.DocumentAI.V1
    AWSSDK.BedrockRuntime=Amazon.BedrockRuntime AWSSDK.Bedrock=Amazon.Bedrock AWSSDK.BedrockAgent=Amazon.BedrockAgent
    AWSSDK.BedrockAgentRuntime=Amazon.BedrockAgentRuntime AWSSDK.SageMaker=Amazon.SageMaker AWSSDK.SageMakerRuntime=Amazon.SageMakerRuntime
    AWSSDK.Comprehend=Amazon.Comprehend AWSSDK.Rekognition=Amazon.Rekognition AWSSDK.Textract=Amazon.Textract OllamaSharp Mistral.SDK Cohere HuggingFace
    LLamaSharp=LLama LLamaSharp.*=LLama SharpToken Microsoft.ML.Tokenizers TiktokenSharp Tiktoken GroqApiLibrary Microsoft.Extensions.AI
    Microsoft.Extensions.AI.* Microsoft.AI.Foundry.Local tryAGI.OpenAI DeepSeek.Core AssemblyAI Deepgram OpenAI-DotNet=OpenAI`,
  "agent-framework": `Microsoft.SemanticKernel Microsoft.SemanticKernel.* Microsoft.Agents.AI Microsoft.Agents.AI.* Microsoft.Agents.* Microsoft.AutoGen.* AutoGen AutoGen.*
    LangChain LangChain.* Microsoft.Bot.Builder Microsoft.Bot.Builder.* Microsoft.Teams.AI Microsoft.KernelMemory.* BotSharp.Core A2A A2A.AspNetCore
    Microsoft.Extensions.DataIngestion`,
  mcp: `ModelContextProtocol ModelContextProtocol.* mcpdotnet=McpDotNet`,
  "ml-framework": `Microsoft.ML.Probabilistic Microsoft.ML.EntryPoints Microsoft.ML.Ensemble
    Microsoft.ML Microsoft.ML.AutoML Microsoft.ML.FastTree Microsoft.ML.LightGbm Microsoft.ML.TensorFlow Microsoft.ML.Vision Microsoft.ML.TimeSeries
    Microsoft.ML.Recommender Microsoft.ML.OnnxTransformer Microsoft.ML.OnnxConverter Microsoft.ML.TorchSharp Microsoft.ML.ImageAnalytics
    Microsoft.ML.Mkl.Components Microsoft.ML.OnnxRuntime Microsoft.ML.OnnxRuntime.* Microsoft.ML.OnnxRuntimeGenAI Microsoft.ML.OnnxRuntimeGenAI.*
    TensorFlow.NET=Tensorflow TensorFlow.Keras=Tensorflow.Keras SciSharp.TensorFlow.Redist TorchSharp TorchSharp-cpu=TorchSharp
    TorchSharp-cuda-windows=TorchSharp Accord.MachineLearning Accord.Neuro Accord.Statistics SharpLearning.* Catalyst CNTK.CPUOnly=CNTK CNTK.GPU=CNTK
    Keras.NET=Keras Numpy.NET=Numpy ElevenLabs-DotNet=ElevenLabs Whisper.net OpenCvSharp4=OpenCvSharp Emgu.CV Tesseract DlibDotNet XGBoostSharp SmartComponents.LocalEmbeddings
    Microsoft.Data.Analysis`,
  "vector-store": `Pinecone.NET=Pinecone Pinecone.Client=Pinecone Qdrant.Client Milvus.Client Pgvector Pgvector.EntityFrameworkCore Azure.Search.Documents
    ChromaDB.Client Microsoft.Extensions.VectorData.Abstractions=Microsoft.Extensions.VectorData Microsoft.SemanticKernel.Connectors.Qdrant NRedisStack
    HNSW.Net FaissMask`,
};

/** crates.io: the import is the name with "-" as "_". */
export const CARGO_LIBRARIES: { readonly [category: string]: string } = {
  "llm-sdk": `aws-sdk-transcribe aws-sdk-polly
    async-openai openai-api-rs openai_api_rust openai anthropic anthropic-sdk anthropic-ai-sdk clust misanthropic genai ollama-rs ollama-rest
    mistralai-client cohere-rust groq-api-rust aws-sdk-bedrock aws-sdk-bedrockruntime aws-sdk-bedrockagent aws-sdk-bedrockagentruntime aws-sdk-sagemaker
    aws-sdk-sagemakerruntime aws-sdk-comprehend aws-sdk-rekognition aws-sdk-textract google-generative-ai-rs gemini-rust google-cloud-aiplatform-v1
    google-aiplatform1 tiktoken-rs tokenizers hf-hub replicate-rust llm llm-chain llm-chain-openai llm_client chatgpt_rs openrouter_api instructor-ai
    deepseek-api elevenlabs_rs`,
  "agent-framework": `rig-core=rig rig-* langchain-rust swarms-rs autoagents autoagents-* kalosm anda_core anda_engine graph-flow swiftide swiftide-* agentai a2a-rs
    agent-client-protocol ai-agents`,
  mcp: `rmcp rmcp-macros mcp-core mcp-sdk mcp-server mcp-client rust-mcp-sdk rust-mcp-schema mcpr mcp-attr mcp_client_rs poem-mcpserver pmcp turbomcp
    prism-mcp-rs`,
  "ml-framework": `burn burn-* candle-core candle-nn candle-transformers candle-onnx candle-datasets candle-flash-attn tch torch-sys ort ort-sys onnxruntime tract-onnx
    tract-core tract-tensorflow tract-nnef tensorflow tflite tflitec linfa linfa-* smartcore rusty-machine rust-bert rust_tokenizers dfdx autograd
    llama_cpp llama-cpp-2 llama-cpp-rs llama-cpp-sys-2 mistralrs mistralrs-core whisper-rs whisper-rs-sys safetensors gguf-rs gguf xgboost lightgbm3
    catboost-rust gbdt wonnx rten rten-* opencv leptess tesseract openvino cudarc petal-clustering vosk ggml ggml-sys`,
  embedding: `fastembed embed_anything text-embeddings-backend model2vec-rs candle_embed`,
  "vector-store": `qdrant-client pinecone-sdk milvus-sdk-rust chromadb weaviate-community lancedb lance pgvector hnsw_rs hnsw instant-distance usearch faiss arroy
    sqlite-vec hora oasysdb`,
  mlops: `langfuse opentelemetry-langfuse`,
};

/** RubyGems: the import is the name with "-" as "/" unless told. */
export const GEM_LIBRARIES: { readonly [category: string]: string } = {
  "llm-sdk": `google-cloud-translate google-cloud-text_to_speech aws-sdk-transcribeservice aws-sdk-polly
    ruby-openai=openai openai anthropic ruby-anthropic=anthropic ruby_llm ollama-ai gemini-ai mistral-ai cohere-ruby=cohere cohere-ai
    replicate-ruby=replicate replicate-rails aws-sdk-bedrock aws-sdk-bedrockruntime aws-sdk-bedrockagent aws-sdk-bedrockagentruntime aws-sdk-sagemaker
    aws-sdk-sagemakerruntime aws-sdk-comprehend aws-sdk-rekognition aws-sdk-textract google-cloud-ai_platform google-cloud-vision google-cloud-language
    google-cloud-dialogflow google-cloud-speech google-cloud-document_ai hugging-face tiktoken_ruby tokenizers informers omniai omniai-* llm.rb=llm raix
    instructor-rb=instructor groq elevenlabs nano-bots dspy=dspy`,
  "agent-framework": `langchainrb=langchain langchainrb_rails langchain_rb boxcars activeagent active_genie regent sublayer rdawn ai-agents=agents swarm_sdk claude_swarm
    roast-ai=roast`,
  mcp: `mcp model-context-protocol-rb fast-mcp=fast_mcp mcp-rb ruby-mcp-client=mcp_client ruby_llm-mcp rails-mcp-server action_mcp actionmcp`,
  "ml-framework": `torch-rb=torch torchvision torchtext torchaudio onnxruntime tensorflow rumale rumale-* xgb lightgbm catboost transformers-ruby eps ruby-fann
    classifier-reborn fasttext prophet-rb=prophet numo-narray numo-narray-alt safetensors ruby-spacy ruby-opencv opencv whispercpp llama_cpp disco isotree
    outliertree xlearn libsvm-ruby-swig libmf mitie treat`,
  "vector-store": `qdrant-ruby=qdrant pinecone weaviate-ruby=weaviate chroma-db=chroma-db milvus neighbor pgvector faiss hnswlib annoy-rb=annoy ngt sqlite-vec`,
  mlops: `langfuse langfuse-ruby`,
};
