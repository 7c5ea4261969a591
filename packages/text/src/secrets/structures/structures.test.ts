import { describe, expect, it } from "vitest";
import { drawToken, fromPieces, seededRandom } from "../../testing/draw.ts";
import { findSecrets } from "../find.ts";

const random = seededRandom(5);
const base64 = (length: number): string => drawToken(`{b:${length}}`, random);
const encode = (text: string): string => Buffer.from(text).toString("base64url");
const pem = (body: string, kind = "OPENSSH "): string =>
  fromPieces("-----BEGIN ", kind, "PRIVATE KEY-----\n", body, "\n-----END ", kind, "PRIVATE KEY-----");
const rulesIn = (text: string): string[] => findSecrets(text).map((match) => match.rule);

describe("private keys", () => {
  it("are found as blocks and as escaped strings", () => {
    const body = `X${base64(63)}\n${base64(64)}\n${base64(64)}`;
    expect(rulesIn(pem(body))).toEqual(["private-key"]);
    expect(rulesIn(JSON.stringify({ k: pem(body) }))).toEqual(["private-key"]);
    const [match] = findSecrets(`x\n${pem(body)}\ny`);
    expect(match).toMatchObject({ start: 2, masked: fromPieces("-----BEGIN ", "OPENSSH PRIVATE KEY-----…") });
  });

  it("in a service account document are Google keys", () => {
    const document = {
      type: "service_account",
      project_id: "p",
      private_key: pem(`X${base64(63)}\n${base64(64)}`, ""),
      client_email: "a@b.iam.gserviceaccount.com",
    };
    expect(rulesIn(JSON.stringify(document, null, 2))).toEqual(["gcp-service-account-key"]);
  });

  it("cut short in documentation are not", () => {
    const cut = Buffer.from([0x30, 0x82, 0x04, 0xa5, ...Buffer.from(base64(50))]).toString("base64");
    expect(rulesIn(pem(cut, "RSA "))).toEqual([]);
    expect(rulesIn(pem("..."))).toEqual([]);
  });
});

describe("JSON Web Tokens", () => {
  const token = (header: object, payload: object): string =>
    `${encode(JSON.stringify(header))}.${encode(JSON.stringify(payload))}.${drawToken("{w:43}", random)}`;

  it("need a header that decodes", () => {
    expect(rulesIn(`Bearer ${token({ alg: "HS256", typ: "JWT" }, { sub: "a", exp: 1 })}`)).toEqual(["json-web-token"]);
    expect(rulesIn(`${drawToken("eyJ{A:30}.eyJ{A:30}.{A:43}", random)}`)).toEqual([]);
  });

  it("from tutorials are examples", () => {
    expect(rulesIn(token({ alg: "HS256", typ: "JWT" }, { sub: "1234567890", name: "John Doe", iat: 1516239022 }))).toEqual([]);
  });

  it("encoded twice are found", () => {
    const inner = token({ alg: "RS256", kid: "x" }, { iss: "kubernetes/serviceaccount" });
    expect(rulesIn(`  token: ${Buffer.from(inner).toString("base64")}`)).toEqual(["json-web-token-base64"]);
  });
});

describe("URLs and connection strings", () => {
  it("span the password only", () => {
    const text = "amqp://svc:Zk7pQ2wL9x@mq.prod.bank.com/vhost";
    const [match] = findSecrets(text);
    expect(text.slice(match?.start, match?.end)).toBe("Zk7pQ2wL9x");
    expect(match?.masked).toBe("amqp://…");
  });

  it.each(["Server=tcp:db.bank.net;User ID=app;Password=Zk7pQ2wL9x;", "jdbc:mysql://db.bank.net/x?user=app&password=Zk7pQ2wL9x"])(
    "%s",
    (text) => {
      expect(rulesIn(text)).toHaveLength(1);
    },
  );

  it.each([
    "Settings(host=h, password=db_password)",
    "http://localhost:8080@x",
    "cvs://:pserver:anoncvs@sources.redhat.com",
    "see https://a.b/c:d@e",
    "ftp://anonymous:guest@ftp.x.org",
  ])("not: %s", (text) => {
    expect(rulesIn(text)).toEqual([]);
  });
});

describe("Kubernetes secrets", () => {
  const manifest = (value: string): string =>
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  user: YWRtaW4=\n  conn: ${Buffer.from(value).toString("base64")}\n---\nkind: Service\n`;

  it("hold the value they hold", () => {
    const text = manifest("Zk7pQ2wL9x!");
    expect(findSecrets(text)).toMatchObject([{ rule: "kubernetes-secret", start: text.indexOf("Wms3"), masked: "…" }]);
  });

  it.each(["admin", "changeme", "your-password", "${PASSWORD}"])("not: %s", (value) => {
    expect(rulesIn(manifest(value))).toEqual([]);
  });
});

describe("HTTP credentials", () => {
  it.each([
    ["authorization-header", `-H "Authorization: Token ${drawToken("{h:40}", random)}"`],
    ["authorization-header", `-H 'X-Api-Key: ${drawToken("{A:30}7", random)}'`],
    ["authorization-header", `Authorization: Basic ${Buffer.from("svc:Zk7pQ2wL9x").toString("base64")}`],
    ["curl-credentials", "curl -X POST -u svc:Zk7pQ2wL9x https://api.bank.com"],
  ])("%s", (rule, text) => {
    expect(rulesIn(text)).toEqual([rule]);
  });

  it.each([
    '-H "Authorization: Bearer $TOKEN"',
    'curl -u "$USER:$PASS" x',
    "curl -u user:password x",
    '-H "Authorization: Bearer YOUR_TOKEN_GOES_HERE"',
    "authorization: AuthorizationPolicyV2Configuration",
    "docker run -u 1000:1000 x",
  ])("not: %s", (text) => {
    expect(rulesIn(text)).toEqual([]);
  });
});
