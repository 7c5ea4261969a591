import type {
  BicepFacts,
  CardFacts,
  CommandFacts,
  ConfigNode,
  DockerfileFacts,
  EnvironmentEntry,
  HclFile,
  LicenceFacts,
  ManifestFacts,
  ModelFileFacts,
  NotebookFacts,
  OwnerRule,
  ProseFacts,
  SignedUrl,
  SourceModule,
  SqlFacts,
  TableFacts,
} from "@castellan/formats";
import type { Scope } from "@castellan/graph";
import type { Inspection } from "../inspect/result.ts";
import type { ProjectSettings } from "./settings.ts";

/** A secret or a personal value seen in a file; the value itself never leaves the reader. */
export interface SensitiveMatch {
  readonly kind: "secret" | "personal";
  readonly rule: string;
  readonly title: string;
  readonly line: number;
  readonly endLine: number;
  readonly cell?: number;
  readonly masked: string;
  readonly confidence: "certain" | "likely" | "possible";
  /** SHA-256, only for tokens of 80 bits or more. */
  readonly hash?: string;
  /** Notebook output rather than code. */
  readonly output?: boolean;
  readonly vendor?: string;
}

/** `# castellan-ignore: RULE reason until=…` on a line. */
export interface InlineIgnore {
  readonly line: number;
  readonly cell?: number;
  readonly rule: string;
  readonly reason: string;
  readonly until?: string;
}

/**
 * Everything that the readers found in one file: plain data, cached by content. A reader that failed
 * is in `problems`; the others' facts stand.
 */
export interface FileFacts {
  readonly sha256: string;
  readonly bytes: number;
  readonly lines?: number;
  readonly source?: SourceModule;
  readonly notebook?: NotebookFacts;
  /** Source in the form that Databricks keeps a notebook in: cells between comments. */
  readonly sourceNotebook?: boolean;
  /** One tree per YAML document; JSON and TOML have one. */
  readonly config?: {
    readonly format: "yaml" | "json" | "toml" | "ini" | "xml" | "modelfile" | "properties" | "protobuf-text";
    readonly documents: readonly ConfigNode[];
  };
  /** Text of a template of a Helm chart, bounded: it is rendered with the values of its chart. */
  readonly template?: string;
  /** Why a template or an overlay could not be worked out; its configuration stands as written. */
  readonly unrendered?: readonly { readonly reason: string; readonly line: number }[];
  readonly dockerfile?: DockerfileFacts;
  readonly hcl?: HclFile;
  readonly bicep?: BicepFacts;
  /** Shell scripts, Makefiles, Procfiles. */
  readonly commands?: CommandFacts;
  readonly sql?: SqlFacts;
  readonly environment?: readonly EnvironmentEntry[];
  readonly manifest?: ManifestFacts;
  readonly modelFile?: ModelFileFacts;
  /** What loading it would do: model files and the configurations that loaders act on. */
  readonly inspection?: Omit<Inspection, "sha256" | "bytes">;
  readonly table?: TableFacts;
  readonly card?: CardFacts;
  /** Text of prompt, skill, rules and template files (bounded). */
  readonly prose?: ProseFacts;
  /** Text of a query file (SQL), bounded. */
  readonly query?: string;
  readonly licence?: LicenceFacts;
  /** Rules of a CODEOWNERS file. */
  readonly owners?: readonly OwnerRule[];
  readonly sensitive: readonly SensitiveMatch[];
  /** Shared access signatures of storage, without the signature. */
  readonly signedUrls?: readonly (SignedUrl & { readonly cell?: number })[];
  readonly ignores: readonly InlineIgnore[];
  readonly problems: readonly { readonly reader: string; readonly code: string; readonly reason: string; readonly line?: number }[];
}

export interface ProjectFile {
  /** Index into the scan's targets. */
  readonly target: number;
  /** Relative to the target, "/"-separated. */
  readonly path: string;
  readonly bytes: number;
  readonly scope: Scope;
  /** `local`: git ignores it. */
  readonly lifecycle: "committed" | "local";
  /** Empty facts (no reader claimed it) for files that are only listed. */
  readonly facts: FileFacts;
}

export interface Target {
  readonly index: number;
  /** As given on the command line. */
  readonly name: string;
  /** Stable key of the target in identities: repository url or folder base name. */
  readonly key: string;
  readonly repository?: string;
}

/** All facts of a scan; what discoverers read. Frozen plain data plus look-ups. */
export interface Project {
  readonly targets: readonly Target[];
  /** Sorted by target and path. */
  readonly files: readonly ProjectFile[];
  /** What people stated in castellan.yaml; undefined in tests that state nothing. */
  readonly settings?: ProjectSettings;
  /** Environment of `--env`: whose variables files, values and overlays hold. */
  readonly environment?: string;
  file(target: number, path: string): ProjectFile | undefined;
  /** Folder (relative, "" for the target itself) of the nearest manifest or root module at or above. */
  rootOf(file: ProjectFile): string;
}
