import { describe, expect, test } from "vitest";
import { build, bytes, call, dict, integer, little, make, name, stream, text, tuple, verdictOf } from "./testing/judge-text.ts";

const PERSISTENT = `${tuple(text("storage"), name("torch", "FloatStorage"), text("0"), text("cpu"), integer(4))}Q`;
const tensor = (offset: number, size: number, stride: number): string =>
  call(
    name("torch._utils", "_rebuild_tensor_v2"),
    PERSISTENT,
    integer(offset),
    tuple(integer(size)),
    tuple(integer(stride)),
    "I00\n",
    call(name("collections", "OrderedDict")),
  );

describe("states", () => {
  test.each([
    ["of a class", build(name("numpy", "ndarray"), dict(text("x"), "N"))],
    ["of a function", build(name("numpy", "size"), dict(text("__builtins__"), "N"))],
    [
      "with a name that unpickling looks up",
      build(make(name("sklearn.svm._classes", "SVC")), dict(text("__setstate__"), name("numpy", "log1p"))),
    ],
    [
      "with a class for the instance",
      build(make(name("sklearn.svm._classes", "SVC")), tuple("N", dict(text("__class__"), name("numpy", "ndarray")))),
    ],
    [
      "that scipy runs",
      build(make(name("scipy.stats._continuous_distns", "norm_gen")), dict(text("_parse_arg_template"), text("import os"))),
    ],
    [
      "that a distribution gets as pairs",
      build(make(name("scipy.stats._continuous_distns", "norm_gen")), `(${tuple(text("_parse_arg_template"), text("import os"))}l`),
    ],
    [
      "of a partial over what does harm",
      build(call(name("functools", "partial"), name("numpy", "log1p")), tuple(name("os", "system"), tuple(text("id")), "N", "N")),
    ],
    [
      "of an array wrapper with a path",
      build(
        make(name("joblib.numpy_pickle", "NDArrayWrapper")),
        dict(text("filename"), text("../../etc/passwd"), text("subclass"), name("numpy", "ndarray"), text("allow_mmap"), "I01\n"),
      ),
    ],
    [
      "of a type with a field beyond its items",
      build(
        call(name("numpy", "dtype"), text("V8"), "I00\n", "I01\n"),
        tuple(
          integer(3),
          text("|"),
          "N",
          tuple(text("a")),
          dict(text("a"), tuple(call(name("numpy", "dtype"), text("f8"), "I00\n", "I01\n"), integer(4096))),
          integer(8),
          integer(1),
          integer(0),
        ),
      ),
    ],
    [
      "of a generator beyond its words",
      build(
        call(name("numpy.random._pickle", "__randomstate_ctor"), text("MT19937")),
        dict(text("bit_generator"), text("MT19937"), text("state"), dict(text("pos"), integer(10 ** 9))),
      ),
    ],
  ])("%s are malicious", async (_, body) => {
    expect((await verdictOf(stream(body)))[0]).toBe("malicious");
  });

  test.each([
    [
      "with names that only describe",
      build(make(name("sklearn.svm._classes", "SVC")), dict(text("__doc__"), "N", text("__signature__"), "N")),
    ],
    [
      "of the parser that scipy writes",
      build(
        make(name("scipy.stats._continuous_distns", "norm_gen")),
        dict(text("_parse_arg_template"), "Vdef _parse_args(self,  loc=0, scale=1):\\u000a    return (), loc, scale\n"),
      ),
    ],
    [
      "of a partial",
      build(
        call(name("functools", "partial"), name("numpy", "log1p")),
        tuple(name("numpy", "log1p"), tuple(), dict(text("x"), integer(1)), "N"),
      ),
    ],
  ])("%s are benign", async (_, body) => {
    expect(await verdictOf(stream(body))).toEqual(["benign"]);
  });

  test("of an array that does not fit its bytes is told", async () => {
    const dtype = call(name("numpy", "dtype"), text("f8"), "I00\n", "I01\n");
    const array = call(name("numpy.core.multiarray", "_reconstruct"), name("numpy", "ndarray"), tuple(integer(0)), "C\x01b");
    expect((await verdictOf(stream(build(array, tuple(integer(1), tuple(integer(9)), dtype, "I00\n", "C\x08abcdefgh")))))[0]).toBe(
      "suspicious",
    );
  });
});

