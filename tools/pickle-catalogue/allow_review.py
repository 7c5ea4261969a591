"""Reviewed by hand: what the derived allow-list leaves out or takes in against the rules of build_allowed.py."""

# Packages, and the profile that their names belong to. What is not here is not on the list.
PROFILES = {
    "sklearn-joblib": "sklearn imblearn joblib",
    "numpy": "numpy",
    "scipy": "scipy",
    "pandas": "pandas",
    "xgboost": "xgboost",
    "lightgbm": "lightgbm",
    "catboost": "catboost",
    "torch-full": "torch torchvision torchaudio torchmetrics torchao",
    "third-party": """statsmodels patsy gensim spacy spacy_legacy thinc nltk umap hdbscan pynndescent river lifelines category_encoders hmmlearn
        formulaic prophet srsly preshed cymem blis catalogue autograd lightning pytorch_lightning lightning_fabric lightning_utilities timm
        ultralytics thop transformers tokenizers accelerate peft sentence_transformers datasets safetensors fastai fastcore fastprogress stable_baselines3
        sb3_contrib gymnasium omegaconf networkx flax optax flair pyannote speechbrain sktime skopt mapie ngboost optuna tpot sksurv fasttext
        setfit bertopic gpytorch torch_geometric pykeen implicit pmdarima rapidfuzz pyod mlxtend feature_engine tslearn arch shap interpret kmodes pygam
        tabpfn yellowbrick surprise lightfm skbase""",
}

# Modules and what lies below them, with the reason.
EXCLUDED_MODULES = {
    "torch.hub": "downloads code",
    "torch.package": "loads code",
    "torch.utils.cpp_extension": "compiles code",
    "torch.utils._config_module": "loads pickles",
    "torch.utils.collect_env": "starts processes",
    "torch.utils.bottleneck": "runs code",
    "torch.utils.model_zoo": "downloads",
    "torch.utils.viz": "no part of models",
    "torch.utils.benchmark": "runs code",
    "torch._inductor": "compiles code",
    "torch._dynamo": "compiles code",
    "torch._export": "no part of pickles",
    "torch._functorch": "compiles code",
    "torch.onnx": "no part of pickles",
    "torch.testing": "no part of models",
    "torch.distributed.elastic": "starts processes",
    "torch.distributed.run": "starts processes",
    "torch.distributed.launcher": "starts processes",
    "torch.distributed.rpc": "runs code of other processes",
    "torch.multiprocessing": "starts processes",
    "torch.jit": "compiles code",
    "torch.fx": "graph modules hold source code",
    "torch.export": "graph modules hold source code",
    "torch._higher_order_ops": "no part of models",
    "torch._library": "registers code",
    "torch._native": "no part of models",
    "torch.profiler": "no part of models",
    "torch.utils.tensorboard": "writes files",
    "torch.utils.data.datapipes": "wrappers of pickles",
    "numpy.f2py": "compiles code",
    "numpy.distutils": "compiles code",
    "numpy.testing": "runs code",
    "numpy.ctypeslib": "native code",
    "numpy.lib.npyio": "reads files",
    "numpy.lib._npyio_impl": "reads files",
    "numpy.lib._datasource": "reads files and addresses",
    "numpy.core.memmap": "opens files",
    "numpy._core.memmap": "opens files",
    "numpy.array_api": "no part of models",
    "scipy.io": "reads files",
    "scipy.datasets": "downloads",
    "scipy.weave": "compiles code",
    "scipy._lib._ccallback": "native code",
    "pandas.io": "reads files and addresses",
    "pandas.compat.pickle_compat": "loads pickles",
    "pandas.core.computation": "evaluates code",
    "pandas.plotting": "no part of models",
    "sklearn.datasets": "downloads",
    "sklearn.externals._arff": "reads files",
    "sklearn.externals.array_api_extra": "no part of models",
    "joblib.externals": "makes functions of code",
    "joblib._parallel_backends": "starts processes",
    "joblib.pool": "starts processes",
    "joblib.executor": "starts processes",
    "transformers.dynamic_module_utils": "downloads code",
    "transformers.utils.import_utils": "imports by name",
    "transformers.commands": "no part of models",
    "transformers.tools": "runs code",
    "transformers.agents": "runs code",
    "transformers.cli": "no part of models",
    "datasets.utils": "reads files and addresses",
    "datasets.packaged_modules": "reads files",
    "datasets.load": "downloads code",
    "datasets.builder": "downloads",
    "nltk.app": "no part of models",
    "nltk.downloader": "downloads",
    "nltk.internals": "starts processes",
    "nltk.corpus": "reads files by name when an attribute is looked up",
    "nltk.parse.malt": "starts processes",
    "nltk.parse.corenlp": "starts processes",
    "nltk.data": "reads files and addresses",
    "spacy.cli": "no part of models",
    "keras.src.legacy": "no part of pickles",
    "keras.src.saving": "loads models",
    "fastai.data.external": "downloads",
    "fastcore.net": "uses the network",
    "fastcore.script": "no part of models",
    "fastcore.xtras": "works on files and processes",
    "jax._src": "compiles code",
    "jax.experimental": "compiles code",
    "flax.nnx": "no part of pickles",
    "ultralytics.hub": "uses the network",
    "ultralytics.cfg": "no part of models",
    "ultralytics.solutions": "no part of models",
    "catboost.widget": "no part of models",
    "catboost.dev_utils": "no part of models",
    "optuna.storages": "opens data bases",
    "lightning.app": "starts processes",
    "lightning.fabric.plugins.environments": "reads the environment",
    "pykeen.datasets": "downloads",
    "torch_geometric.datasets": "downloads",
    "torch_geometric.distributed": "starts processes",
    "torchaudio.datasets": "downloads",
    "torchvision.datasets": "downloads",
    "gensim.downloader": "downloads code",
    "gensim.scripts": "no part of models",
    "speechbrain.utils.fetching": "downloads",
}

