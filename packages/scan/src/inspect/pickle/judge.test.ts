import { describe, expect, test } from "vitest";
import {
  build,
  bytes,
  call,
  dict,
  integer,
  judgeText,
  list,
  little,
  make,
  name,
  stream,
  text,
  tuple,
  verdictOf,
} from "./testing/judge-text.ts";

const SYSTEM = call(name("os", "system"), text("id"));
const DTYPE = build(
  call(name("numpy", "dtype"), text("f8"), "I00\n", "I01\n"),
  tuple(integer(3), text("<"), "N", "N", "N", integer(-1), integer(-1), integer(0)),
);
const ARRAY = build(
  call(name("numpy.core.multiarray", "_reconstruct"), name("numpy", "ndarray"), tuple(integer(0)), bytes("b")),
  tuple(integer(1), tuple(integer(1)), DTYPE, "I00\n", bytes("\0".repeat(8))),
);

describe("what loading would call", () => {
  test.each([
    ["a process", SYSTEM],
    ["under the name of the platform", call(name("posix", "system"), text("id"))],
    ["under a name of Python 2", call(name("__builtin__", "eval"), text("1"))],
    ["a module that only Python 2 has", call(name("commands", "getoutput"), text("id"))],
    ["a resolver", call(name("importlib", "import_module"), text("os"))],
    ["a resolver of packages", call(name("pkgutil", "resolve_name"), text("os:system"))],
    ["a package manager", call(name("pip", "main"), list(text("install"), text("x")))],
    ["a loader of an AI library", call(name("numpy", "load"), text("/x.npy"))],
    ["an evaluation of an AI library", call(name("torch.jit.unsupported_tensor_ops", "execWrapper"), text("1"), dict(), dict())],
    ["a download", call(name("torch.hub", "load"), text("a/b"), text("c"))],
    ["INST", "(Vid\nios\nsystem\n"],
    ["OBJ", "(cos\nsystem\nVid\no"],
    ["a name that is only imported", `${name("os", "system")}`],
    ["a name that is popped", `${SYSTEM}0N`],
    ["a name in a state", build(make(name("collections", "OrderedDict")), dict(text("hook"), name("os", "system")))],
    ["a name that a partial keeps and is called", call(call(name("functools", "partial"), name("os", "system"), text("id")))],
    ["what getattr gave", call(call(name("builtins", "getattr"), name("numpy", "ndarray"), text("tofile")), text("/x"))],
    ["an attribute with a meaning", call(name("builtins", "getattr"), name("numpy", "ndarray"), text("__class__"))],
    ["setattr", call(name("builtins", "setattr"), name("numpy", "ndarray"), text("x"), "N")],
    [
      "the first of the functions that a wrapper calls",
      call(name("torch._tensor", "_rebuild_from_type_v2"), name("os", "system"), name("torch", "Tensor"), tuple(text("id")), "N"),
    ],
  ])("%s is malicious", async (_, body) => {
    expect((await verdictOf(stream(body)))[0]).toBe("malicious");
  });

  test.each([
    ["plain data", list(text("a"), integer(1), dict(text("k"), "N"))],
    ["an ordered dict", `${call(name("collections", "OrderedDict"))}Va\nI1\ns`],
    ["an array", ARRAY],
    ["an array of Python 2", ARRAY.replace("numpy.core.multiarray", "numpy.core.multiarray")],
    ["an estimator", build(make(name("sklearn.linear_model._logistic", "LogisticRegression")), dict(text("coef_"), ARRAY))],
    [
      "an estimator of an old release",
      build(
        call(
          name("copy_reg", "_reconstructor"),
          name("sklearn.linear_model.logistic", "LogisticRegression"),
          name("__builtin__", "object"),
          "N",
        ),
        dict(text("C"), integer(1)),
      ),
    ],
    ["a module of PyTorch", build(make(name("torch.nn.modules.linear", "Linear")), dict(text("in_features"), integer(1)))],
    ["a partial of a listed function", call(name("functools", "partial"), name("numpy", "log1p"))],
    ["a factory of containers", call(name("collections", "defaultdict"), name("builtins", "list"))],
    ["bytes of protocol 2", call(name("_codecs", "encode"), text("abc"), text("latin1"))],
    [
      "a bound method of an estimator",
      call(name("builtins", "getattr"), make(name("lifelines.fitters.nelson_aalen_fitter", "NelsonAalenFitter")), text("plot")),
    ],
    ["a time zone", call(call(name("builtins", "getattr"), name("zoneinfo", "ZoneInfo"), text("_unpickle")), text("UTC"), "I01\n")],
    ["a date", call(name("datetime", "date"), bytes("\x07\xe8\x01\x01"))],
    ["two streams", `N.\x80\x04N`],
  ])("%s is benign", async (_, body) => {
    expect(await verdictOf(stream(body))).toEqual(["benign"]);
  });

  test.each([
    ["a class of one's own", make(name("__main__", "Model")), "pickle-unknown-import"],
    ["a name of a known library that is not listed", make(name("sklearn.made_up", "Thing")), "pickle-unknown-import"],
    ["a harmless name of the standard library", call(name("textwrap", "dedent"), text("x")), "pickle-unknown-import"],
    ["a listed function with other arguments", call(name("_codecs", "encode"), text("x"), text("rot13")), "pickle-unexpected-arguments"],
    ["a value that is called", call(name("numpy", "log1p"), integer(1)), "pickle-unexpected-arguments"],
    ["a call of data", call(text("x")), "pickle-unexpected-arguments"],
    ["a letter of another script", make(name("t\u043erch.nn", "Linear".replace("L", "L"))), "pickle-unknown-import"],
    ["an extension code", "\x82\x01", "pickle-extension"],
    ["a persistent id of nobody", `${text("x")}Q`, "pickle-persistent-id"],
    ["an operation without its values", "R", "pickle-broken"],
    ["trailing text", "N.some text behind", "unclaimed-bytes"],
  ])("%s is suspicious", async (_, body, rule) => {
    const [verdict, ...rules] = await verdictOf(stream(body));
    expect(verdict).toBe("suspicious");
    expect(rules).toContain(rule);
  });
});

