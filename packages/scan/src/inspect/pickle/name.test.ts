import { describe, expect, test } from "vitest";
import { capabilitiesOf } from "./capabilities.ts";
import { isListed } from "./facts.ts";
import { judgeName } from "./name.ts";
import { globalOf } from "./testing/judge-text.ts";

const judged = (module: string, qualname: string) => judgeName(globalOf(module, qualname));

describe("names of the standard library", () => {
  test.each([
    ["os", "system"],
    ["posix", "execv"],
    ["nt", "system"],
    ["subprocess", "Popen"],
    ["builtins", "eval"],
    ["builtins", "__import__"],
    ["builtins", "open"],
    ["timeit", "timeit"],
    ["cProfile", "run"],
    ["runpy", "run_path"],
    ["pty", "spawn"],
    ["uuid", "_get_command_stdout"],
    ["imaplib", "IMAP4_stream"],
    ["idlelib.autocomplete", "AutoComplete.get_entity"],
    ["lib2to3.pgen2.grammar", "Grammar.loads"],
    ["pydoc", "locate"],
    ["marshal", "loads"],
    ["socket", "create_connection"],
    ["urllib.request", "urlopen"],
    ["ctypes", "CDLL"],
    ["shutil", "rmtree"],
    ["webbrowser", "open"],
    ["logging.config", "_resolve"],
    ["distutils.file_util", "write_file"],
    ["os", "a_name_of_the_future"],
  ])("%s.%s can do harm", (module, qualname) => {
    expect(judged(module, qualname)).toMatchObject({ verdict: "malicious", rule: "pickle-code-execution" });
  });

  test.each([
    ["textwrap", "dedent"],
    ["difflib", "unified_diff"],
    ["builtins", "print"],
    ["json", "loads"],
  ])("%s.%s is unlisted and quiet", (module, qualname) => {
    expect(judged(module, qualname).verdict).toBe("suspicious");
  });

  test.each([
    ["collections", "OrderedDict"],
    ["datetime", "datetime"],
    ["argparse", "Namespace"],
    ["pathlib", "PosixPath"],
    ["statistics", "NormalDist"],
  ])("%s.%s is data", (module, qualname) => {
    expect(isListed(module, qualname)).toBe(true);
  });
});

describe("dotted names", () => {
  test.each([
    ["random", "_os.system"],
    ["collections", "_sys.modules"],
    ["torch.serialization", "os.system"],
    ["numpy", "__builtins__.eval"],
    ["contextlib", "AsyncExitStack.enter_async_context.__globals__.get"],
    ["sklearn.svm._classes", "SVC.__init__.__globals__"],
    ["random", "_os"],
  ])("%s %s leads out", (module, qualname) => {
    expect(judged(module, qualname).verdict).toBe("malicious");
  });

  test("a method of a library's class is kept as a value", () => {
    expect(judged("river.naive_bayes.gaussian", "GaussianNB._make_gaussian").kept).toEqual(["benign", "benign"]);
  });

  test("a method that does harm is told when it is called", () => {
    expect(judged("pandas.core.frame", "DataFrame.to_pickle").verdict).toBe("malicious");
  });
});

describe("Python 2", () => {
  test("a renamed module is the new one", () => {
    expect(judged("copy_reg", "_reconstructor").allowed?.module).toBe("copyreg");
    expect(judged("__builtin__", "set").verdict).toBe("benign");
  });

  test("the worse reading counts", () => {
    expect(judged("commands", "getoutput").verdict).toBe("malicious");
    expect(judged("urllib2", "urlopen").verdict).toBe("malicious");
  });
});

describe("computed names", () => {
  test("of unknown parts are malicious whatever they seem to be", () => {
    expect(judgeName(globalOf("collections", "OrderedDict", "unknown"))).toMatchObject({
      verdict: "malicious",
      rule: "pickle-computed-name",
    });
  });

  test("of known parts are what they are, and never benign", () => {
    expect(judgeName(globalOf("collections", "OrderedDict", "folded")).verdict).toBe("suspicious");
    expect(judgeName(globalOf("os", "system", "folded")).verdict).toBe("malicious");
  });
});

describe("classes that a package hands on", () => {
  test("are those of the module below it", () => {
    expect(judged("ultralytics.nn.modules", "Conv").verdict).toBe("benign");
    expect(judged("sklearn.svm", "SVC").verdict).toBe("benign");
  });

  test.each([
    ["torch", "load"],
    ["torch", "save"],
    ["numpy", "memmap"],
    ["sklearn", "MadeUp"],
    ["joblib", "Parallel"],
  ])("%s.%s is none", (module, qualname) => {
    expect(judged(module, qualname).verdict).not.toBe("benign");
  });
});

describe("capabilities", () => {
  test("say what a name does", () => {
    expect(capabilitiesOf("os", "system").reason).toBe("is in os, which works on files and starts or controls processes");
  });

  test("a module below a package of the standard library that nobody knows", () => {
    expect(capabilitiesOf("idlelib.made_up", "x").kind).toBe("capable");
    expect(capabilitiesOf("collections.made_up", "x").kind).toBe("capable");
    expect(capabilitiesOf("textwrap.made_up", "x").kind).toBe("quiet");
  });

  test("names of objects of JavaScript are no modules", () => {
    for (const word of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
      expect(capabilitiesOf(word, word).kind).toBe("unknown");
      expect(judged(word, word).verdict).toBe("suspicious");
    }
  });

  test("an unlisted name of a known library is unlisted, of others unknown", () => {
    expect(capabilitiesOf("sklearn.made_up", "Thing").kind).toBe("unlisted");
    expect(capabilitiesOf("made_up", "Thing").kind).toBe("unknown");
  });
});