# Single classes, with the reason.
EXCLUDED_CLASSES = {
    "numpy.memmap": "opens files when it is made",
    "torch.storage.UntypedStorage": "written by hand",
    "omegaconf.resolvers.oc.Dict": "no part of models",
    "sklearn.utils._array_api._NumPyAPIWrapper": "gives access to a module",
    "networkx.utils.backends._dispatchable": "imports by name",
    "catalogue.registry.Registry": "gives functions by name",
    "holidays.registry.EntityLoader": "imports by name",
    "prophet.models.CmdStanPyBackend": "starts processes",
}

# Classes that are listed though their sources reach something, with the reason.
ALLOWED_CLASSES = {
    "sklearn.gaussian_process.kernels": "a comparison looks at parameters; what evaluates is the formatting of an old release",
    "xgboost.sklearn": "__setstate__ hands the bytes of the model to the library's own reader",
    "xgboost.core": "__setstate__ hands the bytes of the model to the library's own reader",
    "pynndescent.pynndescent_": "__setstate__ compiles functions of its own",
    "pynndescent.search": "__setstate__ compiles functions of its own",
}

# Bases whose instances do harm by what the interpreter does with them.
EXCLUDED_BASES = (
    "types.ModuleType", "subprocess.", "threading.Thread", "multiprocessing.", "socket", "ctypes.", "codecs.", "importlib.", "http.", "urllib.",
    "tempfile.", "io.", "zipfile.", "tarfile.", "logging.handlers", "logging.FileHandler", "mmap.", "sqlite3.", "unittest.", "argparse.ArgumentParser",
    "cmd.Cmd", "code.", "pickle.", "ast.NodeVisitor", "ast.NodeTransformer", "bdb.", "json.JSONDecoder", "html.parser", "weakref.finalize", "asyncio.",
    "concurrent.futures", "contextlib.ExitStack", "tkinter", "abc.ABCMeta", "builtins.type", "numpy.memmap", "enum.EnumMeta", "optparse.OptionParser",
)

# Functions that are kept as values: of these packages, where their sources reach nothing.
REFERENCES = (
    "sklearn.metrics", "sklearn.feature_selection", "sklearn.gaussian_process", "sklearn.preprocessing", "sklearn.utils", "sklearn.neighbors", "sklearn.cluster",
    "sklearn.linear_model", "sklearn.svm", "sklearn.covariance", "sklearn.decomposition", "sklearn.manifold", "sklearn.isotonic", "sklearn.ensemble",
    "sklearn.inspection", "sklearn.base", "sklearn.feature_extraction", "sklearn.neural_network", "sklearn.model_selection", "imblearn.metrics", "imblearn.utils",
    "numpy.core", "numpy._core", "numpy.lib", "numpy.linalg", "numpy.fft", "scipy.spatial", "scipy.linalg", "scipy.optimize", "scipy.integrate",
    "scipy.stats", "scipy.signal", "scipy.special", "scipy.interpolate", "scipy.cluster", "scipy.ndimage", "scipy._lib.array_api_compat", "statsmodels.tools", "statsmodels.tsa", "statsmodels.stats",
    "statsmodels.genmod", "river", "lifelines", "category_encoders", "umap", "pynndescent", "hdbscan", "gensim.utils", "gensim.models", "gensim.parsing", "gensim.matutils",
    "nltk.tokenize", "nltk.stem", "nltk.util", "nltk.metrics", "nltk.probability", "torch.nn", "torch.functional", "torchvision.transforms", "torchvision.ops",
    "torchmetrics.functional", "torchmetrics.utilities", "transformers.activations", "transformers.optimization", "transformers.pytorch_utils", "transformers.data.data_collator",
    "timm.layers", "timm.models.layers", "ultralytics.nn", "ultralytics.utils.ops", "ultralytics.utils.loss", "fastai.layers", "fastai.losses", "fastai.metrics", "fastai.learner",
    "fastai.data", "fastai.vision", "fastai.tabular", "fastai.text", "fastai.optimizer", "fastai.torch_core", "fastai.callback", "fastcore.basics", "fastcore.foundation",
    "spacy.lang", "spacy.attrs", "thinc.layers", "thinc.initializers", "xgboost.sklearn", "lightgbm.sklearn", "patsy", "formulaic.transforms", "autograd.numpy",
    "stable_baselines3.common", "gymnasium.spaces", "lightning_utilities", "skopt", "mlxtend", "prophet", "hmmlearn", "arch", "shap",
)
# Of these, names that begin with an underscore too: estimators keep them.
PRIVATE_REFERENCES = ("sklearn.cluster", "sklearn.metrics", "sklearn.linear_model", "sklearn.manifold", "sklearn.decomposition", "sklearn.preprocessing", "scipy._lib.array_api_compat")
REFERENCE_EXCLUDED = ("numpy.f2py", "numpy.distutils", "numpy.testing", "scipy.io", "scipy.datasets", "sklearn.datasets", "pandas.core.computation",
                      "thinc.util", "spacy.util.registry", "sklearn.externals", "numpy.ctypeslib", "fastai.data.external", "numpy.lib.npyio", "numpy.lib._npyio_impl")
