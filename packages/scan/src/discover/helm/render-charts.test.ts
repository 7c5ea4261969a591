import { describe, expect, it } from "vitest";
import { kubernetesDiscoverer } from "../kubernetes/index.ts";
import { discovered, projectOf } from "../testing/project-of.ts";
import { helmDiscoverer } from "./index.ts";
import { renderCharts } from "./render-charts.ts";

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "c.name" . }}
spec:
  template:
    spec:
      {{- with .Values.security }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: main
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          {{- if .Values.open }}
          args: ["--host", "0.0.0.0"]
          {{- end }}
`;

const CHART = {
  "c/Chart.yaml": 'apiVersion: v2\nname: c\nversion: 1.0.0\nappVersion: "2.1"\n',
  "c/values.yaml": "image:\n  repository: ollama/ollama\nopen: true\nsecurity:\n  runAsUser: 0\n",
  "c/templates/_helpers.tpl": '{{- define "c.name" -}}{{ printf "%s-server" .Release.Name | trunc 63 }}{{- end -}}\n',
  "c/templates/deployment.yaml": DEPLOYMENT,
};

describe("renderCharts", () => {
  it("puts values, helpers and conditions in, and places findings on the template", () => {
    const result = discovered(renderCharts(projectOf(CHART)), kubernetesDiscoverer);
    const [resource] = result.resources;
    expect(resource).toMatchObject({ address: "Deployment/c-server", file: "c/templates/deployment.yaml", line: 1 });
    expect(JSON.stringify(resource?.attributes)).toContain('"image":"ollama/ollama:2.1"');
    expect(JSON.stringify(resource?.attributes)).toContain('"runAsUser":0');
    expect(JSON.stringify(resource?.attributes)).toContain("0.0.0.0");
  });

  it("leaves out what a condition leaves out, and gives charts below their values", () => {
    const child = (name: string): { [path: string]: string } => ({
      [`c/charts/${name}/Chart.yaml`]: `name: ${name}\nversion: 1.0.0\n`,
      [`c/charts/${name}/values.yaml`]: "size: small\n",
      [`c/charts/${name}/templates/service.yaml`]:
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Chart.Name }}-{{ .Values.size }}-{{ .Values.global.zone }}\n",
    });
    const files = {
      ...child("on"),
      ...child("off"),
      "c/Chart.yaml": "name: c\nversion: 1.0.0\ndependencies:\n  - name: on\n  - name: off\n    condition: off.enabled\n",
      "c/values.yaml": "global:\n  zone: eu\non:\n  size: large\noff:\n  enabled: false\n",
    };
    const result = discovered(renderCharts(projectOf(files)), kubernetesDiscoverer);
    expect(result.resources.map(({ address }) => address)).toEqual(["Service/on-large-eu"]);
  });

  it("says which template failed and why; the others go on", () => {
    const files = { ...CHART, "c/templates/bad.yaml": "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ frobnicate . }}\n" };
    const result = discovered(renderCharts(projectOf(files)), kubernetesDiscoverer, helmDiscoverer);
    expect(result.unresolved).toEqual([
      { what: 'template: the function "frobnicate" is not known', file: "c/templates/bad.yaml", line: 4, candidates: [] },
    ]);
    expect(result.resources.map(({ address }) => address)).toContain("Deployment/c-server");
  });

  it("stops charts that bring in themselves, and templates that call themselves", () => {
    const files = { ...CHART, "c/templates/_helpers.tpl": '{{ define "c.name" }}{{ include "c.name" . }}{{ end }}' };
    const result = discovered(renderCharts(projectOf(files)), helmDiscoverer);
    expect(result.unresolved[0]?.what).toContain("templates call each other");
  });
});