describe("indices", () => {
  const dtype = (code: string): string =>
    build(
      call(name("numpy", "dtype"), text(code), "I00\n", "I01\n"),
      tuple(integer(3), text("<"), "N", "N", "N", integer(-1), integer(-1), integer(0)),
    );
  const array = (values: readonly number[]): string =>
    call(
      name("numpy.core.numeric", "_frombuffer"),
      bytes(values.map((value) => little(value, 4)).join("")),
      dtype("i4"),
      tuple(integer(values.length)),
      text("C"),
    );
  const sparse = (indices: readonly number[], pointers: readonly number[]): string =>
    build(
      make(name("scipy.sparse._csr", "csr_matrix")),
      dict(
        text("_shape"),
        tuple(integer(2), integer(3)),
        text("maxprint"),
        integer(50),
        text("indices"),
        array(indices),
        text("indptr"),
        array(pointers),
        text("data"),
        array(indices),
      ),
    );

  test("of a sparse matrix within it", async () => {
    expect(await verdictOf(stream(sparse([0, 2], [0, 1, 2])))).toEqual(["benign"]);
  });

  test.each([
    ["beyond its columns", sparse([0, 3], [0, 1, 2])],
    ["of rows beyond its elements", sparse([0, 1], [0, 1, 1000])],
    ["of rows that go back", sparse([0, 1], [0, 2, 1])],
    ["of rows that are missing", sparse([0, 1], [0, 2])],
  ])("%s", async (_, body) => {
    const [verdict, ...rules] = await verdictOf(stream(body));
    expect([verdict, rules]).toEqual(["malicious", ["pickle-storage-bounds"]]);
  });
});

describe("items", () => {
  test.each([
    ["into a tensor", `${tensor(0, 4, 1)}Va\nI1\ns`],
    ["into a number", "I1\nVa\nI1\ns"],
    ["into None", "NVa\nI1\ns"],
    ["into a storage", `${PERSISTENT}Va\nI1\ns`],
  ])("%s are malicious", async (_, body) => {
    const [verdict, ...rules] = await verdictOf(stream(body));
    expect([verdict, rules.includes("pickle-misdirected-items")]).toEqual(["malicious", true]);
  });

  test.each([
    ["into a counter", `${call(name("collections", "Counter"))}Va\nI1\ns`],
    ["into a deque", `${call(name("collections", "deque"))}I1\na`],
    ["into a dict of a library", `${make(name("sklearn.utils._bunch", "Bunch"))}Va\nI1\ns`],
  ])("%s are benign", async (_, body) => {
    expect(await verdictOf(stream(body))).toEqual(["benign"]);
  });

  test("into an instance that its library does not fill are told", async () => {
    expect((await verdictOf(stream(`${make(name("sklearn.svm._classes", "SVC"))}Va\nI1\ns`)))[0]).toBe("suspicious");
  });
});

describe("tensors", () => {
  test("within their storage", async () => {
    expect(await verdictOf(stream(tensor(0, 4, 1)))).toEqual(["benign"]);
  });

  test.each([
    ["beyond it", tensor(2, 4, 1)],
    ["by stride", tensor(0, 2, 100)],
    ["before it", tensor(-1, 2, 1)],
    ["of elements without number", tensor(0, 2 ** 41, 0)],
  ])("%s", async (_, body) => {
    expect((await verdictOf(stream(body)))[0]).toBe("malicious");
  });

  test.each([-1n, 2n ** 62n])("a storage of %s elements", async (elements) => {
    expect(
      (await verdictOf(stream(`${tuple(text("storage"), name("torch", "FloatStorage"), text("0"), text("cpu"), integer(elements))}Q`)))[0],
    ).toBe("malicious");
  });
});

describe("code", () => {
  const code = (used: string): string =>
    call(
      name("dill._dill", "_create_code"),
      integer(0),
      integer(0),
      integer(0),
      integer(0),
      integer(3),
      integer(0),
      "C\x02ab",
      tuple("N"),
      tuple(text(used)),
      tuple(),
      text("f"),
      text("f"),
    );
  const made = (used: string): string => call(name("dill._dill", "_create_function"), code(used), dict());

  test("a function is not run by being made", async () => {
    expect((await verdictOf(stream(made("len"))))[0]).toBe("suspicious");
    expect((await verdictOf(stream(made("system"))))[0]).toBe("suspicious");
  });

  test("a function that is called runs", async () => {
    expect((await verdictOf(stream(call(made("system")))))[0]).toBe("malicious");
    expect((await verdictOf(stream(call(made("len")))))[0]).toBe("malicious");
  });

  test("code without dill or cloudpickle is written by hand", async () => {
    expect((await verdictOf(stream(code("len").replace("dill._dill\n_create_code", "types\nCodeType"))))[0]).toBe("malicious");
  });

  test("source that is run when its graph is made", async () => {
    const graph = (source: string): string =>
      call(name("torch.fx.graph_module", "reduce_graph_module"), dict(text("_code"), text(source)), text(""));
    expect((await verdictOf(stream(graph("def forward(self, x): return x"))))[0]).toBe("suspicious");
    expect((await verdictOf(stream(graph("import os; forward = os.system('id')"))))[0]).toBe("malicious");
  });

  test("dill's types of data are data", async () => {
    const slice = call(call(name("dill._dill", "_load_type"), text("slice")), integer(0), integer(1), "N");
    expect(await verdictOf(stream(slice))).toEqual(["benign"]);
  });
});
