import { describe, expect, it } from "vitest";
import { readJenkinsfile } from "./jenkinsfile.ts";

describe("readJenkinsfile", () => {
  it("reads stages, the commands of shell steps and credentials", () => {
    const facts = readJenkinsfile(`pipeline {
  environment { OPENAI_API_KEY = credentials('openai-key') }
  stages {
    // stage('Old') { steps { sh 'rm -rf /' } }
    stage('Train') {
      steps {
        dir('ml') { sh "python train.py --name \${BRANCH_NAME}" }
        sh '''
          set -e
          python evaluate.py
        '''
      }
    }
    stage("Deploy") {
      steps {
        withCredentials([usernamePassword(credentialsId: 'registry', passwordVariable: 'P')]) {
          sh(returnStdout: true, script: 'docker push x')
        }
        echo "sh 'not a command'"
      }
    }
  }
}`);
    expect(facts.rules).toEqual([
      { names: ["Train"], needs: [], line: 5 },
      { names: ["Deploy"], needs: [], line: 14 },
    ]);
    expect(facts.commands.map(({ words, line }) => `${line} ${words.join(" ")}`)).toEqual([
      "7 cd ml",
      "7 python train.py --name ${BRANCH_NAME}",
      "7 cd ..",
      "9 set -e",
      "10 python evaluate.py",
      "17 docker push x",
    ]);
    expect(facts.credentials).toEqual([
      { name: "openai-key", line: 2 },
      { name: "registry", line: 16 },
    ]);
  });

  it.each([
    ["comments that are not closed", "/*".repeat(400_000)],
    ["quotes that are not closed", `'${"\\'".repeat(400_000)}`],
    ["steps without an end", "sh(".repeat(300_000)],
    ["a text without an end", `sh """${"a".repeat(900_000)}`],
    ["bytes that are no text", "\u0000\ufffd'\u0001".repeat(100_000)],
  ])("finds nothing in %s, and ends", (_, text) => {
    expect(readJenkinsfile(text)).toEqual({ commands: [], environment: [], rules: [], credentials: [] });
  });

  it("goes on behind a text that is not closed on its line, and refuses what is too long", () => {
    const { commands } = readJenkinsfile("echo it's\nsh 'make'\nsh 'python a.py");
    expect(commands.map(({ words }) => words.join(" "))).toEqual(["make"]);
    expect(() => readJenkinsfile("a".repeat(2_000_000))).toThrow(expect.objectContaining({ code: "BUDGET_BYTES" }));
  });
});
