import { testFound } from "./testing/found.ts";

const TRAIN = `
  import os
  import numpy as np
  import torch
  from network import Net

  init_from = "scratch"
  dataset = "pile"
  rate = 0.1
  exec(open("override.py").read())

  rows = np.memmap(os.path.join("data", dataset, "train.bin"), dtype=np.uint16, mode="r")
  net = Net() if init_from == "scratch" else Net.from_pretrained(init_from)
  optimizer = torch.optim.Adam(net.parameters())
  for _ in range(3):
      optimizer.step()
`;

const NETWORK = `
  import torch.nn as nn
  from transformers import AutoModel

  class Net(nn.Module):
      @classmethod
      def from_pretrained(cls, name):
          return cls(AutoModel.from_pretrained(name))
`;

testFound([
  [
    "files of settings that a script executes give its variables further values",
    {
      "train.py": TRAIN,
      "network.py": NETWORK,
      "override.py": "import sys\nfor name in sys.argv[1:]:\n    exec(open(name).read())\n",
      "config/tune.py": "init_from = 'gpt2-xl'\ndataset = 'poems'\nrate = 0.01\n",
      "config/other.py": "init_from = 'org/unrelated'\nurl = 'x'\nport = 3\nhost = 'y'\n",
    },
    [
      "model gpt2-xl",
      "training-run train -fine_tunes-> model gpt2-xl",
      "training-run train -trains_on-> dataset data/pile/train.bin",
      "training-run train -trains_on-> dataset data/poems/train.bin",
    ],
    ["model scratch", "model org/unrelated"],
  ],
  [
    "a script that executes nothing keeps its own values",
    {
      "train.py": TRAIN.replace('exec(open("override.py").read())', ""),
      "network.py": NETWORK,
      "config/tune.py": "init_from = 'gpt2-xl'\ndataset = 'poems'\n",
    },
    ["dataset data/pile/train.bin"],
    ["model gpt2-xl", "dataset data/poems/train.bin"],
  ],
]);
