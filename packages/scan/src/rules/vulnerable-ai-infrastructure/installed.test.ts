import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { vulnerableAiInfrastructure } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const run = async (path: string, text: string) =>
  (await judged({ files: { [path]: text } }, [vulnerableAiInfrastructure])).findings.map(
    ({ location, message }) => `${location.line ?? 0} ${message.split(" has ")[0] ?? ""}`,
  );
const TOOLKIT = "NVIDIA Container Toolkit 1.16.1";

describe("packages that scripts and playbooks install", () => {
  it.each([
    [
      "setup.sh",
      "#!/bin/sh\nsudo apt-get install -y nvidia-container-toolkit=1.16.1-1 nvidia-container-toolkit-base=1.16.1-1\n",
      [`2 ${TOOLKIT}`],
    ],
    ["setup.sh", "#!/bin/sh\ndnf install -y nvidia-container-toolkit-1.16.1-1\n", [`2 ${TOOLKIT}`]],
    [
      "play.yml",
      "- hosts: gpu\n  tasks:\n    - name: toolkit\n      ansible.builtin.apt:\n        name: nvidia-container-toolkit=1.16.1-1\n",
      [`5 ${TOOLKIT}`],
    ],
    ["tasks/main.yml", "- apt:\n    name:\n      - curl\n      - nvidia-container-toolkit=1.16.1-1\n", [`4 ${TOOLKIT}`]],
    ["Dockerfile", "FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y nvidia-container-toolkit=1.16.1-1\n", [`2 ${TOOLKIT}`]],
  ])("%s %j", async (path, text, found) => expect(await run(path, text)).toEqual(found));

  it.each([
    ["setup.sh", "#!/bin/sh\napt-get install -y nvidia-container-toolkit\n"],
    ["setup.sh", "#!/bin/sh\napt-get install -y nvidia-container-toolkit=1.18.0-1\n"],
    ["setup.sh", "#!/bin/sh\necho install nvidia-container-toolkit=1.16.1-1\n"],
    ["play.yml", "- hosts: gpu\n  tasks:\n    - apt: { name: [1, null], state: present }\n"],
    ["notes.yml", "apt: nvidia-container-toolkit=1.16.1-1\n"],
  ])("leaves %s %j alone", async (path, text) => expect(await run(path, text)).toEqual([]));
});
