import { describe } from "vitest";
import { testShown } from "../testing/shown.ts";

describe("declared packages", () => {
  testShown([
    [
      "Go: folders below the module, aliases, files of the same package",
      {
        "go.mod": "module example.com/acme/app",
        "internal/config/config.go": 'package config\nconst Model = "m"',
        "cmd/sibling.go": 'package main\nconst Sibling = "s"',
        "cmd/main.go": `
        package main
        import "example.com/acme/app/internal/config"
        import cfg "example.com/acme/app/internal/config"
        const Own = "o"
        func main() {
          show(config.Model)
          show(cfg.Model)
          show(Own)
          show(Sibling)
        }`,
      },
      ['"m"', '"m"', '"o"', '"s"'],
    ],
    [
      "Go: a module from outside",
      { "main.go": 'package main\nimport "github.com/openai/openai-go/v3"\nfunc main() { show(openai.NewClient()) }' },
      ["github.com/openai/openai-go/v3.NewClient()"],
    ],
    [
      "Java: classes of the package, imported ones, static members",
      {
        "src/main/java/com/acme/conf/Config.java":
          'package com.acme.conf;\npublic class Config { public static final String MODEL = "m"; public static final String OTHER = "o"; }',
        "src/main/java/com/acme/Sibling.java": 'package com.acme;\nclass Sibling { static final String NAME = "s"; }',
        "src/main/java/com/acme/App.java": `
        package com.acme;
        import com.acme.conf.Config;
        import static com.acme.conf.Config.OTHER;
        import static org.other.Outside.THEIRS;
        class App { void run() {
          show(Config.MODEL);
          show(OTHER);
          show(Sibling.NAME);
          show(THEIRS);
        } }`,
      },
      ['"m"', '"o"', '"s"', "org.other.Outside.THEIRS"],
    ],
    [
      "C#: namespaces",
      {
        "Config.cs": 'namespace Acme.Conf;\npublic static class Config { public const string Model = "m"; }',
        "App.cs": `
        using Acme.Conf;
        namespace Acme;
        class App { void Run() { show(Config.Model); } }`,
      },
      ['"m"'],
    ],
    [
      "Rust: crate, self, super and modules by file",
      {
        "src/config/deep.rs": 'pub const X: &str = "x";',
        "src/config.rs": `
        pub mod deep;
        use super::other::Y;
        pub const MODEL: &str = "m";
        fn f() { show(Y); }`,
        "src/other.rs": 'pub const Y: &str = "y";',
        "src/main.rs": `
        mod config;
        use crate::config::MODEL;
        use config::deep::X;
        fn main() {
          show(MODEL);
          show(config::MODEL);
          show(X);
        }`,
      },
      ['"y"', '"m"', '"m"', '"x"'],
    ],
    [
      "Ruby: constants are everywhere",
      {
        "b.rb": 'MODEL = "m"\nmodule Conf\n  NAME = "n"\nend',
        "a.rb": 'require_relative "b"\nshow(MODEL)\nshow(Conf::NAME)',
      },
      ['"m"', '"n"'],
    ],
  ]);
});
