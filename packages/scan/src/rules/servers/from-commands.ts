import { shellCommands } from "@castellan/formats";
import { unwrapped } from "../../discover/infrastructure/serving.ts";
import { containerRun } from "../../discover/serving-flags/container-run.ts";
import type { ProjectFile } from "../../project/facts.ts";
import type { Inventory } from "../rule.ts";
import { productOf } from "./product-of.ts";
import type { Reach, Server } from "./server.ts";

/** Options by which programs are told where to listen. */
const LISTENS =
  /(?:^|\s)(?:--(?:host|ip|bind|address|listen|http-address|hostname|dashboard-host|node-ip-address|host_name|server_name|ServerApp\.ip|NotebookApp\.ip)(?:[= ]|$)|-(?:b|h|H)\s+)['"]?([^\s'"]+)/g;
const EVERYWHERE = /^(?:0\.0\.0\.0(?::\d+)?|\*|::|\[::\](?::\d+)?)$/;
const BIND_ALL = /(?:^|\s)--(?:bind_all|listen)(?=\s+--|\s*$)/;

/** Servers that shell scripts, Makefiles and notebooks start by hand or by `docker run`, and those that Dockerfiles start. */
export function commandServers(inventory: Inventory): readonly Server[] {
  return inventory.project.files.flatMap((file) => [...scripted(file), ...built(file)]);
}

function split(words: readonly string[]): readonly (readonly string[])[] {
  return unwrapped(words, (text) => shellCommands(text).map((command) => command.words));
}

export function scripted(file: ProjectFile): readonly Server[] {
  const { commands, notebook } = file.facts;
  const exported = new Map((commands?.environment ?? []).map(({ name, value }) => [name, value]));
  const cells = notebook?.shell.flatMap(({ command, line }) => shellCommands(command, line)) ?? [];
  return [...(commands?.commands ?? []), ...cells].flatMap(({ words, line }) =>
    split(words).flatMap((each): readonly Server[] => {
      const run = containerRun(each);
      if (run !== undefined) return run.image === undefined ? [] : [fromRun(file, line, each, run.image, run.words)];
      const { environment, rest } = assignments(each);
      const product = productOf("", rest);
      if (product === undefined) return [];
      return [
        {
          form: "command",
          product,
          image: "",
          words: rest,
          environment: new Map([...exported, ...environment]),
          hidden: false,
          reach: listening(rest, new Map([...exported, ...environment])),
          mounted: [],
          file,
          line,
        },
      ];
    }),
  );
}

/** `OLLAMA_HOST=0.0.0.0 ollama serve`. */
function assignments(words: readonly string[]): { readonly environment: ReadonlyMap<string, string>; readonly rest: readonly string[] } {
  const environment = new Map<string, string>();
  let start = 0;
  for (; start < words.length; start += 1) {
    const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(words[start] ?? "") ?? [];
    if (name !== undefined && value !== undefined) environment.set(name, value);
    else if (!/^(?:env|export|nohup|exec|sudo)$/.test(words[start] ?? "")) break;
  }
  return { environment, rest: words.slice(start) };
}

function listening(words: readonly string[], environment: ReadonlyMap<string, string | undefined>): Reach {
  const command = words.join(" ");
  const hosts = [...command.matchAll(LISTENS)].map((found) => found[1] ?? "");
  const variable = [...environment].find(
    ([name, value]) => /^(?:OLLAMA_HOST|LANGFLOW_HOST|HOST)$/.test(name) && EVERYWHERE.test(value ?? ""),
  );
  if (hosts.some((host) => EVERYWHERE.test(host)) || BIND_ALL.test(command) || variable !== undefined)
    return { level: 2, by: "every address of its machine" };
  return { level: 0, by: "this machine" };
}

function fromRun(file: ProjectFile, line: number, words: readonly string[], image: string, rest: readonly string[]): Server {
  const product = productOf(image, rest);
  const environment = new Map<string, string | undefined>();
  let hidden = false;
  const published: string[] = [];
  let host = false;
  for (const [index, word] of words.entries()) {
    const [option = "", inline] = word.startsWith("--") ? word.split(/=(.*)/s) : [word];
    const value = inline ?? words[index + 1] ?? "";
    if (option === "-e" || option === "--env") {
      const [name = "", set] = value.split(/=(.*)/s);
      environment.set(name, set);
    } else if (option === "--env-file") hidden = true;
    else if (option === "-p" || option === "--publish") published.push(value);
    else if (/^-p\d/.test(word)) published.push(word.slice(2));
    else if (option === "--net" || option === "--network") host ||= value === "host";
    else if (option === "-P" || option === "--publish-all") published.push("every exposed port");
  }
  const open = published.find((port) => !/^(?:127\.|localhost:|\[::1\]:)/.test(port));
  return {
    form: "command",
    ...(product === undefined ? {} : { product }),
    image,
    words: rest,
    environment,
    hidden,
    reach: host
      ? { level: 2, by: "the network of the host" }
      : open === undefined
        ? { level: 0, by: "no published port" }
        : { level: 2, by: `port ${open}` },
    mounted: [],
    file,
    line,
  };
}

/** An image that starts a server: who reaches it is decided by whoever runs it. */
function built(file: ProjectFile): readonly Server[] {
  const { dockerfile } = file.facts;
  if (dockerfile === undefined) return [];
  const last = dockerfile.stages.length - 1;
  const started = ["ENTRYPOINT", "CMD"].flatMap((keyword) => {
    const found = dockerfile.instructions.findLast((instruction) => instruction.keyword === keyword && instruction.stage === last);
    return found === undefined ? [] : [{ line: found.line, keyword, words: wordsOf(found.value) }];
  });
  const base = dockerfile.stages[last]?.image ?? "";
  const words = started.flatMap((each) => each.words);
  const inner = split(words).find((each) => productOf("", each) !== undefined) ?? words;
  const product = productOf(base, inner);
  const environment = new Map(dockerfile.environment.map(({ name, value }) => [name, value]));
  const place = started.at(-1);
  return [
    {
      form: "dockerfile",
      ...(product === undefined ? {} : { product }),
      image: base,
      words: inner,
      environment,
      hidden: true,
      reach: { level: 1, by: "whatever publishes this image" },
      mounted: [],
      file,
      line: place?.line ?? dockerfile.stages[last]?.line ?? 1,
      resource: place?.keyword ?? "FROM",
    },
  ];
}

function wordsOf(value: string): readonly string[] {
  if (value.startsWith("[")) {
    try {
      const parsed: unknown = JSON.parse(value);
      if (Array.isArray(parsed)) return parsed.map((word: unknown) => String(word));
    } catch {
      // Not JSON after all: the shell gets it.
    }
  }
  return shellCommands(value).flatMap((command) => command.words);
}
