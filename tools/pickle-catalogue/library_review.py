"""Reviewed by hand: packages that models are loaded beside, and what their names can do.

Everything in a module listed in MODULES (and below it) is taken for capable of it, but for the names in QUIET. NAMES
adds single names to those that walk_library.py derives.
"""

from allow_review import EXCLUDED_MODULES, PROFILES

# Packages of which at least parts are known; a name that is on no list of theirs is merely unlisted.
KNOWN = " ".join(" ".join(packages.split()) for packages in PROFILES.values()) + """ tensorflow keras tf_keras jax flax optax diffusers onnx onnxruntime mlflow
    wandb dask ray polars pyarrow PIL cv2 matplotlib plotly seaborn sympy numexpr h5py zarr fairseq detectron2 mmcv mmengine espnet nemo haystack langchain
    llama_index dgl cupy cudf cuml pyspark h2o autogluon flaml hyperopt deepspeed megatron apex triton bitsandbytes gradio streamlit evaluate tabnet pytorch_tabnet"""

MODULES = {
    "process": """pip pip._internal setuptools pkg_resources distutils numpy.distutils numpy.f2py plumbum fabric fabric2 invoke sh pexpect ptyprocess psutil
        paramiko IPython ipykernel jupyter_client nbconvert nbformat conda virtualenv venv poetry cookiecutter git gitdb docker kubernetes ansible
        torch.distributed.elastic torch.distributed.run torch.distributed.launcher torch.multiprocessing torch.utils.collect_env
        torch.utils.cpp_extension celery luigi airflow prefect dagster click.testing spacy.cli mlflow.projects mlflow.utils.process accelerate.commands
        accelerate.launchers joblib.externals.loky joblib.pool joblib.executor joblib._parallel_backends loky billiard supervisor gunicorn uvicorn waitress
        transformers.commands transformers.cli datasets.commands nltk.internals py4j jpype py xdist pytest nose tox webdriver_manager selenium
        pyautogui pynput keyring win32api win32com wmi""",
    "execute": """numpy.testing._private.utils torch.utils.bottleneck torch._dynamo torch._inductor torch.jit.unsupported_tensor_ops torch.fx.experimental
        pandas.core.computation pandas.eval jinja2 mako chameleon tornado.template sympy.parsing sympy.core.sympify sympy.utilities.lambdify numexpr
        llvmlite Cython pyximport cffi cppyy js2py execjs RestrictedPython asteval restricted code_server torch.utils.benchmark transformers.tools transformers.agents
        smolagents langchain_experimental triton.compiler triton.runtime torch.utils.data.datapipes.utils.decoder jsonpickle
        lightning.pytorch.cli pytorch_lightning.cli jsonargparse hydra fire ipdb pudb bpython ptpython PIL.ImageMath""",
    "deserialise": """dill.session pandas.io.pickle pandas.compat.pickle_compat joblib.numpy_pickle_utils torch.utils._config_module torch.package torch.hub
        cloudpickle.pickle skops.io._persist shelve_ng klepto pickle5 jsonpickle.unpickler statsmodels.iolib.smpickle gensim.utils.unpickle torch.export
        torch.jit._serialization torch.distributed.checkpoint.format_utils keras.models keras.saving keras.src.saving tensorflow.saved_model tensorflow.keras.models tf_keras
        onnxruntime mlflow.pyfunc mlflow.sklearn mlflow.pytorch mlflow.models mlflow.store bentoml hickle deepdish h5pickle yaml ruamel""",
    "network": """requests urllib3 httpx httpcore aiohttp boto3 botocore s3fs gcsfs adlfs azure google.cloud huggingface_hub gdown wget pycurl smart_open.http
        tornado twisted zmq pymysql psycopg2 pymongo sqlalchemy kafka pika paho websocket websockets grpc thrift ftputil scrapy mechanize dns
        transformers.dynamic_module_utils torch.utils.model_zoo wandb comet_ml neptune clearml mlflow.tracking mlflow.artifacts mlflow.utils.rest_utils
        sklearn.datasets gensim.downloader nltk.downloader spacy.util.download tensorflow_hub tensorflow_datasets keras.utils tensorflow.keras.utils pooch smart_open
        kaggle openml modelscope datasets.load datasets.utils.file_utils datasets.builder torchvision.datasets torchaudio.datasets ultralytics.hub ultralytics.utils.downloads
        fastai.data.external fastcore.net fastdownload telegram slack_sdk discord tweepy openai anthropic cohere replicate asyncssh aiofiles anyio""",
    "file": """pandas.io numpy.lib.npyio numpy.lib._npyio_impl numpy.lib._datasource numpy.lib.format numpy.lib._format_impl scipy.io h5py tables zarr netCDF4 openpyxl
        xlrd xlsxwriter docx PyPDF2 imageio skimage.io cv2.imwrite torch.utils.tensorboard tensorboardX nltk.data py7zr rarfile patoolib pyunpack send2trash pathlib2
        path watchdog datasets.packaged_modules pyarrow.fs pyarrow.parquet pyarrow.csv pyarrow.feather pyarrow.orc pyarrow.dataset polars.io tempora appdirs filelock
        portalocker diskcache dotenv tinydb torch.serialization safetensors.torch safetensors.numpy""",
    "native": "numpy.ctypeslib torch.ops scipy._lib._ccallback cffi _cffi_backend torch._C._jit pyctypes tensorflow.load_op_library tensorflow.load_library",
    "import": "scipy._lib._uarray werkzeug.utils django.utils.module_loading zope.dottedname stevedore pluggy pluginbase importlib_metadata importlib_resources transformers.utils.import_utils catalogue.registry lazy_loader",
}

