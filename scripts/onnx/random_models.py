"""Writes random models with what ONNX Runtime gives for them, in ONNX's layout: FOLDER/000-lstm-…/model.onnx, test_data_set_0/input_*.pb, output_*.pb.

random_models.py FOLDER COUNT SEED PATH_OF_onnxruntime-node [--only NUMBERS]

Half of them are one recurrent node with random attributes, half a network of several nodes around one or two. ONNX Runtime doesn't run layout 1: what is expected of such a model is what it gives for
the same weights in layout 0, transposed.
"""

import argparse
import os
import random

import numpy
import onnx

import networks
import recurrent
from layout import write
from runtime import Runtime

# Beyond, errors of a float have grown with the values.
LARGEST = 100


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("count", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("module")
    parser.add_argument("--only", help="numbers of those to write, with commas")
    options = parser.parse_args()
    only = None if options.only is None else {int(number) for number in options.only.split(",")}
    runtime = Runtime(options.module)
    written = 0
    for number in range(options.count):
        if only is not None and number not in only:
            continue
        draw = random.Random(f"{options.seed}-{number}")
        case = (recurrent if number % 2 == 0 else networks).make(draw)
        try:
            expected = case.expect(runtime)
        except RuntimeError as fault:
            print(f"{number:03} {case.name}: ONNX Runtime refuses it: {fault}")
            continue
        if any(array.dtype.kind == "f" and not numpy.abs(array).max(initial=0) < LARGEST for array in expected):
            print(f"{number:03} {case.name}: left out, its activations let values grow without bound")
            continue
        onnx.checker.check_model(case.model) if case.opset <= onnx.defs.onnx_opset_version() else None
        write(os.path.join(options.folder, f"{number:03}-{case.name}"), case.model, [([case.feeds[value.name] for value in case.model.graph.input], expected)])
        written += 1
    print(f"{written} models in {options.folder}")


if __name__ == "__main__":
    main()