test("a stream without its end is suspicious", async () => {
  expect((await verdictOf("\x80\x04(I1\n"))[0]).toBe("suspicious");
});

describe("where a call stands", () => {
  test("behind an error that every loader raises it is not reached", async () => {
    expect((await verdictOf(stream(`h\x63${SYSTEM}`)))[0]).toBe("suspicious");
  });

  test("before an error it has happened", async () => {
    expect((await verdictOf(stream(`${SYSTEM}h\x63`)))[0]).toBe("malicious");
  });

  test("an import that the stream breaks off after does nothing", async () => {
    expect((await verdictOf(`\x80\x04${name("os", "system")}(Vid\n`))[0]).toBe("suspicious");
  });

  test("behind junk no loader begins", async () => {
    expect((await verdictOf(`\0\0\0\0${stream(SYSTEM)}`))[0]).toBe("suspicious");
  });

  test("in a second stream a loader that reads on finds it", async () => {
    expect((await verdictOf(`${stream("N")}${stream(SYSTEM)}`))[0]).toBe("malicious");
  });
});

describe("findings", () => {
  test("one for each callable, with its arguments, its place and what it stands for", async () => {
    const { findings } = await judgeText(stream(list(SYSTEM, SYSTEM, SYSTEM)));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      rule: "pickle-code-execution",
      severity: "critical",
      loader: "pickle.load",
      call: { callable: "os.system", arguments: ["'id'"] },
      excerpt: "os.system('id')",
    });
    expect(findings[0]?.message).toMatch(/^REDUCE calls os\.system.*\(3 times\)\.$/);
  });

  test("a page of unlisted classes is cut", async () => {
    const body = Array.from({ length: 200 }, (_, index) => make(name("pkg", `Class${index}`))).join("0");
    const { findings } = await judgeText(stream(body));
    expect(findings.length).toBeLessThan(50);
    expect(findings.some(({ message }) => message.includes("160 more of this kind"))).toBe(true);
  });
});

