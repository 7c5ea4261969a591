"""What a call of a name can do. The roots of every capability in the catalogue: reviewed by hand.

A prefix ending in "." stands for everything below it. Sources: the documentation of CPython 3.13 ("Security
considerations" and each module), and the load functions of the libraries named.
"""

from functools import lru_cache

SINKS = {
    "execute": [
        "builtins.exec", "builtins.eval", "builtins.compile", "builtins.execfile", "code.", "codeop.", "runpy.",
        "timeit.", "trace.", "cProfile.run", "cProfile.runctx", "profile.run", "profile.runctx", "bdb.", "pdb.", "doctest.debug",
        "doctest.testmod", "types.FunctionType", "types.CodeType", "types.LambdaType", "IPython.", "pandas.eval",
        "pandas.core.computation.eval.", "numexpr.evaluate", "jinja2.Template", "jinja2.Environment", "mako.", "sympy.sympify",
        "sympy.parsing.", "torch.jit.CompilationUnit", "torch._C._jit_", "llvmlite.", "numba.",
        "torch.utils.cpp_extension.", "cffi.FFI", "unittest.main", "unittest.TextTestRunner",
    ],
    "import": [
        "builtins.__import__", "importlib.", "pkgutil.", "imp.", "zipimport.", "pydoc.locate", "pydoc.safeimport",
        "pydoc.resolve", "pkg_resources.", "hydra.utils.", "werkzeug.utils.import_string", "django.utils.module_loading.",
    ],
    "process": [
        "os.system", "os.popen", "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "os.kill", "os.startfile", "os.abort", "os._exit",
        "posix.system", "posix.exec", "posix.spawn", "posix.posix_spawn", "posix.fork", "posix.kill", "nt.system", "nt.exec", "nt.startfile",
        "subprocess.", "commands.", "popen2.", "multiprocessing.Process", "multiprocessing.Pool", "multiprocessing.pool.",
        "multiprocessing.get_context", "concurrent.futures.", "asyncio.create_subprocess", "asyncio.subprocess", "pty.", "sys.exit",
        "_posixsubprocess.", "webbrowser.", "antigravity.", "signal.", "pexpect.", "sh.", "plumbum.", "fabric.", "psutil.Popen",
        "platform.popen", "distutils.spawn.", "setuptools.", "pip.", "torch.multiprocessing.",
    ],
    "file": [
        "builtins.open", "io.open", "io.FileIO", "_io.", "os.open", "os.remove", "os.unlink", "os.rename", "os.replace", "os.rmdir",
        "os.removedirs", "os.mkdir", "os.makedirs", "os.symlink", "os.link", "os.chmod", "os.chown", "os.truncate", "os.listdir",
        "os.scandir", "os.walk", "os.chdir", "os.mkfifo", "os.write", "os.read", "os.putenv", "os.environ.", "os.renames", "os.utime",
        "shutil.", "tempfile.", "mmap.", "sqlite3.", "dbm.", "shelve.", "fileinput.", "linecache.", "zipfile.", "tarfile.",
        "gzip.open", "gzip.GzipFile", "bz2.open", "bz2.BZ2File", "lzma.open", "lzma.LZMAFile", "codecs.open", "glob.", "h5py.File",
        "numpy.memmap", "numpy.fromfile", "numpy.loadtxt", "numpy.genfromtxt", "numpy.save", "numpy.savez", "numpy.savetxt", "pandas.read_",
        "PIL.Image.open", "pyarrow.fs.", "pyarrow.parquet.", "pyarrow.csv.", "fsspec.", "smart_open.", "yaml.dump", "logging.FileHandler",
        "logging.config.", "logging.handlers.", "torch.save", "h5py.", "imageio.", "cv2.imread", "cv2.imwrite", "matplotlib.pyplot.savefig",
    ],
    "network": [
        "socket.", "_socket.", "ssl.", "urllib.", "urllib2.", "http.", "httplib.", "ftplib.", "smtplib.", "telnetlib.", "poplib.", "imaplib.",
        "nntplib.", "xmlrpc.", "socketserver.", "SocketServer.", "asyncio.open_connection", "asyncio.start_server", "requests.", "httpx.",
        "aiohttp.", "urllib3.", "boto3.", "botocore.", "paramiko.", "google.cloud.", "huggingface_hub.", "wandb.", "torch.hub.", "asyncore.",
        "torch.utils.model_zoo.", "gdown.", "tensorflow.keras.utils.get_file", "datasets.load_dataset", "mlflow.", "websocket.", "pooch.",
        "select.", "grpc.",
    ],
    "deserialise": [
        "pickle.load", "pickle.loads", "pickle.Unpickler", "pickle._load", "_pickle.load", "cPickle.load", "marshal.load", "joblib.load",
        "dill.load", "cloudpickle.load", "torch.load", "numpy.load", "torch.jit.load", "yaml.load", "yaml.unsafe_load", "yaml.full_load",
        "jsonpickle.", "shelve.", "skops.io.load", "tensorflow.saved_model.load", "keras.models.load_model", "torch.package.", "pandas.read_pickle",
        "torch.export.load", "copyreg.add_extension",
    ],
    "native": ["ctypes.", "_ctypes.", "cffi.", "_cffi_backend.", "tensorflow.load_op_library", "torch.ops.load_library", "torch._C._load_library"],
}

