import type { ConfigNode } from "./config/node.ts";
import type { SourceModule } from "./syntax/ir.ts";

/* Plain facts of the readers that are neither a syntax tree nor a configuration tree. */

export interface NotebookFacts {
  /** Language of the kernel: "python", "r", "julia". */
  readonly kernel?: string;
  /** Major version of nbformat. */
  readonly format: number;
  /** `language` where a cell magic (`%%sql`) or nbformat 3 says that it differs from the kernel's. */
  readonly cells: readonly {
    readonly cell: number;
    readonly type: "code" | "markdown" | "raw";
    readonly lines: number;
    readonly language?: string;
  }[];
  /** All Python (or other kernel language) cells as one module; spans carry the cell. */
  readonly module?: SourceModule;
  /** `!pip install x==1`, `%pip install y`. */
  readonly installs: readonly { readonly requirement: string; readonly cell: number; readonly line: number }[];
  readonly shell: readonly { readonly command: string; readonly cell: number; readonly line: number }[];
  /** Text to search for secrets, cell by cell; dropped before facts are stored. */
  readonly texts: readonly {
    readonly cell: number;
    readonly text: string;
    readonly output: boolean;
    readonly type: "code" | "markdown" | "raw";
  }[];
}

export interface DockerfileFacts {
  readonly stages: readonly { readonly image: string; readonly name?: string; readonly line: number; readonly platform?: string }[];
  readonly instructions: readonly {
    readonly keyword: string;
    /** Arguments with ARG/ENV defaults put in where known. */
    readonly value: string;
    readonly raw: string;
    readonly line: number;
    readonly endLine: number;
    readonly stage: number;
  }[];
  readonly environment: readonly EnvironmentEntry[];
}

export interface EnvironmentEntry {
  readonly name: string;
  /** Undefined where the name is declared without a value. */
  readonly value?: string;
  readonly line: number;
  /** A default that a real environment may replace (.env.example, ARG default, ${X:-default}). */
  readonly sample: boolean;
}

/** Commands of a shell script, Makefile, Procfile or a field that holds a command line. */
export interface CommandFacts {
  /** Simple commands; words without quotes, variables put in where the same file sets them. */
  readonly commands: readonly { readonly words: readonly string[]; readonly line: number; readonly endLine: number }[];
  readonly environment: readonly EnvironmentEntry[];
  /** Rules of Makefiles, stages of Jenkinsfiles in order; the commands of one stand between its line and that of the next. */
  readonly rules?: readonly MakeRule[];
  /** Jenkinsfiles: credentials of the server that steps are given. */
  readonly credentials?: readonly CredentialName[];
}

export interface CredentialName {
  readonly name: string;
  readonly line: number;
}

export interface MakeRule {
  readonly names: readonly string[];
  readonly needs: readonly string[];
  readonly line: number;
}

export interface BicepDeclaration {
  readonly kind: "param" | "var" | "resource" | "module" | "output";
  readonly name: string;
  /** `Microsoft.CognitiveServices/accounts@2024-10-01`, or the path of a module. */
  readonly type?: string;
  /** Declared with `existing`: only referred to. */
  readonly existing: boolean;
  /** `if (…)` or `for …` decides whether and how often it is deployed. */
  readonly conditional: boolean;
  /** Bicep expressions in the HCL form; symbolic names are references. */
  readonly value?: HclExpression;
  readonly line: number;
  readonly endLine: number;
}

export interface BicepFacts {
  readonly declarations: readonly BicepDeclaration[];
  /** The Bicep file that a parameter file is for, as written. */
  readonly using?: string;
  readonly errors: readonly { readonly line: number; readonly message: string }[];
}

