"""The packages' own tokenizer, n-gram table, prompts and figures, through one long-lived Node process (service.mjs)."""

import json
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Service:
    """Answers by the operations of service.mjs: `service("encode", texts=[…])`."""

    def __init__(self, gguf: str):
        loader = ROOT / "node_modules/tsx/dist/loader.mjs"
        if not loader.exists():
            raise FileNotFoundError("Run `npm ci` in the repository first: n-grams and tokenizer are its packages.")
        command = ["node", "--conditions=source", "--import", loader.as_uri(), str(ROOT / "training/service.mjs"), gguf]
        env = {**os.environ, "TSX_TSCONFIG_PATH": str(ROOT / "tsconfig.base.json")}
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env, cwd=ROOT)

    def __call__(self, op: str, **request):
        self.process.stdin.write(json.dumps({"op": op, **request}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"The service ended at {op}; what it wrote to standard error says why.")
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        self.process.wait()
