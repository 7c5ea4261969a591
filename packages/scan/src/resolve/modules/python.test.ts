import { describe } from "vitest";
import { testShown } from "../testing/shown.ts";

describe("imports of Python", () => {
  testShown([
    [
      "names that a package gives on",
      {
        "pkg/__init__.py": "from .models import MODEL",
        "pkg/models.py": 'MODEL = "m"',
        "main.py": `
        import pkg
        from pkg import MODEL as M
        show(M)
        show(pkg.MODEL)
        show(pkg.models.MODEL)`,
      },
      ['"m"', '"m"', '"m"'],
    ],
    [
      "wildcards, also through a package",
      {
        "consts/__init__.py": "from .inner import *",
        "consts/inner.py": 'MODEL = "m"',
        "main.py": `
        from consts import *
        show(MODEL)`,
      },
      ['"m"'],
    ],
    [
      "of a script beside the __init__.py of the whole repository",
      {
        "__init__.py": "",
        "models/__init__.py": "",
        "models/net.py": 'MODEL = "m"',
        "main.py": `
        from models.net import MODEL
        show(MODEL)`,
      },
      ['"m"'],
    ],
    [
      "relative imports",
      {
        "pkg/__init__.py": "",
        "pkg/sub/__init__.py": "",
        "pkg/config.py": 'MODEL = "m"',
        "pkg/sub/b.py": 'NAME = "b"',
        "pkg/sub/a.py": `
        from ..config import MODEL
        from . import b
        from .b import NAME
        show(MODEL)
        show(b.NAME)
        show(NAME)`,
      },
      ['"m"', '"b"', '"b"'],
    ],
    [
      "folders that projects put on the path",
      {
        "src/app/config.py": 'MODEL = "m"',
        "src/app/main.py": `
        import app.config
        import app.config as c
        from app.config import MODEL
        show(MODEL)
        show(c.MODEL)
        show(app.config.MODEL)`,
      },
      ['"m"', '"m"', '"m"'],
    ],
    [
      "folders without __init__.py",
      {
        "lib/deep/x.py": "V = 1",
        "lib/main.py": `
        import deep.x
        from deep import x
        show(x.V)
        show(deep.x.V)
        show(deep)`,
      },
      ["1", "1", "package deep"],
    ],
    ["a file does not import itself", { "openai.py": "import openai\nshow(openai.OpenAI())" }, ["openai.OpenAI()"]],
    [
      "a file beside a package is not on its path",
      {
        "pkg/__init__.py": "",
        "pkg/json.py": "dumps = 1",
        "pkg/main.py": "import json\nshow(json.dumps)",
      },
      ["json.dumps"],
    ],
    [
      "names that are missing in the project are not of a library",
      {
        "pkg/__init__.py": "",
        "pkg/a.py": `
        from .nowhere import x
        from pkg import y
        show(x)
        show(y)`,
      },
      ["?x", "?y"],
    ],
    [
      "imports inside of functions",
      `
      def f():
          from anthropic import Anthropic
          show(Anthropic())`,
      ["anthropic.Anthropic()"],
    ],
  ]);
});
