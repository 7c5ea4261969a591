import type { ModelFileRule } from "../rule.ts";

const HYDRA = "https://nvd.nist.gov/vuln/detail/CVE-2025-23304";

/** Findings in configurations of models. */
export const CONFIG_RULES: readonly ModelFileRule[] = [
  {
    id: "config-code-execution",
    title: "The configuration names something to run",
    verdict: "malicious",
    severity: "critical",
    why: "Loaders that build objects out of a configuration import and call what it names. This name runs programs, works on files, loads code or gives access to anything.",
    fix: "Do not load the configuration.",
    references: [HYDRA, "https://hydra.cc/docs/advanced/instantiate_objects/overview/", "https://pyyaml.org/wiki/PyYAMLDocumentation"],
  },
  {
    id: "config-unknown-class",
    title: "The configuration names a class that is not known",
    verdict: "suspicious",
    severity: "medium",
    why: "Loaders that build objects out of a configuration import and call what it names. What this name does is not known.",
    fix: "Read the code of the package that it comes from, or state that you trust it.",
    references: [HYDRA],
  },
  {
    id: "remote-code",
    title: "The model brings its own code",
    verdict: "suspicious",
    severity: "high",
    why: "Loaded with trust_remote_code, or by a library that does not ask, Python files of the repository, or of another one, run with the rights of whoever loads the model.",
    fix: "Read the files that are named, pin the revision, or use a model that the library knows by itself.",
    references: ["https://huggingface.co/docs/transformers/en/models#custom-models"],
  },
  {
    id: "config-suspicious-value",
    title: "A value that has no place in the configuration of a model",
    verdict: "suspicious",
    severity: "medium",
    why: "A credential, an address to send data to, a command or a library of native code in a configuration is a leak, or part of an attack on a program that reads it.",
    fix: "Ask the publisher what it is for; revoke a credential that is yours.",
  },
  {
    id: "config-exponential-pattern",
    title: "A pattern that takes exponential time",
    verdict: "suspicious",
    severity: "medium",
    why: "The tokenizer applies it to whatever it is given; on the right text it never ends.",
    fix: "Take the tokenizer from the publisher of the base model.",
    references: ["https://cwe.mitre.org/data/definitions/1333.html"],
  },
  {
    id: "config-bomb",
    title: "A configuration that expands without end",
    verdict: "malicious",
    severity: "critical",
    why: "A few lines of references to one another become millions of values in the memory of who reads them.",
    fix: "Do not load the file.",
    references: ["https://cwe.mitre.org/data/definitions/776.html"],
  },
  {
    id: "shard-outside",
    title: "The index names a part of the weights outside of its folder",
    verdict: "suspicious",
    severity: "high",
    why: "Loaders join the name to the folder of the model: a path in it leads to other files of the machine, or of the repository.",
    fix: "Do not load the model.",
  },
  {
    id: "shards-missing",
    title: "Parts of the weights are not there",
    verdict: "benign",
    severity: "info",
    why: "The index names files that do not stand beside it: they were not inspected.",
    fix: "Inspect them before you load the model.",
  },
];
