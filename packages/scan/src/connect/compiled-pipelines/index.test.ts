import { describe, expect, it } from "vitest";
import { joined } from "../testing/joined.ts";
import { compiledPipelines } from "./index.ts";

const source = { kind: "pipeline", name: "Iris training", file: "p.py", attributes: { engine: "kubeflow" } } as const;
const compiled = { kind: "pipeline", name: "iris-training", file: "p.yaml", attributes: { engine: "kubeflow", compiled: true } } as const;

describe("compiledPipelines", () => {
  it("takes the compiled pipeline and its steps for those of the code", () => {
    const seen = joined(
      {},
      [
        source,
        compiled,
        { kind: "pipeline-step", name: "load_data", file: "p.py" },
        { kind: "pipeline-step", name: "load-data", file: "p.yaml" },
        { kind: "pipeline-step", name: "extra", file: "p.yaml" },
      ],
      [
        ["pipeline Iris training", "has_step", "pipeline-step load_data"],
        ["pipeline iris-training", "has_step", "pipeline-step load-data"],
        ["pipeline iris-training", "has_step", "pipeline-step extra"],
      ],
      compiledPipelines,
    );
    expect(seen.filter((line) => line.startsWith("pipeline-step "))).toHaveLength(2);
    expect(seen.filter((line) => /^pipeline [^-]*$/.test(line))).toHaveLength(1);
  });

  it("leaves pipelines of other names and engines alone", () => {
    const other = { ...source, attributes: { engine: "airflow" } };
    expect(joined({}, [other, compiled], [], compiledPipelines)).toHaveLength(2);
    expect(joined({}, [{ ...source, name: "other" }, compiled], [], compiledPipelines)).toHaveLength(2);
  });
});
