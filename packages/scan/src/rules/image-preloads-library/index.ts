import { factors } from "../card.ts";
import { judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { fromServer } from "../servers/finding.ts";
import { serversOf } from "../servers/index.ts";
import type { Server } from "../servers/server.ts";

const ID = "image-preloads-library";
/** Folders that belong to the system of the image. */
const SYSTEM = /^(?:\/usr(?:\/local)?\/|\/lib(?:64|32)?\/|\/opt\/|\/nix\/|lib[\w.+-]+\.so[\w.]*$|\$)/;

/** A library that processes load first, from where somebody else may write or from the folder of whoever starts them. */
function preloaded({ environment }: Server): string | undefined {
  const preload = environment.get("LD_PRELOAD");
  const foreign = (preload ?? "").split(/[\s:]+/).find((path) => path !== "" && !SYSTEM.test(path) && !path.startsWith("/app/"));
  if (foreign !== undefined) return `LD_PRELOAD=${foreign}`;
  const search = (environment.get("LD_LIBRARY_PATH") ?? "")
    .split(":")
    .find((path) => /^(?:\/proc\/|\/tmp(?:\/|$)|\/dev\/shm|\.\.?(?:\/|$))/.test(path));
  return search === undefined ? undefined : `LD_LIBRARY_PATH with ${search}`;
}

/** Images that make every process, the hooks of the GPU toolkit too, load a library of theirs. */
export const imagePreloadsLibrary: Rule = {
  card: {
    id: ID,
    title: "An image preloads a library from an open folder",
    appliesTo: ["container-image", "resource"],
    why: "Hooks of older NVIDIA container toolkits inherit the variables of the image and load the library as root on the host (CVE-2025-23266).",
    fix: "Drop the variable, or name a library of the system; update the toolkit, and refuse such images from others.",
    base: factors(1, 3, 3, 2),
    controls: ["ADS-SERV-08", "ADS-INFR-05"],
    references: ["https://nvd.nist.gov/vuln/detail/CVE-2025-23266"],
    bad: [
      { title: "from its own folder", files: { Dockerfile: "FROM busybox:1.37\nENV LD_PRELOAD=/proc/self/cwd/hook.so\nADD hook.so /\n" } },
    ],
    good: [
      {
        title: "an allocator",
        files: { Dockerfile: "FROM nvidia/cuda:12.6.0-base-ubuntu24.04\nENV LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libtcmalloc.so.4\n" },
      },
      {
        title: "libraries of CUDA",
        files: { Dockerfile: "FROM python:3.12\nENV LD_LIBRARY_PATH=/usr/local/cuda/lib64:$LD_LIBRARY_PATH\n" },
      },
    ],
  },
  because: { exposure: "whoever may have an image run", exploitability: "the way out is published", data: "the host" },
  check: (inventory) =>
    judgeEach(
      serversOf(inventory).filter(({ environment }) => environment.has("LD_PRELOAD") || environment.has("LD_LIBRARY_PATH")),
      (server) => {
        const what = preloaded(server);
        return what === undefined
          ? "passed"
          : fromServer(ID, inventory, server, {
              message: `${plain(server.resource ?? server.file.path, 50)} makes every process load a library from an open folder (${plain(what, 80)}).`,
              headline: "The image may run code as root on hosts with an older GPU toolkit",
              excerpt: what,
            });
      },
    ),
};
