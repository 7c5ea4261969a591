"""Reviewed by hand: what modules of the standard library can do that their sources do not show.

Modules written in C, modules whose danger lies in methods or in what they are handed, and names that the analysis of
the sources takes for harmful though unpickling them is not. Read with the documentation of CPython 2.7 and 3.13.
"""

# module -> capabilities of every name in it that is not listed in QUIET.
MODULES = {
    "posix": ["process", "file"], "nt": ["process", "file"], "os": ["process", "file"], "os2": ["process", "file"], "ce": ["process", "file"],
    "_io": ["file"], "io": ["file"], "_pyio": ["file"], "_socket": ["network"], "_ssl": ["network"], "ssl": ["network"],
    "_posixsubprocess": ["process"], "_winapi": ["process"], "winreg": ["file"], "_winreg": ["file"], "msvcrt": ["native"], "_msi": ["file"],
    "_ctypes": ["native"], "_ctypes_test": ["native"], "ctypes": ["native"], "_cffi_backend": ["native"], "mmap": ["file"],
    "fcntl": ["file"], "_multiprocessing": ["process"], "_posixshmem": ["file"], "_interpreters": ["execute"],
    "_xxsubinterpreters": ["execute"], "_interpchannels": ["execute"], "interpreters": ["execute"], "_xxinterpchannels": ["execute"],
    "signal": ["process"], "_signal": ["process"], "resource": ["process"], "gc": ["resolver"], "sys": ["resolver", "state"],
    "marshal": ["deserialise"], "imp": ["import"], "_imp": ["import"], "importlib": ["import"], "_frozen_importlib": ["import"],
    "_frozen_importlib_external": ["import"], "zipimport": ["import"], "pkgutil": ["import"], "runpy": ["execute"], "modulefinder": ["import"],
    "_pickle": ["deserialise"], "pickle": ["deserialise"], "cPickle": ["deserialise"], "shelve": ["deserialise"], "_compat_pickle": [],
    "_thread": ["state"], "thread": ["state"], "dummy_threading": ["state"], "threading": ["state"], "atexit": ["state"], "faulthandler": ["state"],
    "select": ["network"], "selectors": ["network"], "asyncio": ["network", "process"], "_asyncio": ["state"], "asyncore": ["network"],
    "asynchat": ["network"], "termios": ["file"], "tty": ["file"], "readline": ["file"], "syslog": ["file"], "nis": ["network"],
    "pwd": ["file"], "grp": ["file"], "spwd": ["file"], "_sqlite3": ["file"], "sqlite3": ["file"], "_dbm": ["file"], "_gdbm": ["file"],
    "_bsddb": ["file"], "dbm": ["file"], "anydbm": ["file"], "dbhash": ["file"], "_tkinter": ["process"], "tkinter": ["process"],
    "Tkinter": ["process"], "turtle": ["process", "file"], "turtledemo": ["process"], "idlelib": ["execute", "process"], "lib2to3": ["file", "deserialise"],
    "test": ["execute", "process"], "distutils": ["process", "file"], "ensurepip": ["process"], "venv": ["process"], "_pyrepl": ["process"],
    "code": ["execute"], "codeop": ["execute"], "bdb": ["execute"], "pdb": ["execute"], "cProfile": ["execute"], "profile": ["execute"],
    "_lsprof": ["state"], "trace": ["execute"], "timeit": ["execute"], "doctest": ["execute"], "rlcompleter": ["execute"], "new": ["execute"],
    "cmd": ["process"], "user": ["execute"], "site": ["file"], "sitecustomize": ["execute"], "this": ["state"], "antigravity": ["process"],
    "webbrowser": ["process"], "pty": ["process"], "commands": ["process"], "popen2": ["process"], "subprocess": ["process"],
    "multiprocessing": ["process"], "concurrent": ["process"], "sched": ["state"], "linecache": ["file"], "logging": ["file", "network"],
    "inspect": ["resolver", "file"], "operator": ["resolver"], "_operator": ["resolver"], "weakref": ["state"], "_weakref": ["state"],
    "copyreg": ["state"], "copy_reg": ["state"], "codecs": ["state", "file"], "_codecs": ["state"], "gettext": ["file", "execute"],
    "tracemalloc": ["state"], "_tracemalloc": ["state"], "warnings": [], "_warnings": [], "_sitebuiltins": ["process"], "unittest": ["execute", "import"],
    "symtable": ["execute"], "_symtable": ["execute"], "py_compile": ["file"], "compileall": ["file"], "compiler": ["execute"], "pyclbr": ["file"],
    "pydoc": ["import", "process"], "zipapp": ["file"], "zipfile": ["file"], "tarfile": ["file"], "shutil": ["file"], "tempfile": ["file"],
    "fileinput": ["file"], "glob": ["file"], "filecmp": ["file"], "wsgiref": ["network"], "xmlrpc": ["network"], "xmlrpclib": ["network"],
    "http": ["network"], "urllib": ["network"], "urllib2": ["network"], "httplib": ["network"], "cgi": ["file"], "cgitb": ["execute"],
    "plistlib": ["file"], "netrc": ["file"], "mailbox": ["file"], "mailcap": ["process"], "mimetypes": ["file"], "crypt": [],
    "platform": ["process"], "uuid": ["process"], "getpass": ["file"], "curses": ["file"], "_curses": ["file"], "_curses_panel": ["file"],
    "ast": ["execute"], "_ast": [], "dis": [], "opcode": [], "tokenize": ["file"], "reprlib": [], "repr": [], "token": [],
    "nturl2path": [], "_osx_support": ["process"], "_aix_support": ["process"], "_bootsubprocess": ["process"], "_sysconfigdata": [],
    "sysconfig": ["file", "execute"], "_scproxy": ["network"], "_uuid": [], "_elementtree": [], "pyexpat": [], "audioop": [], "imghdr": ["file"],
    "sndhdr": ["file"], "sunau": ["file"], "wave": ["file"], "aifc": ["file"], "chunk": ["file"], "ossaudiodev": ["file"], "nntplib": ["network"],
    "future_builtins": [], "exceptions": [], "UserDict": [], "UserList": [], "UserString": [], "sets": [], "_testcapi": ["native", "execute"],
    "_testinternalcapi": ["native", "execute"], "_testimportmultiple": [], "_testbuffer": [], "_testmultiphase": [], "_xxtestfuzz": ["execute"],
    "hotshot": ["execute", "file"], "_hotshot": ["execute", "file"], "statvfs": [], "string": [], "strop": [], "htmllib": [], "mimify": ["file"],
    "rexec": ["execute"], "ihooks": ["import"], "imputil": ["import"], "Bastion": ["execute"], "dl": ["native"], "cl": [], "pipes": ["process"],
    "ntpath": ["file"], "posixpath": ["file"], "genericpath": ["file"], "os.path": ["file"], "pathlib": ["file"], "zoneinfo": ["file"],
    "typing": ["execute"], "builtins": ["execute", "resolver"], "__builtin__": ["execute", "resolver"], "__builtins__": ["execute", "resolver"],
    "functools": ["resolver"], "contextlib": ["state"], "copy": ["resolver"], "dataclasses": ["execute"], "types": ["execute"],
    "contextvars": [], "_contextvars": [], "configparser": ["file"], "ConfigParser": ["file"], "optparse": ["process"], "argparse": ["file"],
    "getopt": [], "shlex": ["file"], "locale": [], "_locale": [], "random": [], "_random": [], "secrets": [], "json": ["file"],
    "xml": ["file", "network"], "xmllib": [], "sre_compile": [], "sre_parse": [], "sre_constants": [], "re": [], "_sre": [], "sre": [],
    "enum": [], "abc": [], "_abc": [], "_py_abc": [], "collections": [], "_collections": [], "_collections_abc": [], "itertools": [], "heapq": [],
    "bisect": [], "array": [], "decimal": [], "_decimal": [], "_pydecimal": [], "fractions": [], "numbers": [], "statistics": [], "math": [],
    "cmath": [], "time": [], "datetime": [], "_datetime": [], "_pydatetime": [], "calendar": [], "struct": [], "_struct": [], "binascii": [],
    "base64": [], "hashlib": [], "hmac": [], "zlib": [], "textwrap": [], "difflib": [], "unicodedata": [], "pprint": [], "queue": [], "Queue": [],
    "traceback": ["file"], "csv": [], "_csv": [], "errno": [], "stat": [], "graphlib": [], "html": [], "HTMLParser": [], "ipaddress": [],
    "email": [], "keyword": [], "colorsys": [], "fnmatch": [], "quopri": [], "uu": ["file"], "binhex": ["file"], "tomllib": [],
}

