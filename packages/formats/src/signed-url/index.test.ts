import { describe, expect, it } from "vitest";
import { readSignedUrls } from "./index.ts";

const SIGNATURE = `${"A".repeat(43)}%3D`;

describe("readSignedUrls", () => {
  it("reads the signature of an account with what it opens, not itself", () => {
    const text = `import urllib\nurl = "https://models.blob.core.windows.net/weights/a.ckpt?sv=2020-08-04&ss=b&srt=sco&sp=rwdl&se=2051-10-06T07:09:59Z&sig=${SIGNATURE}"\n`;
    expect(readSignedUrls(text)).toEqual([
      {
        kind: "account",
        account: "models",
        container: "weights",
        resourceTypes: "sco",
        permissions: "rwdl",
        expires: "2051-10-06T07:09:59Z",
        line: 2,
      },
    ]);
    expect(JSON.stringify(readSignedUrls(text))).not.toContain("AAAA");
  });

  it("tells a container's and a delegated signature, and a query by itself", () => {
    expect(readSignedUrls(`?sv=2022-11-02&sr=c&sp=r&sig=${SIGNATURE}`)).toMatchObject([{ kind: "service", permissions: "r" }]);
    expect(readSignedUrls(`sv=2022-11-02&sr=c&sp=r&skoid=1&sig=${SIGNATURE}`)).toMatchObject([{ kind: "delegated" }]);
  });

  it("reads the one in a connection string", () => {
    const text = `BlobEndpoint=https://models.blob.core.windows.net/;SharedAccessSignature=sv=2021-10-04&ss=b&srt=sco&sp=rwdl&sig=${SIGNATURE};QueueEndpoint=x`;
    expect(readSignedUrls(text)).toMatchObject([{ kind: "account", account: "models", resourceTypes: "sco", permissions: "rwdl" }]);
  });

  it.each(["sig=", "?sig=abc&sp=r", "https://x.test/?sv=1&sp=r&sig=a", "&sig=".repeat(3000), `sv=2020-01-01&sp=<>&sig=${SIGNATURE}`])(
    "makes nothing of %.40s",
    (text) => expect(readSignedUrls(text)).toEqual([]),
  );
});
