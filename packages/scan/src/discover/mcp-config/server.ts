import { at, type ConfigNode, entries, items, text as textOf } from "@castellan/formats";
import { packageUrl } from "../identity/package-url.ts";
import { isReference, isSecretName, maskArguments, maskUrl } from "../mask-arguments.ts";

/** One configured server, values masked. */
export interface McpServer {
  readonly transport: "stdio" | "http" | "sse" | "websocket" | "builtin";
  readonly command?: string;
  readonly arguments: readonly string[];
  readonly url?: string;
  readonly environment: readonly string[];
  readonly headers: readonly string[];
  /** Names of variables and inputs that values refer to. */
  readonly references: readonly string[];
  readonly package?: { readonly name: string; readonly purl: string; readonly pinned: boolean };
  readonly image?: { readonly reference: string; readonly pinned: boolean };
  readonly disabled?: boolean;
  readonly approved: readonly string[];
  /** A literal value stands where a secret belongs. */
  readonly literalSecrets: readonly string[];
}

const REFERENCE =
  /\$\{(?:env:|input:|secret:)?([\w.-]+)(?::?-[^}]*)?\}|\$([A-Z][A-Z0-9_]{2,})|\{\{\s*(?:secrets\.|env\.)?([\w.-]+)\s*\}\}|%([A-Z][A-Z0-9_]{2,})%/g;

function strings(node: ConfigNode | undefined): readonly string[] {
  return node?.kind === "list" ? items(node).flatMap((item) => textOf(item) ?? []) : [];
}

const NPM_RUNNERS = new Set(["npx", "bunx", "pnpx", "pnpm", "yarn", "npm", "bun"]);
const PYTHON_RUNNERS = new Set(["uvx", "pipx", "uv"]);

