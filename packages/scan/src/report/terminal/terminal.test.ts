import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { arbitraryResult } from "../testing/arbitrary-result.ts";
import { sampleActions, sampleFindings } from "../testing/sample-findings.ts";
import { emptyResult, sampleContext, sampleResult } from "../testing/sample-result.ts";
import { columnsOf } from "./canvas.ts";
import { terminalReporter } from "./index.ts";

// Properties run many cases, and machines are shared.
vi.setConfig({ testTimeout: 120_000 });

const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

describe("terminal", () => {
  it("shows the first screen", () => {
    const text = terminalReporter.render(sampleResult(), sampleContext());
    expect(text).toMatchInlineSnapshot(`
      "castellan 0.1.0 · 64 files, 3.1 MB · 1.2 s · no network used · 1 file not read (below)

      HERE    3 models · 1 adapter · 3 data sets · 1 pipeline · 1 training run · 1 endpoint · 1 agent, 4 tools ·
              1 prompt · 2 MCP servers · 1 vector store · 1 AI service · 1 notebook · 1 model file · 2 AI libraries
      FLOW    partner-feed-b → s3://bank-feeds → transactions.csv → fraud.train → fraud-model →
              POST /score ← internet
      LEAVES  case_notes.jsonl (names, IBANs) → openai, gpt-4o-mini                              agent/analyst.py:41

      FIX FIRST   4 of 6 actions · 6 findings
      1 ◆ critical  A partner can rewrite the training data of the live fraud model                   @data-platform
          partner-b-writer ─can access→ s3://bank-feeds ─fetched from→ transactions.csv ─trains on→ fraud-model
          ─serves→ POST /score
          infra/s3.tf:38 · dvc.yaml:12 · src/fraud/train.py:27 · infra/endpoint.tf:9
          because  outside account · rows never checked · decides on payments · all 4 hops read in code
          fix      Allow s3:PutObject to the ingest role only: cuts 2 of 3 paths
      2 ◆ critical  Text in a case note can make the analyst agent run shell commands                      @fraud-ml
          because  customers write the notes · shell tool needs no approval · code execution       agent/tools.py:67
          fix      Require approval for run_shell or remove it
      3 ▲ high      AWS key in a notebook (AKIA…)                                                          @fraud-ml
          notebooks/eda.ipynb cell 7:2
          because  not known if this repository is public, taken as company-wide · live format
          fix      Revoke the key, then use a role; deleting the line is not enough
      4 ▲ high      Downloaded adapter is unpickled in training and serving                                @fraud-ml
          because  outside publisher · code execution                                  src/fraud/merchant_text.py:46
          fix      Set weights_only=True

      MORE        1 medium action · 1 low or in tests and docs · 1 suppressed, folded         castellan scan … --all
      NOT SEEN    notebooks/old.ipynb is not JSON (cut off) · $MODEL_URI has no value (src/serving/scoring.py:17):
                  --env-file
      NEXT        castellan explain 1 · --output html=report.html
      exit 1: 4 actions at or above high
      "
    `);
  });
  it("is the same without colour, letter by letter", () => {
    const plain = terminalReporter.render(sampleResult(), sampleContext());
    const colored = terminalReporter.render(sampleResult(), sampleContext({ color: true }));
    expect(plain).not.toContain(String.fromCharCode(27));
    expect(colored).not.toBe(plain);
    expect(colored.replace(ESCAPES, "")).toBe(plain);
  });
  it("says that there is no AI", () => {
    const text = terminalReporter.render(emptyResult(), sampleContext());
    expect(text).toContain("HERE    no AI in 512 files");
    expect(text).toContain("exit 0: nothing at or above high");
    expect(text).not.toContain("FLOW");
  });
  it("says that nothing is urgent and what was checked", () => {
    const findings = sampleFindings().filter((finding) => finding.severity === "medium");
    const text = terminalReporter.render(sampleResult({ findings, actions: sampleActions(findings) }), sampleContext());
    expect(text).toContain("NOTHING URGENT");
    expect(text).toContain("7 rules applied in");
    expect(text).toContain("model-file-signature (no signature store is configured)");
    expect(text).toContain("MORE        1 medium action, folded");
    expect(text).toContain("exit 3: 1 file that had to be read could not be finished");
  });
  it("shows everything with --all", () => {
    const text = terminalReporter.render(sampleResult(), sampleContext({ all: true }));
    expect(text).toContain("ALL ACTIONS   6 actions");
    expect(text).toContain("Fake key in a test");
    expect(text).toContain("1 left out by rule");
  });
  it("keeps to its width", () => {
    for (const width of [40, 60, 80, 120]) {
      const lines = terminalReporter.render(sampleResult(), sampleContext({ width })).split("\n").slice(1);
      for (const line of lines) expect(columnsOf(line), line).toBeLessThanOrEqual(width);
    }
  });
  it("lets nothing from a project move the cursor", () => {
    fc.assert(
      fc.property(arbitraryResult, fc.boolean(), (result, all) => {
        const text = terminalReporter.render(result, sampleContext({ all, color: true })).replace(ESCAPES, "");
        expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
      }),
      { numRuns: 40 },
    );
  });
});
