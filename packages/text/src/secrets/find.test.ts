import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawToken, fromPieces, seededRandom } from "../testing/draw.ts";
import { secretRules } from "./catalogue/index.ts";
import { githubChecksum } from "./checks.ts";
import { findSecrets } from "./find.ts";

const random = seededRandom(42);
const draw = (form: string): string => drawToken(form, random);
const rulesIn = (text: string): string[] => findSecrets(text).map((match) => match.rule);

describe("findSecrets", () => {
  it.each([
    ["openai-project-key", `client = OpenAI(api_key="${draw("sk-proj-{w:74}T3BlbkFJ{w:74}")}")`],
    ["openai-user-key", `OPENAI_API_KEY=${draw("sk-{A:20}T3BlbkFJ{A:20}")}`],
    ["sk-api-key", `key: ${draw("sk-{A:48}")}`],
    ["anthropic-api-key", `x-api-key: ${draw("sk-ant-api03-{w:93}AA")}`],
    ["google-api-key", `genai.configure(api_key='${draw("AIzaSy{w:33}")}')`],
    ["huggingface-user-token", `huggingface-cli login --token ${draw("hf_{L:34}")}`],
    ["aws-access-key-id", `aws_access_key_id = ${draw("AKIA{B:16}")}`],
    ["aws-secret-access-key", `aws_secret_access_key = ${draw("{b:20}4aZ{b:17}")}`],
    ["azure-storage-key", `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${draw("{b:86}==")};EndpointSuffix=core.windows.net`],
    ["azure-openai-key", `AZURE_OPENAI_API_KEY="${draw("{h:32}")}"`],
    ["github-fine-grained-token", `"token": "${draw("github_pat_{A:22}_{A:59}")}"`],
    ["slack-bot-token", `SLACK=${draw("xoxb-{d:12}-{d:12}-{A:24}")}`],
    ["telegram-bot-token", `bot = Bot("${draw("{d:10}:AA{A:33}")}")`],
    ["stripe-live-key", `stripe.api_key = "${draw("sk_live_{A:24}")}"`],
    ["wandb-api-key", `os.environ["WANDB_API_KEY"] = "${draw("{h:40}")}"`],
    ["cohere-api-key", `co = cohere.Client(cohere_api_key="${draw("{A:39}7")}")`],
    ["url-credentials", `DATABASE_URL=postgres://app:${draw("{A:14}4x")}@db.prod.bank.com:5432/app`],
    ["generic-password", `password = "${draw("{L:5}7#{L:4}9")}"`],
    ["generic-token", `{"client_secret": "${draw("{h:32}")}"}`],
    ["generic-token", `- name: SERVICE_API_KEY\n  value: "${draw("{A:30}42")}"`],
    ["generic-token", `<apiKey>${draw("{A:30}42")}</apiKey>`],
    ["generic-token", `os.getenv("SIGNING_KEY", "${draw("{A:30}42")}")`],
    ["openai-project-key", `"source": ["os.environ[\\"OPENAI_API_KEY\\"] = \\"${draw("sk-proj-{w:60}")}\\"\\n"]`],
    ["groq-api-key", `curl https://x/?key=%22${draw("gsk_{A:52}")}`],
  ])("finds %s", (rule, text) => {
    expect(rulesIn(text)).toEqual([rule]);
  });

  it.each([
    "OPENAI_API_KEY=sk-...",
    "OPENAI_API_KEY=your-api-key-here",
    'api_key = os.environ["OPENAI_API_KEY"]',
    'api_key="<your-openai-key>"',
    "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "postgres://postgres:postgres@localhost:5432/db",
    "postgresql://user:password@db:5432/app",
    "mongodb://${USER}:${PASS}@host.prod.com/x",
    "redis://:${REDIS_PASSWORD}@redis.internal.net:6379",
    "https://user:pass@example.com/",
    "password: ${PASSWORD}",
    "password: {{ .Values.db.password }}",
    'password = getpass.getpass("Password: ")',
    "token = get_token(user_id)",
    "secret: string",
    'token: str = Field(default="", description="A token")',
    "const apiKey = process.env.OPENAI_API_KEY2;",
    "self.token = self.config.token_v2",
    'password_field = "id_password1"',
    "max_tokens = 4096",
    'tokenizer = "bert-base-uncased-v2"',
    'token_type = "Bearer12345678901234"',
    'key = "feature_engineering_step_42"',
    'primary_key="user_id_1234567890"',
    '"integrity": "sha512-1Rz7Xq8vJm3nKbT0pYdWc5sLh2fGg9aEoQxUiN6rVtBwZyCjHkMlDfSeAuPqOi=="',
    'secret_name = "prod/db/password-v1"',
    "api_key: 550e8400-e29b-41d4-a716-446655440000",
    "secretRef: arn:aws:secretsmanager:eu-west-1:123456789012:secret:x",
    "password: changeme123",
    "PASSWORD=admin123",
    "const secret = 'SECRET_MCP_DEBUG_PAYLOAD_123'",
    'hf_token = "hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
    'csrf_token = "a8f5f167f44f4964e6c998dee827110c"',
    'password = "********"',
    'api_key = "1234567890abcdef1234567890abcdef"',
    'secret = "deadbeefdeadbeefdeadbeefdeadbeef"',
    'def f(password="correct horse battery staple"):',
    'password == "s3cr3tP4ss!x"',
    "Enter token: 12345678901234567890",
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB/AKIAQ2X7Z5KLMNOPQRST/wAAAAoAAAAKCAYAAACNMs+9AAAAJElEQVQoU2NkYGD4D8RYAACtBQH",
    "-----BEGIN PRIVATE KEY-----\nYOUR KEY HERE\n-----END PRIVATE KEY-----",
    "https://docs.python.org/3/library/os.html#os.environ:x@y",
  ])("leaves alone: %s", (text) => {
    expect(findSecrets(text)).toEqual([]);
  });

  it("keeps nearly every random value given to a credential name", () => {
    for (const form of ["{A:20}", "{A:32}", "{h:32}", "{b:43}=", "{w:24}"]) {
      const found = Array.from({ length: 200 }, () => draw(form)).filter(
        (value) => findSecrets(`service_api_key = "${value}"`).length === 1,
      );
      expect(found.length, form).toBeGreaterThanOrEqual(184);
    }
  });

  it("is certain of a GitHub token whose checksum holds", () => {
    const head = draw("{A:30}");
    const [good] = findSecrets(fromPieces("gh", "p_", head, githubChecksum(head)));
    const [bad] = findSecrets(fromPieces("gh", "p_", head, "Zq7Zq8"));
    expect(good?.confidence).toBe("certain");
    expect(bad?.confidence).toBe("likely");
  });

  it("never shows the secret, and hashes only what nobody can search for", () => {
    const token = draw("sk-ant-api03-{w:95}");
    const [strong] = findSecrets(`k="${token}"`);
    const [weak] = findSecrets('password = "hX7#kd92Lm"');
    expect(strong?.masked).toBe("sk-ant-api…");
    expect(strong?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(weak?.masked).toBe("…");
    expect(weak?.hash).toBeUndefined();
    expect(JSON.stringify([strong, weak])).not.toContain("hX7#");
  });

  it("tells why, when examples are asked for", () => {
    const [match] = findSecrets("AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE", { examples: true });
    expect(match).toMatchObject({ rule: "aws-access-key-id", example: "placeholder-word" });
  });

  it("finds planted tokens at their place in any text, sorted and without overlap", () => {
    const forms = secretRules
      .filter((rule) => rule.method === "token" && rule.lead === 0 && rule.confidence === "likely" && rule.near.length === 0)
      .flatMap((rule) => rule.forms);
    const filler = fc.string({ unit: fc.constantFrom("a", "é", " ", "\n", '"', "=", "key", "\u{1F600}", "password: "), maxLength: 30 });
    fc.assert(
      fc.property(fc.array(fc.tuple(filler, fc.constantFrom(...forms), fc.nat()), { maxLength: 5 }), (parts) => {
        const text = parts.map(([fill, form, seed]) => `${fill} "${drawToken(form, seededRandom(seed))}" `).join("");
        const matches = findSecrets(text);
        expect(findSecrets(text)).toEqual(matches);
        matches.forEach((match, i) => {
          expect(match.start).toBeLessThan(match.end);
          expect(match.end).toBeLessThanOrEqual(text.length);
          expect(match.start).toBeGreaterThanOrEqual(matches[i - 1]?.end ?? 0);
          const body = text.slice(match.start, match.end).slice(match.masked.length - 1);
          expect(body.length).toBeGreaterThan(0);
          expect(JSON.stringify(match)).not.toContain(body);
        });
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    "key",
    "eyJ",
    "-----BEGIN PRIVATE KEY-----",
    "password=",
    "://u:p",
    "1:aa",
    "curl -u ",
    "Authorization: Bearer ",
    'api_key="',
    "A",
    "1|",
    '"name":"API_KEY","value":"',
    "q~",
  ])("ends on 100 KB of %s", (piece) => {
    expect(findSecrets(piece.repeat(Math.ceil(100_000 / piece.length))).length).toBeLessThan(100_000);
  });

  it("ends on 10 MB of keywords", () => {
    expect(findSecrets("secret_token-key:".repeat(620_000))).toEqual([]);
  }, 60_000);
});