/** `npx -y name@1.2.3`, `uvx name==1.2`, `uvx --from name[extra]@1.2 command`, `docker run image:tag`. */
export function ranBy(command: string, list: readonly string[]): Pick<McpServer, "package" | "image"> {
  const runner = (command.split(/[\\/]/).pop() ?? "").replace(/\.(?:cmd|exe|bat)$/i, "");
  const rest = runner === "cmd" && list[0] === "/c" ? ranBy(list[1] ?? "", list.slice(2)) : undefined;
  if (rest !== undefined) return rest;
  const words = list.filter(
    (word) => !/^(?:exec|dlx|x|run|tool|tool run|-y|--yes|-q|--quiet|--silent|--prefer-online|--ignore-existing|--bun)$/.test(word),
  );
  if (NPM_RUNNERS.has(runner)) {
    if (
      (runner === "npm" || runner === "pnpm" || runner === "yarn" || runner === "bun") &&
      !list.some((word) => /^(?:exec|dlx|x)$/.test(word))
    )
      return {};
    const explicit = list.findIndex((word) => word === "-p" || word === "--package");
    const written =
      (explicit < 0 ? undefined : list[explicit + 1]) ??
      list.find((word) => word.startsWith("--package="))?.slice(10) ??
      words.find((word) => !word.startsWith("-"));
    const match = /^((?:@[\w.-]+\/)?[\w.-]+)(?:@(.+))?$/.exec(written ?? "");
    if (match?.[1] === undefined || /\.[cm]?[jt]s$/.test(match[1])) return {};
    const pinned = /^\d+\.\d+\.\d+/.test(match[2] ?? "");
    return { package: { name: match[1], purl: packageUrl("npm", match[1], pinned ? match[2] : undefined), pinned } };
  }
  if (PYTHON_RUNNERS.has(runner)) {
    if (runner === "uv" && !list.includes("tool") && !list.includes("--with")) return {};
    const from = list.findIndex((word) => word === "--from" || word === "--spec" || word === "--with");
    const written = (from < 0 ? undefined : list[from + 1]) ?? words.find((word) => !word.startsWith("-")) ?? "";
    const git = /^git\+(https?:\/\/[^@\s]+?)(?:\.git)?(?:@([\w./-]+))?(?:#.*)?$/.exec(written);
    if (git !== null)
      return {
        package: {
          name: git[1]?.split("/").pop() ?? "",
          purl: `pkg:generic/${encodeURIComponent(git[1]?.split("/").pop() ?? "")}?vcs_url=${encodeURIComponent(`git+${git[1] ?? ""}`)}`,
          pinned: /^[0-9a-f]{40}$/.test(git[2] ?? ""),
        },
      };
    const match = /^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?(?:(?:==|@)(.+))?$/.exec(written);
    if (match?.[1] === undefined || /\.py$/.test(match[1])) return {};
    const pinned = /^\d/.test(match[2] ?? "");
    return { package: { name: match[1], purl: packageUrl("pypi", match[1], pinned ? match[2] : undefined), pinned } };
  }
  return runner === "docker" || runner === "podman" ? imageOf(list) : {};
}

const DOCKER_VALUED =
  /^(?:-[evpuwmlh]|--(?:env|env-file|volume|mount|publish|name|network|net|user|workdir|entrypoint|memory|cpus|label|hostname|platform|pull|add-host|gpus|cap-add|cap-drop|security-opt|tmpfs|init-path))$/;

function imageOf(list: readonly string[]): Pick<McpServer, "image"> {
  const start = list.indexOf("run");
  for (let index = start + 1; start >= 0 && index < list.length; index++) {
    const word = list[index] ?? "";
    if (DOCKER_VALUED.test(word)) index++;
    else if (!word.startsWith("-"))
      return /^[\w./:@${}-]+$/.test(word) ? { image: { reference: word, pinned: word.includes("@sha256:") } } : {};
  }
  return {};
}

function references(values: readonly string[]): readonly string[] {
  const found = values.flatMap((value) =>
    [...value.matchAll(REFERENCE)].flatMap((match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? []),
  );
  return [...new Set(found)].sort();
}

/** Reads the shapes that hosts use for one server. */
export function readServer(node: ConfigNode): McpServer {
  const commandNode = at(node, "command") ?? at(node, "cmd");
  const nested = commandNode?.kind === "map" ? commandNode : undefined;
  const words = commandNode?.kind === "list" ? strings(commandNode) : [];
  const command = nested === undefined ? (words[0] ?? textOf(commandNode)) : textOf(at(nested, "path"));
  const written = [...words.slice(1), ...strings(at(node, "args")), ...strings(at(nested, "args")), ...strings(at(node, "arguments"))];
  // "npx -y server" in one string.
  const inline = command !== undefined && /^\S+\s+\S/.test(command) && written.length === 0 ? command.split(/\s+/) : undefined;
  const program = inline?.[0] ?? command;
  const list = inline?.slice(1) ?? written;
  const environment = entries(at(node, "env") ?? at(node, "environment") ?? at(node, "envs") ?? at(nested, "env"));
  const environmentList = [...strings(at(node, "env_keys")), ...strings(at(node, "env")).map((item) => item.split("=")[0] ?? item)];
  const headers = entries(
    at(node, "headers") ?? at(node, "http_headers") ?? at(node, "requestInit", "headers") ?? at(node, "requestOptions", "headers"),
  );
  const bridge = list.findIndex((word) => /^mcp-remote(?:@|$)|^supergateway(?:@|$)|^mcp-proxy$/.test(word));
  const remote = bridge < 0 ? undefined : list.slice(bridge).find((word) => /^https?:\/\//.test(word));
  const url = textOf(at(node, "url")) ?? textOf(at(node, "httpUrl")) ?? textOf(at(node, "serverUrl")) ?? textOf(at(node, "uri")) ?? remote;
  const stated = (textOf(at(node, "transport")) ?? textOf(at(node, "type")) ?? textOf(at(node, "transportType")) ?? "").toLowerCase();
  const values = [...environment, ...headers].flatMap(({ key, value }) => {
    const text = textOf(value);
    return text === undefined ? [] : [{ key, text }];
  });
  return {
    transport: transportOf(stated, url, program),
    arguments: maskArguments(list),
    ...(program === undefined ? {} : { command: program, ...ranBy(program, list) }),
    ...(url === undefined ? {} : { url: maskUrl(url) }),
    environment: [...new Set([...environment.map(({ key }) => key), ...environmentList])].sort(),
    headers: headers.map(({ key }) => key).sort(),
    references: references([...list, ...(url === undefined ? [] : [url]), ...values.map(({ text }) => text)]),
    ...(textOf(at(node, "disabled")) === "true" || textOf(at(node, "enabled")) === "false" ? { disabled: true } : {}),
    approved: [
      ...strings(at(node, "alwaysAllow")),
      ...strings(at(node, "autoApprove")),
      ...(textOf(at(node, "trust")) === "true" ? ["*"] : []),
    ],
    literalSecrets: [
      ...values
        .filter(
          ({ key, text }) =>
            isSecretName(key) && text !== "" && !isReference(text) && !/^(?:your|<|xxx|changeme|placeholder|\.\.\.)/i.test(text),
        )
        .map(({ key }) => key),
      ...secretArguments(list),
    ].sort(),
  };
}

/** What stands in place of a secret: a word to fill in. */
const BLANK = /^(?:your|<|xxx|changeme|placeholder|\.\.\.|user|username|password|pass|pwd|secret|token|example)/i;

/** Arguments that hold a credential: a password in an address, a value after `--api-key`; named by scheme or option. */
function secretArguments(list: readonly string[]): readonly string[] {
  return list.flatMap((argument, index): readonly string[] => {
    const [, scheme, password] = /^([a-z][\w+.-]{0,30}):\/\/[^\s:/@]{0,200}:([^\s@]{1,500})@/i.exec(argument) ?? [];
    if (scheme !== undefined && password !== undefined) return isReference(password) || BLANK.test(password) ? [] : [`${scheme}://`];
    const [, option, inline] = /^(--?[\w-]{1,60})(?:=(.{1,2000}))?$/s.exec(argument) ?? [];
    const value = inline ?? list[index + 1] ?? "";
    return option !== undefined &&
      isSecretName(option) &&
      value.length >= 8 &&
      !/^-|\s|^https?:|^[./]/.test(value) &&
      !isReference(value) &&
      !BLANK.test(value)
      ? [option]
      : [];
  });
}

function transportOf(stated: string, url: string | undefined, command: string | undefined): McpServer["transport"] {
  if (stated === "builtin") return "builtin";
  if (/^wss?:/.test(url ?? "") || stated.includes("websocket")) return "websocket";
  if (stated === "sse" || (stated === "" && /\/sse\/?$/.test(url ?? ""))) return "sse";
  if (/http/.test(stated) || stated === "remote") return "http";
  return command !== undefined && (stated === "" || stated === "stdio" || stated === "local")
    ? "stdio"
    : url === undefined
      ? "stdio"
      : "http";
}
