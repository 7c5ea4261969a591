import type { Twin } from "./twin.ts";

const COMPOSE = (tag: string, port: string, origins: string): string => `services:
  ollama:
    image: ollama/ollama:${tag}
    environment:
      OLLAMA_HOST: 0.0.0.0
${origins}    ports:
      - "${port}"
    volumes:
      - ./private-models:/root/.ollama
  assistant:
    image: acme/assistant:1.0.0
    environment:
      LLM_URL: http://ollama:11434
`;
const KUBERNETES = (type: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ollama
spec:
  template:
    metadata:
      labels:
        app: ollama
    spec:
      containers:
        - name: ollama
          image: ollama/ollama:0.12.3
          volumeMounts:
            - name: models
              mountPath: /root/.ollama
      volumes:
        - name: models
          persistentVolumeClaim:
            claimName: fine-tuned-models
---
apiVersion: v1
kind: Service
metadata:
  name: ollama
spec:
  type: ${type}
  selector:
    app: ollama
  ports:
    - port: 11434
`;

/** Ollama, 2024 (CVE-2024-37032 and open servers): no password, and a pulled model that writes any file. */
export const OLLAMA: readonly Twin[] = [
  {
    incident: "Ollama",
    form: "Compose",
    vulnerable: { "docker-compose.yml": COMPOSE("0.1.33", "11434:11434", '      OLLAMA_ORIGINS: "*"\n') },
    mended: { "docker-compose.yml": COMPOSE("0.12.3", "127.0.0.1:11434:11434", "") },
    attacker: "the internet",
    loses: "models",
    places: ["docker-compose.yml:8", "docker-compose.yml:14"],
  },
  {
    incident: "Ollama",
    form: "Kubernetes",
    vulnerable: { "ollama.yaml": KUBERNETES("LoadBalancer") },
    mended: { "ollama.yaml": KUBERNETES("ClusterIP") },
    attacker: "the internet",
    loses: "models",
    places: ["ollama.yaml:22", "ollama.yaml:12", "ollama.yaml:20"],
  },
];