# Harmless names of these modules, which models do hold.
QUIET = {
    "requests.structures": "CaseInsensitiveDict LookupDict", "requests.models": "Response", "requests.cookies": "RequestsCookieJar",
    "torch.serialization": "_get_layout SourceChangeWarning", "setuptools.version": "__version__", "huggingface_hub.repocard_data": "CardData ModelCardData EvalResult",
    "huggingface_hub.utils": "SoftTemporaryDirectory", "sklearn.datasets": "__name__", "h5py": "Empty", "yaml": "YAMLObject",
    "torch.jit": "ScriptModule RecursiveScriptModule ScriptFunction", "torch.jit._script": "RecursiveScriptModule ScriptModule RecursiveScriptClass",
    "torch._dynamo.eval_frame": "OptimizedModule", "torch.fx.graph": "Graph CodeGen _PyTreeCodeGen PythonCode", "torch.fx.node": "Node", "torch.fx.graph_module": "GraphModule",
    "pandas.io.formats.style": "Styler", "dns.name": "Name", "jinja2.runtime": "Undefined", "sympy.core.symbol": "Symbol",
    "datasets.utils.file_utils": "", "torch.package": "", "ruamel.yaml.comments": "CommentedMap CommentedSeq", "ruamel.yaml.scalarfloat": "ScalarFloat",
    "ruamel.yaml.scalarint": "ScalarInt", "ruamel.yaml.scalarstring": "DoubleQuotedScalarString SingleQuotedScalarString LiteralScalarString",
    "keras.models": "Model Sequential Functional", "tensorflow.keras.models": "Model Sequential", "numpy.lib.npyio": "NpzFile", "git.objects.util": "tzoffset",
    "google.cloud.storage.blob": "Blob",
}

