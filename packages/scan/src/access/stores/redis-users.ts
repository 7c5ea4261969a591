/*
 * Users of Redis by its access lists: `user kim on >secret ~cache:* +@read`. Rules are taken from left to right, as the server
 * does. Source: redis.io/docs/latest/operate/oss_and_stack/management/security/acl, as known in November 2026.
 */

export interface RedisUser {
  readonly name: string;
  readonly read: boolean;
  readonly write: boolean;
  /** Without a password. */
  readonly open: boolean;
  /** Patterns of keys; `*` for all. */
  readonly keys: readonly string[];
}

const READS =
  /^(?:@all|@read|@string|@hash|@set|@sortedset|@list|@search|get|mget|hget|hgetall|hmget|smembers|lrange|zrange|scan|ft\.search|ft\.aggregate|json\.get|vsim)$/;
const WRITES =
  /^(?:@all|@write|@string|@hash|@set|@sortedset|@list|@search|set|mset|hset|hmset|sadd|lpush|rpush|zadd|del|unlink|ft\.create|ft\.dropindex|json\.set|vadd|vrem|flushall|flushdb)$/;
const USERS = 500;

/** Users that a configuration or command line defines; those that are switched off are left out. */
export function redisUsers(text: string): readonly RedisUser[] {
  const found = new Map<string, RedisUser>();
  for (const line of text.split(/\n|(?=--user\s)/).slice(0, 10_000)) {
    const words = line
      .trim()
      .replace(/^--user\b/, "user")
      .split(/\s+/)
      .slice(0, 200);
    const name = words[1];
    if (words[0] !== "user" || name === undefined || found.size >= USERS) continue;
    const user = ruled(name, words.slice(2));
    if (user === undefined) found.delete(name);
    else found.set(name, user);
  }
  return [...found.values()];
}

function ruled(name: string, rules: readonly string[]): RedisUser | undefined {
  let [on, open, read, write] = [false, false, false, false];
  let keys: string[] = [];
  for (const rule of rules) {
    const lower = rule.toLowerCase();
    if (lower.startsWith("--")) break;
    if (lower === "on" || lower === "off") on = lower === "on";
    else if (lower === "reset") [on, open, read, write, keys] = [false, false, false, false, []];
    else if (lower === "nopass") open = true;
    else if (lower === "resetpass" || /^[>#]/.test(rule)) open = false;
    else if (lower === "allkeys") keys = ["*"];
    else if (lower === "resetkeys") keys = [];
    else if (/^(?:~|%\w{1,2}~)/.test(rule)) keys.push(rule.slice(rule.indexOf("~") + 1));
    else if (lower === "allcommands") [read, write] = [true, true];
    else if (lower === "nocommands") [read, write] = [false, false];
    else if (lower.startsWith("+")) {
      read ||= READS.test(lower.slice(1).split("|")[0] ?? "");
      write ||= WRITES.test(lower.slice(1).split("|")[0] ?? "");
    } else if (lower === "-@all") [read, write] = [false, false];
    else if (lower === "-@read") read = false;
    else if (lower === "-@write") write = false;
  }
  return on && keys.length > 0 && (read || write) ? { name, read, write, open, keys } : undefined;
}
