"""Word pieces and vectors of texts by transformers and PyTorch, as JSON lines: FOLDER TEXTS.json LIMIT."""
import json
import sys
import time

import torch
import transformers.utils.import_utils as probes
from transformers import AutoModel, AutoTokenizer

# Builds of PyTorch for CUDA ask a driver that is not there, and fall.
probes.is_cuda_stream_capturing = lambda *_: False
torch.set_num_threads(1)
folder, texts, limit = sys.argv[1:]
tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
model = AutoModel.from_pretrained(folder, local_files_only=True).eval()
began = time.perf_counter()
for text in json.load(open(texts)):
    encoded = tokenizer(text, truncation=True, max_length=int(limit), padding=False, return_tensors="pt")
    with torch.no_grad():
        vector = model(**encoded).last_hidden_state[0].mean(0)
    vector = vector / vector.norm()
    print(json.dumps({"pieces": encoded["input_ids"][0].tolist(), "vector": vector.tolist()}))
print(json.dumps({"seconds": time.perf_counter() - began}))