# capability -> `module name` pairs, where a module holds both.
NAMES = {
    "deserialise": """numpy:load numpy:lib.npyio.load joblib:load joblib.numpy_pickle:load joblib.numpy_pickle:_unpickle joblib.numpy_pickle_compat:load_compatibility
        joblib.numpy_pickle:NumpyUnpickler torch:load torch.serialization:load torch.serialization:_load torch.serialization:_legacy_load torch.jit:load pandas:read_pickle
        dill:load dill:loads dill:load_session dill:load_module dill:load_module_asdict dill._dill:load dill._dill:loads dill._dill:Unpickler
        cloudpickle:load cloudpickle:loads cloudpickle.cloudpickle:load cloudpickle.cloudpickle:loads cloudpickle.cloudpickle_fast:load cloudpickle.cloudpickle_fast:loads
        ray.cloudpickle:loads ray.cloudpickle:load ray.cloudpickle.cloudpickle:loads joblib.externals.cloudpickle:loads joblib.externals.cloudpickle:load
        sklearn.externals.joblib:load sklearn.externals.joblib.numpy_pickle:load skops.io:load skops.io:loads gensim.utils:unpickle gensim.utils:SaveLoad.load
        numpy.core.multiarray:_load numpy.ma.core:load numpy.ma.core:loads numpy:loads nltk.data:load nltk:load mlflow.pyfunc:load_model keras.models:load_model keras:models.load_model
        distributed.protocol:deserialize torch.distributed.distributed_c10d:_tensor_to_object
        torch.distributed.rpc.internal:_internal_rpc_pickler lightning.fabric.utilities.cloud_io:_load transformers:AutoModel.from_pretrained
        xgboost:Booster.load_model lightgbm:Booster.model_from_string statsmodels.iolib.smpickle:load_pickle thinc.util:from_pickle srsly:pickle_loads srsly:pickle_load srsly._pickle_api:pickle_loads""",
    "file": """torch:save torch:from_file torch.serialization:save numpy:save numpy:savez numpy:savez_compressed numpy:savetxt numpy:loadtxt numpy:genfromtxt numpy:fromfile
        numpy:memmap numpy.core.memmap:memmap numpy._core.memmap:memmap joblib._memmapping_reducer:_strided_from_memmap joblib._memmapping_reducer:reduce_array_memmap_backward sklearn.externals.joblib._memmapping_reducer:_strided_from_memmap joblib._memmapping_reducer:_log_and_unlink numpy:fromregex numpy:DataSource numpy:tofile numpy:ndarray.tofile numpy:ndarray.dump numpy:lookfor numpy:source numpy:recfromcsv numpy:recfromtxt
        numpy.core.records:fromfile numpy.rec:fromfile numpy.core.multiarray:fromfile joblib:dump joblib:Memory joblib.memory:Memory joblib.hashing:hash joblib.disk:delete_folder joblib.disk:rm_subdirs
        scipy.io:savemat scipy.io:loadmat pandas:read_csv pandas:read_excel pandas:read_json pandas:read_html pandas:read_xml pandas:read_sql pandas:read_table pandas:read_fwf pandas:read_parquet
        pandas:read_feather pandas:read_orc pandas:read_hdf pandas:read_sas pandas:read_spss pandas:read_stata pandas:read_clipboard pandas:read_gbq pandas:ExcelFile pandas:ExcelWriter
        pandas:HDFStore pandas:DataFrame.to_csv pandas:DataFrame.to_pickle pandas:DataFrame.to_json pandas:DataFrame.to_excel pandas:DataFrame.to_parquet pandas:DataFrame.to_hdf
        pandas:DataFrame.to_html pandas:DataFrame.to_sql pandas:Series.to_csv pandas:Series.to_pickle dill:dump dill:dump_session dill._dill:_create_filehandle dill._dill:_create_stringo
        matplotlib.pyplot:savefig PIL.Image:open PIL.Image:Image.save cv2:imread cv2:imwrite sklearn.datasets:load_files sklearn.datasets:load_svmlight_file
        lightgbm:Booster.save_model xgboost:Booster.save_model catboost:CatBoost.save_model catboost:CatBoost.load_model tensorflow.io:read_file tensorflow.io:write_file tensorflow.io:matching_files
        polars:read_csv polars:scan_csv pyarrow:OSFile pyarrow:memory_map onnx:load onnx:save transformers:PreTrainedModel.save_pretrained h5py:File srsly:read_json srsly:write_json""",
    "execute": """pandas:eval pandas:DataFrame.eval pandas:DataFrame.query pandas.core.frame:DataFrame.eval pandas.core.frame:DataFrame.query numpy:safe_eval torch.fx.graph_module:_exec_with_source
        torch.fx.graph_module:_forward_from_src torch.fx.graph_module:_method_from_src torch.fx.graph_module:_deserialize_graph_module torch.jit:CompilationUnit torch.jit:script
        torch.jit.frontend:get_jit_def dill._dill:_eval_repr dill.source:importable dill.source:_importable dill.temp:capture dill.temp:loadIR
        sympy:sympify sympy:S sympy:parse_expr sympy:lambdify numexpr:evaluate keras.layers:Lambda keras.config:enable_unsafe_deserialization keras:config.enable_unsafe_deserialization
        tensorflow:py_function tensorflow:numpy_function numba:jit numpy.lib.utils:safe_eval scipy.optimize:nonlin.eval sklearn.utils._testing:assert_run_python_script yaml:unsafe_load""",
    "import": """dill._dill:_import_module dill._dill:_getattribute dill._dill:_get_attr cloudpickle.cloudpickle:subimport cloudpickle.cloudpickle:dynamic_subimport
        cloudpickle.cloudpickle:_lookup_module_and_qualname cloudpickle.cloudpickle:_getobject joblib.externals.cloudpickle.cloudpickle:subimport
        transformers.utils:direct_transformers_import transformers.utils.import_utils:direct_transformers_import torch.utils._import_utils:import_dill
        catalogue:RegistryFactory thinc.api:registry spacy:registry spacy.util:registry numpy.core._ufunc_config:import_module six.moves:__import__ gym:make gymnasium:make gymnasium.envs.registration:load_env_creator
        omegaconf:OmegaConf.register_new_resolver hydra.utils:instantiate hydra.utils:get_class hydra.utils:call hydra.utils:get_method hydra.utils:get_object hydra._internal.utils:_locate""",
    "network": """torch.hub:load transformers:pipeline transformers:AutoTokenizer.from_pretrained transformers:AutoConfig.from_pretrained datasets:load_dataset sentence_transformers:SentenceTransformer
        diffusers:DiffusionPipeline.from_pretrained spacy:load spacy.util:load_model nltk:download keras.utils:get_file keras.src.utils.file_utils:get_file tensorflow.keras.utils:get_file timm:create_model
        timm.models:create_model huggingface_hub:snapshot_download huggingface_hub:hf_hub_download fastai.vision.all:untar_data openml:get_dataset""",
    "native": "numpy.ctypeslib:load_library torch.ops:load_library torch:ops.load_library tensorflow:load_op_library tensorflow:load_library torch.classes:load_library torch:classes.load_library",
    "process": """joblib:Parallel joblib.parallel:Parallel pip:main mlflow.projects.backend.local:_run_entry_point os.path:os numpy.distutils.exec_command:exec_command
        torch.distributed:launch dask:compute ray:init ray:remote""",
}

