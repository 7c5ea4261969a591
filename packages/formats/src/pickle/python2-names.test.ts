import { describe, expect, test } from "vitest";
import { mapPython2 } from "./python2-names.ts";

describe("names of Python 2", () => {
  test.each([
    ["__builtin__", "eval", "builtins", "eval"],
    ["__builtin__", "unicode", "builtins", "str"],
    ["commands", "getoutput", "subprocess", "getoutput"],
    ["copy_reg", "_reconstructor", "copyreg", "_reconstructor"],
    ["exceptions", "ValueError", "builtins", "ValueError"],
    ["exceptions", "StandardError", "builtins", "Exception"],
    ["multiprocessing", "TimeoutError", "multiprocessing.context", "TimeoutError"],
    ["UserDict", "IterableUserDict", "collections", "UserDict"],
    ["posix", "system", "posix", "system"],
  ])("%s %s", (module, name, newModule, newName) => {
    expect(mapPython2(module, name, 2)).toEqual({ module: newModule, name: newName });
  });

  test("from protocol 3 on a name stands for itself", () => {
    expect(mapPython2("__builtin__", "eval", 3)).toEqual({ module: "__builtin__", name: "eval" });
  });

  test("names of JavaScript are names like others", () => {
    expect(mapPython2("constructor", "toString", 0)).toEqual({ module: "constructor", name: "toString" });
    expect(mapPython2("__proto__", "__proto__", 0)).toEqual({ module: "__proto__", name: "__proto__" });
  });
});
