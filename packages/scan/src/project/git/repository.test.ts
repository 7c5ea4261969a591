import { expect, it } from "vitest";
import { normaliseRemote } from "./repository.ts";

it.each([
  ["https://github.com/acme/app.git", "https://github.com/acme/app"],
  ["git@github.com:acme/app.git", "https://github.com/acme/app"],
  ["ssh://git@github.com/acme/app", "https://github.com/acme/app"],
  ["https://user:secret@gitlab.example.com/group/sub/app.git/", "https://gitlab.example.com/group/sub/app"],
  ["git://example.com/app.git", "https://example.com/app"],
  ["/srv/git/app.git", "/srv/git/app"],
])("%s names %s", (remote, url) => expect(normaliseRemote(remote)).toBe(url));
