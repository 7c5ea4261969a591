import { describe, expect, it } from "vitest";
import { pythonLiteral, readExpected, readTest } from "./expectations.ts";

const NAMED = `from checkov.terraform.checks.resource.aws.Thing import check

class TestThing(unittest.TestCase):
    def test(self):
        test_files_dir = current_dir + "/example_Thing"
        passing_resources = {
            "aws_thing.pass",
        }
        failing_resources = {
            "aws_thing.fail",
            'aws_thing.fail2',
        }
        failed_check_resources = {c.resource for c in report.failed_checks}
        self.assertEqual(summary["failed"], 2)
`;

describe("readTest", () => {
  it("reads the names of passing and failing resources, and the folder", () => {
    expect(readTest(NAMED, [])).toEqual({
      folders: ["example_Thing"],
      passing: ["aws_thing.pass"],
      failing: ["aws_thing.fail", "aws_thing.fail2"],
      inline: [],
    });
  });

  it("reads how many fail where nothing is named", () => {
    const source = "    def test_summary(self):\n        x = dir + '/example_Thing'\n        self.assertEqual(summary['failed'], 3)\n";
    expect(readTest(source, [])).toMatchObject({ folders: ["example_Thing"], passing: [], failing: [], failures: 3 });
  });

  it("reads configuration within a test, each test by itself", () => {
    const source = [
      "    def test_failure(self):",
      '        hcl_res = hcl2.loads("""',
      'resource "aws_thing" "x" {}',
      '""")',
      "        self.assertEqual(CheckResult.FAILED, scan_result)",
      "",
      "    def test_success(self):",
      "        resource_conf = {'name': ['n'], 'on': [True], 'inside': [{'a': ['b']}]}",
      "        scan_result = check.scan_resource_conf(conf=resource_conf)",
      "        self.assertEqual(CheckResult.PASSED, scan_result)",
      "",
    ].join("\n");
    expect(readTest(source, ["aws_thing"]).inline).toEqual([
      { text: '\nresource "aws_thing" "x" {}\n', fails: true },
      { text: 'resource "aws_thing" "case" {\n  name = "n"\n  on = true\n  inside {\n  a = "b"\n  }\n}\n', fails: false },
    ]);
  });

  it("makes nothing of a test that it cannot read", () => {
    expect(readTest("def broken(", [])).toEqual({ folders: [], passing: [], failing: [], inline: [] });
    const source = "    def test(self):\n        conf = {'a': compute()}\n        x = 1\n        CheckResult.FAILED\n";
    expect(readTest(source, ["aws_thing"]).inline).toEqual([]);
  });
});

describe("readExpected", () => {
  it("reads the two lists and no other", () => {
    expect(readExpected('pass:\n  - "a.b"\n  - c.d\nfail:\n- "e.f"\nevaluated_keys:\n  - "x"\n')).toEqual({
      passing: ["a.b", "c.d"],
      failing: ["e.f"],
    });
  });

  it("of no text makes nothing", () => {
    expect(readExpected("")).toEqual({ passing: [], failing: [] });
  });
});

describe("pythonLiteral", () => {
  it("reads texts with quotes, numbers, and nothing", () => {
    expect(pythonLiteral(`{'a': ["it's", 1, None, False,],}`)).toEqual({ a: ["it's", 1, null, false] });
  });

  it("does not take a call for a value", () => {
    expect(pythonLiteral("{'a': f(1)}")).toBeUndefined();
  });
});