describe("facts", () => {
  test("imports, protocol, framework and release", async () => {
    const { facts, formats } = await judgeText(
      stream(build(make(name("sklearn.svm._classes", "SVC")), dict(text("C"), integer(1), text("_sklearn_version"), text("1.4.2")))),
    );
    expect(facts).toMatchObject({ framework: "sklearn", imports: ["sklearn"], protocol: 4, sklearnVersion: "1.4.2" });
    expect(formats).toEqual(["pickle"]);
  });

  test("the array of joblib behind its wrapper is part of the file", async () => {
    const wrapper = build(
      make(name("joblib.numpy_pickle", "NumpyArrayWrapper")),
      dict(
        text("subclass"),
        name("numpy", "ndarray"),
        text("shape"),
        tuple(integer(2)),
        text("order"),
        text("C"),
        text("dtype"),
        DTYPE,
        text("allow_mmap"),
        "I01\n",
      ),
    );
    const { verdict, formats, findings } = await judgeText(stream(`${wrapper}${"\0".repeat(16)}`));
    expect([verdict, formats, findings]).toEqual(["benign", ["joblib", "pickle"], []]);
  });

  test("an array of joblib that is not there is a bomb where it could never be", async () => {
    const wrapper = build(
      make(name("joblib.numpy_pickle", "NumpyArrayWrapper")),
      dict(
        text("subclass"),
        name("numpy", "ndarray"),
        text("shape"),
        tuple(integer(2n ** 60n)),
        text("order"),
        text("C"),
        text("dtype"),
        DTYPE,
        text("allow_mmap"),
        "I01\n",
      ),
    );
    expect((await verdictOf(stream(wrapper)))[0]).toBe("malicious");
  });
});

describe("what exhausts the process", () => {
  test.each([
    ["bytes of nothing", call(name("builtins", "bytearray"), integer(2 ** 37))],
    ["a range as a list", call(name("builtins", "list"), call(name("builtins", "range"), integer(10n ** 13n)))],
    ["an endless iterator", call(name("builtins", "set"), call(name("itertools", "count")))],
    ["a power", call(name("operator", "pow"), integer(9), call(name("operator", "pow"), integer(9), integer(9)))],
    ["a repeated text", call(name("operator", "mul"), text("A".repeat(64)), integer(2n ** 34n))],
    ["a fraction", call(name("fractions", "Fraction"), text("1E9999999999"))],
    [
      "an array without elements",
      call(name("numpy.core.multiarray", "_reconstruct"), name("numpy", "ndarray"), tuple(integer(2n ** 40n)), bytes("b")),
    ],
    ["unpacking twice", call(name("zlib", "decompress"), call(name("zlib", "decompress"), bytes("xxxx")))],
    ["a pattern", call(name("re", "match"), text("(a|a)*$"), text("aaaaaaaaaaaab"))],
    ["a width", call(name("builtins", "str.format"), text("{:>99999999999}"), text("x"))],
    ["a declared length", `\x96${little(2 ** 37, 8)}abc`],
  ])("%s is malicious", async (_, body) => {
    const [verdict, ...rules] = await verdictOf(stream(body));
    expect(verdict).toBe("malicious");
    expect(rules).toContain("pickle-bomb");
  });

  test("lists that hold each other", async () => {
    let body = "]q\x00";
    for (let level = 1; level < 30; level++) body += `(${`h${String.fromCharCode(level - 1)}`.repeat(4)}lq${String.fromCharCode(level)}`;
    expect(await verdictOf(stream(body))).toEqual(["malicious", "pickle-bomb"]);
  });

  test("lists in lists beyond any stack are told", async () => {
    expect(await verdictOf(stream(`${"(".repeat(20_000)}${"l".repeat(20_000)}`))).toEqual(["suspicious", "pickle-bomb"]);
  });
});

test("a nested stream in bytes is suspicious, with what it imports", async () => {
  const { verdict, findings } = await judgeText(stream(dict(text("data"), bytes(stream(call(name("os", "system"), text("echo hello")))))));
  expect(verdict).toBe("suspicious");
  expect(findings[0]).toMatchObject({ rule: "pickle-nested-payload" });
  expect(findings[0]?.message).toContain("os.system");
});

test("bytes that torch loads are judged as a file of their own", async () => {
  const inner = stream(SYSTEM);
  const { verdict, findings } = await judgeText(stream(call(name("torch.storage", "_load_from_bytes"), bytes(inner))));
  expect(verdict).toBe("malicious");
  expect(findings.some(({ member }) => member === "(bytes)")).toBe(true);
});