export type HclExpression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null; readonly line: number }
  | { readonly kind: "template"; readonly parts: readonly HclExpression[]; readonly line: number }
  /** `var.x`, `module.m.out`, `aws_s3_bucket.b.arn`, `each.value.name`: segments as written. */
  | { readonly kind: "reference"; readonly path: readonly (string | HclExpression)[]; readonly line: number }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly arguments: readonly HclExpression[];
      /** `f(list...)`: the items of the last argument are arguments. */
      readonly expands?: true;
      readonly line: number;
    }
  | { readonly kind: "list"; readonly items: readonly HclExpression[]; readonly line: number }
  | {
      readonly kind: "object";
      readonly entries: readonly { readonly key: HclExpression; readonly value: HclExpression }[];
      readonly line: number;
    }
  | {
      readonly kind: "conditional";
      readonly test: HclExpression;
      readonly yes: HclExpression;
      readonly no: HclExpression;
      readonly line: number;
    }
  | {
      readonly kind: "for";
      readonly source: HclExpression;
      readonly key?: string;
      readonly value: string;
      readonly result: HclExpression;
      readonly resultKey?: HclExpression;
      readonly condition?: HclExpression;
      /** `k => v...`: values of one key are a list. */
      readonly groups?: true;
      readonly line: number;
    }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: HclExpression;
      readonly right: HclExpression;
      readonly line: number;
    }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: HclExpression; readonly line: number }
  | { readonly kind: "unknown"; readonly line: number };

export interface HclAttribute {
  readonly name: string;
  readonly value: HclExpression;
  readonly line: number;
  readonly endLine: number;
}

export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
  readonly line: number;
  readonly endLine: number;
}

export interface HclFile extends Pick<HclBlock, "attributes" | "blocks"> {
  readonly errors: readonly { readonly line: number; readonly message: string }[];
}

export interface ManifestPackage {
  readonly ecosystem:
    | "pypi"
    | "npm"
    | "golang"
    | "maven"
    | "nuget"
    | "cargo"
    | "gem"
    | "conda"
    | "docker"
    | "github"
    | "composer"
    | "swift"
    | "hex"
    | "generic";
  readonly name: string;
  readonly version?: string;
  readonly requirement?: string;
  readonly scope: "runtime" | "development" | "optional" | "transitive";
  readonly line?: number;
  readonly digest?: string;
  readonly licence?: string;
}

export interface ManifestFacts {
  readonly format: string;
  /** True for lock files: exact versions, transitive packages. */
  readonly lock: boolean;
  readonly name?: string;
  readonly version?: string;
  readonly licence?: string;
  readonly packages: readonly ManifestPackage[];
  /** Entry points and scripts by name, e.g. npm scripts, Python console scripts. */
  readonly scripts?: readonly { readonly name: string; readonly command: string; readonly line?: number }[];
  /** Package registries other than the ecosystem's own (`--extra-index-url`, sources); credentials cut out. */
  readonly indexes?: readonly { readonly url: string; readonly line: number }[];
}

/** A model weight file by content, never by extension. Deep reading belongs to the model-file issue. */
export interface ModelFileFacts {
  /** Most specific first: "safetensors", "pytorch-zip", "pickle", "gguf", "onnx", "keras", "hdf5", "numpy", … */
  readonly formats: readonly string[];
  /** Loading it can run code by the nature of the format (pickle family). */
  readonly executable: boolean;
  readonly metadata: { readonly [key: string]: string | number | boolean };
}

export interface TableFacts {
  readonly format: "csv" | "tsv" | "jsonl" | "json" | "parquet" | "arrow" | "idx" | "xlsx" | "sqlite";
  /** Exact where counted to the end, else a lower bound. */
  readonly rows: number;
  readonly exact: boolean;
  readonly columns: readonly { readonly name: string; readonly type?: string }[];
  /** A few values per column for classification; dropped before facts are stored. */
  readonly samples?: readonly (readonly string[])[];
  /** Outcome of classification: filled by the scan's reader with the text room. */
  readonly classification?: {
    readonly class: string;
    readonly reasons: readonly string[];
    readonly columns: readonly { readonly name: string; readonly types: readonly string[]; readonly class: string }[];
  };
}

/** Front matter and the few statements of a model or data card that count as evidence. */
export interface CardFacts {
  readonly subject: "model" | "dataset" | "unknown";
  readonly title?: string;
  readonly frontMatter?: ConfigNode;
  readonly licence?: string;
  readonly baseModels: readonly { readonly id: string; readonly line: number }[];
  readonly datasets: readonly { readonly id: string; readonly line: number }[];
  readonly sections: readonly { readonly title: string; readonly line: number; readonly level: number }[];
}

export interface ProseFacts {
  readonly kind: "prompt" | "skill" | "agent" | "rules" | "markdown" | "template";
  readonly name?: string;
  readonly description?: string;
  readonly frontMatter?: ConfigNode;
  /** `{name}`, `{{ name }}`, `$name` placeholders. */
  readonly variables: readonly string[];
  readonly characters: number;
}
