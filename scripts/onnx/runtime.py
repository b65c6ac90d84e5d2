"""ONNX Runtime in Node.js."""

import json
import os
import subprocess
import tempfile

import numpy


class Runtime:
    """A process that answers onnxruntime.js's lines."""

    def __init__(self, module):
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "onnxruntime.js")
        self.process = subprocess.Popen(["node", script, os.path.abspath(module)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, model, feeds):
        """The outputs of a model by name."""
        with tempfile.NamedTemporaryFile(suffix=".onnx") as file:
            file.write(model.SerializeToString())
            file.flush()
            job = {"model": file.name, "feeds": {name: {"type": value.dtype.name, "dims": value.shape, "data": value.reshape(-1).tolist()} for name, value in feeds.items()}}
            self.process.stdin.write(json.dumps(job) + "\n")
            self.process.stdin.flush()
            reply = json.loads(self.process.stdout.readline())
        if "error" in reply:
            raise RuntimeError(reply["error"])
        return {name: numpy.array(value["data"], dtype=value["type"]).reshape(value["dims"]) for name, value in reply.items()}