# Methods that do harm whatever class they are of, where a stream calls them by a dotted name.
METHODS = """to_pickle to_csv to_json to_excel to_parquet to_hdf to_sql to_feather to_clipboard to_html to_latex to_markdown to_stata to_orc to_xml to_gbq to_string to_netcdf tofile
    dump dumps dump_model save savez savefig save_model save_raw save_binary save_pretrained save_weights save_to_disk save_config save_vocabulary save_word2vec_format from_pretrained
    load load_model load_from_disk load_weights load_state_dict_from_url load_word2vec_format load_from_checkpoint load_state load_config push_to_hub from_disk to_disk from_file
    to_file from_config_file from_json_file read read_csv write write_csv open export export_model export_onnx to_onnx to_torchscript query eval execute exec run run_command
    download upload fetch system popen call_function login serve launch start spawn compile render from_csv from_json from_url to_url request get_file cache_file plot_model
    fit_from_file train_from_file init_from_checkpoint save_checkpoint load_checkpoint to_video write_html write_image write_json show"""

# Makers of functions and classes of code that stands in the stream.
CODE = {
    "dill._dill dill.dill dill": """_create_function _create_code _create_cell _create_type _create_namedtuple _create_ftype _create_weakref _create_lock _create_rlock
        _create_dtypemeta _create_weakproxy _shims _setattr _delattr _create_cellself""",
    "cloudpickle.cloudpickle cloudpickle.cloudpickle_fast cloudpickle joblib.externals.cloudpickle.cloudpickle joblib.externals.cloudpickle.cloudpickle_fast joblib.externals.cloudpickle ray.cloudpickle.cloudpickle ray.cloudpickle.cloudpickle_fast ray.cloudpickle pyspark.cloudpickle pyspark.cloudpickle.cloudpickle pyspark.cloudpickle.cloudpickle_fast numba.cloudpickle.cloudpickle numba.cloudpickle.cloudpickle_fast":
        """_make_function _make_skel_func _builtin_type _make_cell _make_empty_cell _function_setstate _class_setstate _make_skeleton_class _make_skeleton_enum
        _rehydrate_skeleton_class _fill_function _make_cell_set_template_code _gen_ellipsis _gen_not_implemented _get_cell_contents _empty_cell_value cell_set
        _make_dict_keys _make_dict_values _make_dict_items _get_bases _make_typevar _cell_set""",
    "types": "CodeType",
    "torch.fx.graph_module": "reduce_graph_module reduce_deploy_graph_module reduce_package_graph_module _CodeOnlyModule",
    "torch.fx._lazy_graph_module": "_LazyGraphModule _lazy_graph_module_reduce",
    "new": "code",
}
