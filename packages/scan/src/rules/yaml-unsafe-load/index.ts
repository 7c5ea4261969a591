import { exposureOfSource, FROM, isOutside } from "../assess/load-factors.ts";
import { compareVersions, leastVersion, packageFor } from "../assess/packages.ts";
import { sourceOf } from "../assess/source-of-load.ts";
import { factors } from "../card.ts";
import { argument, fromUsage, judgeEach, members } from "../draft.ts";
import type { Rule, Usage } from "../rule.ts";

const ID = "yaml-unsafe-load";
/** PyYAML 5.4 closed the ways out of FullLoader that were known; 6.0 asks for a loader. */
const SAFE = /(?:Safe|CSafe|Base|CBase|Full|CFull)Loader$/;

function loaderOf(usage: Usage): string | undefined {
  const given = argument(usage, "Loader", "#1");
  if (typeof given === "string") return given;
  const path = members(given)?.["path"];
  return typeof path === "string" ? path : undefined;
}

/** `yaml.load` with a loader that builds objects. */
export const yamlUnsafeLoad: Rule = {
  card: {
    id: ID,
    title: "YAML is loaded with a loader that builds objects",
    appliesTo: ["file"],
    why: "A tag such as !!python/object/apply makes the loader call any function: a changed configuration runs code.",
    fix: "Use yaml.safe_load.",
    base: factors(1, 2, 3, 1),
    controls: ["ADS-SUPP-06"],
    references: ["https://pyyaml.org/wiki/PyYAMLDocumentation"],
    bad: [
      { title: "unsafe loader", files: { "c.py": "import yaml\nconfig = yaml.load(open('c.yaml'), Loader=yaml.UnsafeLoader)\n" } },
      { title: "unsafe_load", files: { "c.py": "import yaml\nconfig = yaml.unsafe_load(open('c.yaml'))\n" } },
      {
        title: "a downloaded file",
        files: {
          "c.py":
            "import requests\nimport yaml\nconfig = yaml.load(requests.get('https://config.northquay.example/c').text, Loader=yaml.Loader)\n",
        },
      },
    ],
    good: [
      {
        title: "safe loader",
        files: {
          "c.py": "import yaml\nconfig = yaml.load(open('c.yaml'), Loader=yaml.SafeLoader)\nother = yaml.safe_load(open('d.yaml'))\n",
        },
      },
    ],
  },
  because: { exploitability: "needs a crafted document", data: "code execution" },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act, callee }) => act === "yaml-load" && !callee.startsWith("ruamel")),
      (usage) => {
        const unsafe = /unsafe_load/.test(usage.callee);
        const loader = loaderOf(usage);
        if (/full_load/.test(usage.callee) || (loader !== undefined && SAFE.test(loader))) return "passed";
        if (!unsafe && loader === undefined) {
          if (argument(usage, "Loader", "#1") !== undefined) return "unknown";
          const least = leastVersion(packageFor(inventory, "pypi", "pyyaml", usage));
          // Without a loader PyYAML 6 refuses, 5.1 to 5.4 take the full loader.
          if (least === undefined || compareVersions(least, "5.1") >= 0) return "unknown";
        }
        const source = sourceOf(inventory, usage);
        const name = /(\w+)\(\)$/.exec(usage.callee)?.[1] ?? "load";
        return fromUsage(ID, usage, {
          message: `${usage.callee} builds objects from ${FROM[source.kind]}.`,
          adjust: [exposureOfSource(source)],
          headline: isOutside(source)
            ? `Whoever can change ${FROM[source.kind]} runs code when it is parsed`
            : "A changed configuration file can run code",
          edits: unsafe
            ? [
                {
                  kind: "text",
                  file: usage.file,
                  line: usage.line,
                  endLine: usage.endLine,
                  from: `${name}(`,
                  to: `${name.replace("unsafe_", "safe_")}(`,
                },
              ]
            : loader === undefined
              ? []
              : [
                  {
                    kind: "text",
                    file: usage.file,
                    line: usage.line,
                    endLine: usage.endLine,
                    from: loader.split(".").at(-1) ?? loader,
                    to: "SafeLoader",
                  },
                ],
        });
      },
      "which loader is used is not known",
    ),
};
