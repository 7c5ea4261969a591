import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../../rules/testing/project-from.ts";

beforeAll(warmUp, WARM_UP_TIME);

describe("hostInventory", () => {
  it("makes a resource of each host with packages", async () => {
    const { resources } = await inventoryOf({
      "hosts.json":
        '{\n "hosts": [\n  { "name": "gpu-1", "packages": [{ "name": "nvidia-container-toolkit", "version": "1.16.1-1" }] },\n  { "name": "x" }\n ]\n}\n',
      "ansible.yml": "hosts:\n  - web\n",
    });
    expect(resources.filter(({ type }) => type === "host")).toMatchObject([{ address: "gpu-1", file: "hosts.json", line: 3 }]);
  });
});
