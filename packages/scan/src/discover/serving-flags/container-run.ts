/** What `docker run` and `docker exec` start: the image, if it is one, and the words after it. */
export interface ContainerRun {
  readonly image?: string;
  readonly words: readonly string[];
}

const VALUED =
  /^(?:-[evpuwmlhca]|--(?:env|env-file|volume|mount|publish|name|network|net|user|workdir|entrypoint|memory|shm-size|cpus|label|hostname|platform|pull|add-host|gpus|device|ipc|restart|runtime|ulimit|cap-add|cap-drop|security-opt|tmpfs|log-driver|log-opt|secret))$/;

/** docs.docker.com/reference/cli/docker/container/run */
export function containerRun(words: readonly string[]): ContainerRun | undefined {
  const start = words[0] === "sudo" ? 1 : 0;
  if (!/^(?:\S*\/)?(?:docker|podman|nerdctl)$/.test(words[start] ?? "")) return undefined;
  const verb = words[start + 1] === "container" ? start + 2 : start + 1;
  const exec = words[verb] === "exec";
  if (!exec && words[verb] !== "run") return undefined;
  for (let at = verb + 1; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (VALUED.test(word)) at += 1;
    else if (!word.startsWith("-")) return exec ? { words: words.slice(at + 1) } : { image: word, words: words.slice(at + 1) };
  }
  return undefined;
}
