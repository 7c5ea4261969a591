/*
 * Names of Python 2 as Python 3 loads them from streams of protocol 0 to 2 (`fix_imports`).
 * Source: the facts of CPython Lib/_compat_pickle.py (IMPORT_MAPPING, NAME_MAPPING, PYTHON2_EXCEPTIONS,
 * MULTIPROCESSING_EXCEPTIONS).
 */

/** Modules that were renamed. */
export const PYTHON2_MODULES: Readonly<Record<string, string>> = {
  __builtin__: "builtins",
  copy_reg: "copyreg",
  Queue: "queue",
  SocketServer: "socketserver",
  ConfigParser: "configparser",
  repr: "reprlib",
  tkFileDialog: "tkinter.filedialog",
  tkSimpleDialog: "tkinter.simpledialog",
  tkColorChooser: "tkinter.colorchooser",
  tkCommonDialog: "tkinter.commondialog",
  Dialog: "tkinter.dialog",
  Tkdnd: "tkinter.dnd",
  tkFont: "tkinter.font",
  tkMessageBox: "tkinter.messagebox",
  ScrolledText: "tkinter.scrolledtext",
  Tkconstants: "tkinter.constants",
  Tix: "tkinter.tix",
  ttk: "tkinter.ttk",
  Tkinter: "tkinter",
  markupbase: "_markupbase",
  _winreg: "winreg",
  thread: "_thread",
  dummy_thread: "_dummy_thread",
  dbhash: "dbm.bsd",
  dumbdbm: "dbm.dumb",
  dbm: "dbm.ndbm",
  gdbm: "dbm.gnu",
  xmlrpclib: "xmlrpc.client",
  SimpleXMLRPCServer: "xmlrpc.server",
  httplib: "http.client",
  htmlentitydefs: "html.entities",
  HTMLParser: "html.parser",
  Cookie: "http.cookies",
  cookielib: "http.cookiejar",
  BaseHTTPServer: "http.server",
  "test.test_support": "test.support",
  commands: "subprocess",
  urlparse: "urllib.parse",
  robotparser: "urllib.robotparser",
  urllib2: "urllib.request",
  anydbm: "dbm",
  _abcoll: "collections.abc",
  cPickle: "pickle",
  _elementtree: "xml.etree.ElementTree",
  FileDialog: "tkinter.filedialog",
  SimpleDialog: "tkinter.simpledialog",
  DocXMLRPCServer: "xmlrpc.server",
  SimpleHTTPServer: "http.server",
  CGIHTTPServer: "http.server",
  UserDict: "collections",
  UserList: "collections",
  UserString: "collections",
  whichdb: "dbm",
  StringIO: "io",
  cStringIO: "io",
};

/** Names that moved, as "module name"; they go before the modules. */
export const PYTHON2_NAMES: Readonly<Record<string, string>> = {
  "__builtin__ xrange": "builtins range",
  "__builtin__ reduce": "functools reduce",
  "__builtin__ intern": "sys intern",
  "__builtin__ unichr": "builtins chr",
  "__builtin__ unicode": "builtins str",
  "__builtin__ long": "builtins int",
  "itertools izip": "builtins zip",
  "itertools imap": "builtins map",
  "itertools ifilter": "builtins filter",
  "itertools ifilterfalse": "itertools filterfalse",
  "itertools izip_longest": "itertools zip_longest",
  "UserDict IterableUserDict": "collections UserDict",
  "UserList UserList": "collections UserList",
  "UserString UserString": "collections UserString",
  "whichdb whichdb": "dbm whichdb",
  "_socket fromfd": "socket fromfd",
  "_multiprocessing Connection": "multiprocessing.connection Connection",
  "multiprocessing.process Process": "multiprocessing.context Process",
  "multiprocessing.forking Popen": "multiprocessing.popen_fork Popen",
  "urllib ContentTooShortError": "urllib.error ContentTooShortError",
  "urllib getproxies": "urllib.request getproxies",
  "urllib pathname2url": "urllib.request pathname2url",
  "urllib quote_plus": "urllib.parse quote_plus",
  "urllib quote": "urllib.parse quote",
  "urllib unquote_plus": "urllib.parse unquote_plus",
  "urllib unquote": "urllib.parse unquote",
  "urllib url2pathname": "urllib.request url2pathname",
  "urllib urlcleanup": "urllib.request urlcleanup",
  "urllib urlencode": "urllib.parse urlencode",
  "urllib urlopen": "urllib.request urlopen",
  "urllib urlretrieve": "urllib.request urlretrieve",
  "urllib2 HTTPError": "urllib.error HTTPError",
  "urllib2 URLError": "urllib.error URLError",
  "__builtin__ basestring": "builtins str",
  "exceptions StandardError": "builtins Exception",
  "UserDict UserDict": "collections UserDict",
  "socket _socketobject": "socket SocketType",
};

/** Names of the module `exceptions` that are in `builtins` now. */
const EXCEPTIONS: ReadonlySet<string> = new Set(
  "ArithmeticError AssertionError AttributeError BaseException BufferError BytesWarning DeprecationWarning EOFError EnvironmentError Exception FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError KeyError KeyboardInterrupt LookupError MemoryError NameError NotImplementedError OSError OverflowError PendingDeprecationWarning ReferenceError RuntimeError RuntimeWarning StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError".split(
    " ",
  ),
);

const MULTIPROCESSING_EXCEPTIONS: ReadonlySet<string> = new Set(["AuthenticationError", "BufferTooShort", "ProcessError", "TimeoutError"]);

export interface ImportedName {
  readonly module: string;
  readonly name: string;
}

/** What a loader of Python 3 imports for a name of a stream: the name itself from protocol 3 on. */
export function mapPython2(module: string, name: string, protocol: number): ImportedName {
  if (protocol >= 3) return { module, name };
  if (module === "exceptions" && EXCEPTIONS.has(name)) return { module: "builtins", name };
  if (module === "multiprocessing" && MULTIPROCESSING_EXCEPTIONS.has(name)) return { module: "multiprocessing.context", name };
  const moved = Object.hasOwn(PYTHON2_NAMES, `${module} ${name}`) ? PYTHON2_NAMES[`${module} ${name}`] : undefined;
  const [newModule, newName] = moved?.split(" ") ?? [];
  if (newModule !== undefined && newName !== undefined) return { module: newModule, name: newName };
  return { module: Object.hasOwn(PYTHON2_MODULES, module) ? (PYTHON2_MODULES[module] ?? module) : module, name };
}