# Functions that reach a sink only to word a warning, a log line or a trace, or to look at their own source.
NOISE = (
    "warnings.", "logging.", "traceback.", "linecache.", "inspect.", "typing.", "functools.", "abc.", "collections.", "enum.", "dataclasses.",
    "contextlib.", "threading.", "weakref.", "textwrap.", "re.", "sre_compile.", "copy.", "operator.", "itertools.", "gettext.", "locale.",
    "numbers.", "types.MappingProxyType", "os.path.", "posixpath.", "ntpath.", "random.", "math.", "string.", "datetime.", "time.", "json.",
    "uuid.uuid", "typing_extensions.", "torch.compiler.", "torch._logging.", "torch.overrides.", "torch._jit_internal.", "importlib.metadata.",
    "transformers.utils.import_utils.", "transformers.utils.logging.", "transformers.utils.doc.", "deprecate.", "importlib.util.find_spec",
    "importlib.resources.",
)

# Methods of unknown objects that work on files, processes or the network wherever they are found.
METHOD_SINKS = {
    "read_text": "file", "write_text": "file", "read_bytes": "file", "write_bytes": "file", "unlink": "file", "open": "file",
    "to_csv": "file", "to_pickle": "deserialise", "urlopen": "network", "urlretrieve": "network", "system": "process", "popen": "process",
    "Popen": "process", "exec_module": "execute", "load_module": "import", "import_module": "import", "__import__": "import",
    "runcode": "execute", "runsource": "execute", "loads": "deserialise", "load_state": "file", "from_pretrained": "network",
    "CDLL": "native", "LoadLibrary": "native", "get_file": "network", "from_disk": "file", "load_library": "native",
}


@lru_cache(maxsize=None)
def capability_of(dotted: str) -> str | None:
    """The capability that a call of this dotted name has by itself."""
    for capability, prefixes in SINKS.items():
        for prefix in prefixes:
            if dotted == prefix or dotted == prefix.rstrip(".") or (prefix.endswith((".", "_")) and dotted.startswith(prefix)):
                return capability
            # os.execv, os.spawnl …: written once by their stem.
            if prefix in STEMS and dotted.startswith(prefix):
                return capability
    return None


STEMS = {
    "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "posix.exec", "posix.spawn", "posix.posix_spawn", "posix.fork", "nt.exec",
    "asyncio.create_subprocess", "pandas.read_", "torch._C._jit_", "doctest.debug", "pickle.load", "_pickle.load", "cPickle.load", "marshal.load",
    "dill.load", "cloudpickle.load", "numpy.savez", "torch.load",
}


@lru_cache(maxsize=None)
def is_noise(dotted: str) -> bool:
    return any(dotted == prefix.rstrip(".") or (prefix.endswith(".") and dotted.startswith(prefix)) for prefix in NOISE)
