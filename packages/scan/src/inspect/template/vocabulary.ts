/*
 * What names mean in a Jinja template. @see https://jinja.palletsprojects.com/en/stable/templates/ and jinja2.sandbox
 */

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ""));
}

/** Special names that only tell, or count: reading them harms nobody, but no chat template needs them. */
const TELLING = words("__name__ __doc__ __version__ __qualname__ __module__ __len__ __file__ __title__ __author__ __all__ __iter__");

/** Special names of Python, without the underscores around them. */
const SPECIAL = words(`
  abstractmethods aenter aexit aiter anext and annotations await base bases basicsize bool bootstrap build_class builtins bytes cached
  call cause ceil class class_getitem closure code complex contains context coroutine debug defaults del delattr delete delitem dict
  dictoffset dir divmod doc enter eq exit file flags float floor func function ge get getattr getattribute getitem getnewargs
  getnewargs_ex getstate globals gt hash iadd import imports index init init_subclass instancecheck int invert isabstractmethod iter
  itemsize kwdefaults le len length_hint loader lt main matmul members metaclass missing module mro mro_entries name ne neg new next or
  origin package parameters path pos pow prepare qualname radd rand reduce reduce_ex repr reversed round self set set_name setattr
  setitem setstate signature sizeof slots spec str subclasscheck subclasses subclasshook suppress_context text_signature thisclass
  traceback trunc type_params weakref weakrefoffset wrapped wraps xor
`);

/** Ways from a function, a generator or a frame to the names around it: what the sandbox of Jinja2 forbids. */
const FRAMES = words(`
  func_closure func_code func_defaults func_dict func_globals im_class im_func im_self gi_frame gi_code gi_yieldfrom cr_frame cr_code
  cr_await cr_origin ag_frame ag_code ag_await f_back f_builtins f_code f_globals f_lasti f_lineno f_locals f_trace tb_frame tb_next
  tb_lasti co_code co_consts co_names co_varnames co_filename _module _TemplateReference__context
`);

/** Words of Python's inside: no field of a message is called so. */
const INSIDE = words(`
  mro class bases subclasses globals builtins getattribute subclasshook environ popen Popen subprocess importlib import_module sys os
  posix nt exec eval check_output check_call getoutput catch_warnings linecache codecs pty ctypes socket shutil commands
`);

/** Methods that run or load something. */
const RUNNING = words(`
  system popen popen2 popen3 popen4 Popen check_output check_call getoutput getstatusoutput execv execve execvp execl execlp execfile
  spawnl spawnv spawnlp spawnvp posix_spawn startfile eval exec compile import_module load_module exec_module find_spec find_module
  import_string get_data urlopen urlretrieve fork forkpty mro call_function run_path run_module subclasses
`);

/** Functions of Python that run, load, open or look inside. */
const BUILTINS = words(`
  eval exec compile open input breakpoint getattr setattr delattr hasattr globals locals vars dir type object super memoryview execfile
  exit quit help print
`);
const RUNNING_BUILTINS = words("eval exec compile open execfile getattr setattr globals locals vars breakpoint");

/** Objects that web frameworks and Jinja put into every template and that lead to their inside. */
const GLOBAL_OBJECTS = words(`
  self lipsum config request session g url_for get_flashed_messages current_app application app environment settings handler process
  require os sys subprocess builtins importlib
`);

/** Functions of Jinja2 and of transformers, vLLM, llama.cpp, TGI. */
const FUNCTIONS = words(`
  range dict namespace cycler joiner raise_exception raise raise_error strftime_now loop caller super varargs kwargs strftime now
  today get_current_date zip enumerate len str int float bool list min max abs sum sorted
`);

const FILTERS = words(`
  abs attr batch capitalize center count d default dictsort e escape filesizeformat first float forceescape format groupby indent int
  items join keys last length list lower map max min pprint random reject rejectattr replace reverse round safe select selectattr slice
  sort string strip striptags sum title tojson trim truncate unique upper urlencode urlize values wordcount wordwrap xmlattr
  to_json from_json fromjson tojson_pretty strftime split startswith endswith merge
`);

const TESTS = words(`
  boolean callable containing contains defined divisibleby endswith endingwith eq equalto escaped even false filter float ge gt greaterthan
  in integer iterable le lessthan lower lt mapping match ne none None not null number odd sameas search sequence startingwith startswith string
  test true undefined upper array object
`);

/** Public methods of str, bytes, list, dict, tuple, set, and of dates. */
const METHODS = words(`
  capitalize casefold center count encode decode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal
  isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix
  removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper
  zfill append clear copy extend insert pop remove reverse sort get items keys popitem setdefault update values fromkeys add discard
  union strftime isoformat date time today now next reset cycle changed as_integer_ratio is_integer bit_length hex
  model_dump model_dump_json dict json trim contains has_key length size
`);

export type NameMeaning =
  /** A way to Python's inside, or out of the sandbox. */
  | "inside"
  /** A special name that only tells. */
  | "telling"
  /** A word that has no place in a template. */
  | "odd"
  | "plain";

/** What access to `name` on any object means. Names are compared as Python does, in NFKC. */
export function meaningOf(name: string): NameMeaning {
  const plain = name.normalize("NFKC");
  if (TELLING.has(plain)) return "telling";
  if (/^__\w+__$/.test(plain) || FRAMES.has(plain)) return "inside";
  if (/__(?:class|globals|builtins|import|subclasses|mro|base|init|context)/.test(plain)) return "inside";
  return INSIDE.has(plain) ? "odd" : "plain";
}

/** Whether a text is a special name of Python (`__class__`), also as a part of a dotted path. */
export function isSpecialName(text: string): boolean {
  if (text.length > 400 || !text.normalize("NFKC").includes("__")) return false;
  return text
    .normalize("NFKC")
    .split(/[^\w]+/)
    .some((part) => {
      const inner = /^__(\w+?)__$/.exec(part)?.[1];
      return inner !== undefined && SPECIAL.has(inner) && !TELLING.has(part);
    });
}

/** Whether a text may be a part of a special name: underscores at an edge, a word of the inside, or an alphabet to pick letters from. */
export function isPartOfSpecialName(text: string): boolean {
  const plain = text.slice(0, 400).normalize("NFKC");
  if (plain.includes("_") && /^\S{15,}$/.test(plain) && new Set(plain).size >= 15) return true;
  return /^_+$|^__\w*$|^\w*__$/.test(plain) || SPECIAL_PARTS.has(plain.replace(/^_+|_+$/g, ""));
}

const SPECIAL_PARTS = words("class globals builtins subclasses mro bases base import init getattribute getitem popen system");

export function isRunning(method: string): boolean {
  return RUNNING.has(method);
}

export function isKnownMethod(method: string): boolean {
  return METHODS.has(method);
}

export function isKnownFunction(name: string): boolean {
  return FUNCTIONS.has(name);
}

export function isKnownFilter(name: string): boolean {
  return FILTERS.has(name);
}

export function isKnownTest(name: string): boolean {
  return TESTS.has(name);
}

export function isGlobalObject(name: string): boolean {
  return GLOBAL_OBJECTS.has(name);
}

/** A function of Python itself; `running` where it runs, opens or loads what it is given. */
export function builtinOf(name: string): "running" | "other" | undefined {
  return RUNNING_BUILTINS.has(name) ? "running" : BUILTINS.has(name) ? "other" : undefined;
}