# Packages: what holds for a module below it that is not named itself.
PACKAGES = ["idlelib", "lib2to3", "test", "distutils", "ensurepip", "venv", "_pyrepl", "tkinter", "multiprocessing", "asyncio", "concurrent",
            "unittest", "turtledemo", "ctypes", "sqlite3", "dbm", "curses", "importlib", "logging", "http", "urllib", "xmlrpc", "wsgiref", "xml", "email", "json",
            "pydoc_data", "encodings", "collections", "os", "html", "zoneinfo", "pathlib", "compiler", "hotshot", "bsddb", "lib-tk"]

# Names of capable modules whose import and call by themselves do no harm: unlisted ones are suspicious, not malicious.
QUIET = {
    "builtins": """__main__ abs aiter all anext any ascii bin bool bytearray bytes callable chr classmethod complex dict divmod enumerate filter float format
        frozenset hash hex id int isinstance issubclass iter len list map max min next object oct ord pow print property range repr reversed round set
        slice sorted staticmethod str sum super tuple type zip True False None Ellipsis NotImplemented unicode long basestring xrange unichr buffer intern
        cmp coerce apply reduce BaseException Exception ArithmeticError AssertionError AttributeError BlockingIOError BrokenPipeError BufferError
        BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError
        EncodingWarning EnvironmentError ExceptionGroup BaseExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit
        IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
        ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError
        ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StandardError
        StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError
        UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError""",
    "operator": """add sub mul truediv floordiv mod pow neg pos abs and_ or_ xor not_ invert lshift rshift lt le eq ne gt ge is_ is_not contains countOf
        indexOf concat length_hint index truth matmul itemgetter iadd isub imul itruediv ifloordiv imod ipow iand ior ixor ilshift irshift iconcat
        imatmul getitem div""",
    "functools": """reduce cmp_to_key total_ordering wraps update_wrapper lru_cache cache cached_property singledispatch singledispatchmethod
        partialmethod WRAPPER_ASSIGNMENTS WRAPPER_UPDATES namedtuple""",
    "types": """SimpleNamespace MappingProxyType GenericAlias UnionType NoneType EllipsisType NotImplementedType ModuleType MethodType BuiltinFunctionType
        BuiltinMethodType DynamicClassAttribute new_class resolve_bases prepare_class coroutine get_original_bases CellType GeneratorType ClassType
        InstanceType StringType IntType ListType DictType TupleType""",
    "typing": """Any Union Optional List Dict Tuple Set FrozenSet Callable Type TypeVar Generic Literal Final ClassVar NamedTuple TypedDict Iterable
        Iterator Sequence Mapping MutableMapping NewType cast overload Protocol ParamSpec Annotated Self Never NoReturn get_origin get_args
        _GenericAlias _SpecialForm _UnionGenericAlias _LiteralGenericAlias""",
    "contextlib": """contextmanager suppress nullcontext closing redirect_stdout redirect_stderr AbstractContextManager ContextDecorator asynccontextmanager""",
    "logging": """getLogger Logger RootLogger LogRecord Formatter Filter Filterer Handler StreamHandler NullHandler PlaceHolder Manager LoggerAdapter
        BufferingFormatter PercentStyle StrFormatStyle StringTemplateStyle DEBUG INFO WARNING ERROR CRITICAL NOTSET""",
    "threading": "Lock RLock Condition Event Semaphore BoundedSemaphore Barrier local current_thread get_ident _RLock",
    "inspect": "Signature Parameter BoundArguments _empty _ParameterKind FullArgSpec ArgSpec",
    "weakref": "ref proxy WeakSet WeakKeyDictionary WeakValueDictionary WeakMethod",
    "_weakref": "ref proxy",
    "copy": "copy deepcopy Error",
    "dataclasses": "dataclass field fields asdict astuple replace is_dataclass Field InitVar KW_ONLY MISSING _MISSING_TYPE _HAS_DEFAULT_FACTORY_CLASS FrozenInstanceError",
    "warnings": "warn warn_explicit catch_warnings WarningMessage deprecated",
    "_warnings": "warn warn_explicit",
    "codecs": """encode decode lookup getencoder getdecoder CodecInfo Codec IncrementalEncoder IncrementalDecoder ascii_encode ascii_decode
        utf_8_encode utf_8_decode latin_1_encode latin_1_decode BOM BOM_UTF8 BOM_LE BOM_BE""",
    "_codecs": """encode decode lookup ascii_encode ascii_decode utf_8_encode utf_8_decode latin_1_encode latin_1_decode escape_decode escape_encode
        unicode_escape_decode unicode_escape_encode charmap_encode charmap_decode utf_16_encode utf_16_decode utf_7_decode""",
    "copyreg": "_reconstructor __newobj__ __newobj_ex__ _slotnames",
    "copy_reg": "_reconstructor __newobj__ __newobj_ex__ _slotnames",
    "argparse": "Namespace Action HelpFormatter RawTextHelpFormatter RawDescriptionHelpFormatter ArgumentDefaultsHelpFormatter ArgumentError _StoreAction _HelpAction",
    "optparse": "Values Option",
    "configparser": "ConfigParser RawConfigParser SafeConfigParser SectionProxy BasicInterpolation ExtendedInterpolation Interpolation",
    "ConfigParser": "ConfigParser RawConfigParser SafeConfigParser",
    "uuid": "UUID SafeUUID uuid3 uuid4 uuid5 NAMESPACE_DNS NAMESPACE_URL",
    "pathlib": "PurePath PurePosixPath PureWindowsPath Path PosixPath WindowsPath",
    "io": "BytesIO StringIO TextIOWrapper BufferedReader UnsupportedOperation SEEK_SET SEEK_CUR SEEK_END IOBase RawIOBase BufferedIOBase TextIOBase",
    "_io": "BytesIO StringIO",
    "zoneinfo": "ZoneInfo ZoneInfoNotFoundError",
    "ast": """AST Module Expression Name Constant Num Str Call Attribute FunctionDef Load Store literal_eval dump walk iter_fields iter_child_nodes
        NodeVisitor NodeTransformer copy_location fix_missing_locations increment_lineno get_docstring unparse""",
    "sys": "maxsize maxint byteorder version version_info platform hexversion float_info int_info hash_info getsizeof intern getrecursionlimit getrefcount",
    "locale": "str atof atoi currency format_string localeconv",
    "getpass": "getuser",
    "json": "loads dumps JSONEncoder JSONDecoder JSONDecodeError",
    "gettext": "gettext ngettext NullTranslations",

    "shlex": "quote split join",
    "os": "PathLike stat_result terminal_size times_result uname_result statvfs_result sched_param fspath fsencode fsdecode strerror getpid getppid cpu_count curdir pardir sep linesep name getcwd",
    "posixpath": "join basename dirname split splitext normpath isabs normcase commonprefix commonpath splitdrive",
    "ntpath": "join basename dirname split splitext normpath isabs normcase commonprefix commonpath splitdrive",
    "os.path": "join basename dirname split splitext normpath isabs normcase commonprefix commonpath splitdrive",
    "genericpath": "commonprefix",

    "gc": "collect enable disable isenabled get_count get_stats get_threshold",

    "traceback": "FrameSummary StackSummary TracebackException",
    "tokenize": "TokenInfo TokenError",
    "plistlib": "Data UID",
    "signal": "Signals Handlers Sigmasks",
    "http": "HTTPStatus HTTPMethod",

}

# Names of modules without capabilities that have one all the same.
CAPABLE = {
    "collections": {}, "random": {"seed": ["state"], "setstate": ["state"]}, "re": {"Scanner": []},
    "time": {"sleep": ["state"], "tzset": ["state"], "clock_settime": ["state"]},
    "_random": {}, "decimal": {"setcontext": ["state"]}, "string": {}, "enum": {"_test_simple_enum": ["execute"]}, "itertools": {}, "array": {},
    "hashlib": {"file_digest": ["file"]}, "base64": {"main": ["file"], "encode": ["file"], "decode": ["file"], "test": ["file"]},
    "calendar": {"main": ["process"]}, "statistics": {}, "csv": {}, "abc": {}, "struct": {}, "math": {}, "queue": {},
    "pprint": {"_perfcheck": ["execute"]}, "xml.etree.ElementTree": {"parse": ["file"], "iterparse": ["file"]}, "quopri": {"main": ["file"]},
    "json.tool": {"main": ["file"]}, "crypt": {}, "keyword": {"main": ["file"]}, "symbol": {"main": ["file"]}, "dis": {"main": ["file"], "_test": ["file"]},
}

QUIET["__builtin__"] = QUIET["__builtins__"] = QUIET["builtins"]
