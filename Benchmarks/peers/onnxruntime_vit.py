"""Vision transformers of random weights in ONNX Runtime, single precision: tiles a second.

    python3 Benchmarks/peers/onnxruntime_vit.py [--venv FOLDER] [--threads 2] [--rounds 3]

Makes its own virtual environment (default .build/peers/onnxruntime) and installs onnx and onnxruntime in it. The graph is
what exporters of PyTorch write (opset 17: LayerNormalization, MatMul and Add for a linear layer, the GELU of Erf,
attention of Transpose, MatMul, Softmax); ONNX Runtime's own optimiser fuses it. Also run in the form that its transformer
optimiser makes: MultiHeadAttention, BiasGelu, SkipLayerNormalization. For each the best batch size counts.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import venv

PACKAGES = ["numpy", "onnx", "onnxruntime"]


def inside(folder, packages):
    """Runs this script again in a virtual environment that holds the packages."""
    python = os.path.join(folder, "bin", "python")
    if os.path.realpath(sys.prefix) == os.path.realpath(folder):
        return
    if not os.path.exists(python):
        venv.create(folder, with_pip=True)
    if subprocess.run([python, "-c", "import " + ", ".join(packages)], stderr=subprocess.DEVNULL).returncode:
        subprocess.run([python, "-m", "pip", "install", "--quiet"] + packages, check=True)
    os.execv(python, [python] + sys.argv)


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--venv", default=".build/peers/onnxruntime")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--models", default="S,B")
    parser.add_argument("--batches", default="1,2,4,8")
    return parser.parse_args()


arguments = options()
inside(arguments.venv, PACKAGES)

import numpy as np  # noqa: E402
import onnx  # noqa: E402
import onnxruntime  # noqa: E402
from onnx import TensorProto, helper, numpy_helper  # noqa: E402

SIZES = {"S": (384, 6), "B": (768, 12)}
DEPTH, TOKENS, EPSILON = 12, 197, 1e-6
CONTRIBUTED = "com.microsoft"


class Graph:
    """Nodes and weights as they are added; every method gives the name of what it computes."""

    def __init__(self, width, heads):
        self.width, self.heads = width, heads
        self.nodes, self.weights, self.random = [], [], np.random.default_rng(1)

    def constant(self, value, kind=np.float32):
        name = f"c{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.asarray(value, kind), name))
        return name

    def drawn(self, *shape, scale=1.0):
        return self.constant(self.random.standard_normal(shape) * scale)

    def node(self, kind, *inputs, domain="", outputs=1, **attributes):
        names = [f"n{len(self.nodes)}_{index}" for index in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def matmul(self, x, inputs, outputs):
        return self.node("MatMul", x, self.drawn(inputs, outputs, scale=inputs**-0.5))

    def linear(self, x, inputs, outputs):
        return self.node("Add", self.matmul(x, inputs, outputs), self.drawn(outputs, scale=0.1))

    def norm_weights(self):
        return self.constant(np.ones(self.width)), self.constant(np.zeros(self.width))

    def norm(self, x):
        return self.node("LayerNormalization", x, *self.norm_weights(), axis=-1, epsilon=EPSILON)

    def embedded(self, pixels):
        kernel = self.drawn(self.width, 3, 16, 16, scale=768**-0.5)
        maps = self.node("Conv", pixels, kernel, self.drawn(self.width, scale=0.1), strides=[16, 16])
        flat = self.node("Reshape", maps, self.constant([0, self.width, -1], np.int64))
        patches = self.node("Transpose", flat, perm=[0, 2, 1])
        batch = self.node("Slice", self.node("Shape", pixels), *(self.constant([i], np.int64) for i in (0, 1)))
        shape = self.node("Concat", batch, self.constant([1, self.width], np.int64), axis=0)
        token = self.node("Expand", self.drawn(1, 1, self.width, scale=0.02), shape)
        return self.node("Add", self.node("Concat", token, patches, axis=1), self.drawn(1, TOKENS, self.width, scale=0.02))

    def finish(self, x):
        """The class token, as a model; `x` is after the last norm."""
        feature = self.node("Gather", x, self.constant(0, np.int64), axis=1)
        self.nodes[-1].output[0] = "feature"
        graph = helper.make_graph(
            self.nodes, "vit", [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["n", 3, 224, 224])],
            [helper.make_tensor_value_info("feature", TensorProto.FLOAT, ["n", self.width])], self.weights)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIBUTED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def exported(width, heads):
    """As an exporter writes it."""
    g = Graph(width, heads)
    x = g.embedded("pixels")
    split = g.constant([0, TOKENS, 3, heads, width // heads], np.int64)
    joined = g.constant([0, TOKENS, width], np.int64)
    for _ in range(DEPTH):
        packed = g.node("Reshape", g.linear(g.norm(x), width, 3 * width), split)
        parts = g.node("Transpose", packed, perm=[2, 0, 3, 1, 4])
        q, k, v = [g.node("Gather", parts, g.constant(index, np.int64), axis=0) for index in range(3)]
        scaled = g.node("Mul", q, g.constant((width // heads) ** -0.5))
        weights = g.node("Softmax", g.node("MatMul", scaled, g.node("Transpose", k, perm=[0, 1, 3, 2])), axis=-1)
        mixed = g.node("Transpose", g.node("MatMul", weights, v), perm=[0, 2, 1, 3])
        x = g.node("Add", x, g.linear(g.node("Reshape", mixed, joined), width, width))
        up = g.linear(g.norm(x), width, 4 * width)
        error = g.node("Erf", g.node("Div", up, g.constant(2**0.5)))
        gelu = g.node("Mul", g.node("Mul", up, g.node("Add", error, g.constant(1))), g.constant(0.5))
        x = g.node("Add", x, g.linear(gelu, 4 * width, width))
    return g.finish(g.norm(x))


def fused(width, heads):
    """As ONNX Runtime's transformer optimiser leaves it: attention, bias with GELU, residual with norm in one node each."""
    g = Graph(width, heads)
    x = g.embedded("pixels")
    y = g.norm(x)
    for _ in range(DEPTH):
        q, k, v = [g.matmul(y, width, width) for _ in range(3)]
        bias = g.drawn(3 * width, scale=0.1)
        mixed = g.node("MultiHeadAttention", q, k, v, bias, domain=CONTRIBUTED, num_heads=heads)
        y, x = skip(g, x, g.matmul(mixed, width, width))
        gelu = g.node("BiasGelu", g.matmul(y, width, 4 * width), g.drawn(4 * width, scale=0.1), domain=CONTRIBUTED)
        y, x = skip(g, x, g.matmul(gelu, 4 * width, width))
    return g.finish(y)


def skip(g, x, addend):
    """The norm of x + addend + bias, and the sum itself."""
    outputs = g.node(
        "SkipLayerNormalization", x, addend, *g.norm_weights(), g.drawn(g.width, scale=0.1), domain=CONTRIBUTED,
        outputs=4, epsilon=EPSILON)
    g.nodes[-1].output[1] = g.nodes[-1].output[2] = ""
    return outputs[0], outputs[3]


def session(model, folder, name):
    path = os.path.join(folder, name)
    onnx.save(model, path)
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = arguments.threads
    settings.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    return onnxruntime.InferenceSession(path, settings, providers=["CPUExecutionProvider"])


def rate(run, batch):
    """Tiles a wall second and a processor second, after one run to warm up."""
    x = {"pixels": np.random.default_rng(2).standard_normal((batch, 3, 224, 224), np.float32)}
    run(None, x)
    repeats = max(2, 16 // batch)
    wall, processor = time.perf_counter(), time.process_time()
    for _ in range(repeats):
        run(None, x)
    return batch * repeats / (time.perf_counter() - wall), batch * repeats / (time.process_time() - processor)


def measure(name, folder):
    runs = {form.__name__: session(form(*SIZES[name]), folder, f"{form.__name__}.onnx").run for form in (exported, fused)}
    best = {}
    for batch in [int(size) for size in arguments.batches.split(",")]:
        for _ in range(arguments.rounds):
            for form, run in runs.items():
                best[form] = max(best.get(form, (0, 0, 0)), rate(run, batch) + (batch,))
    for form, (wall, processor, batch) in best.items():
        print(
            f"ViT-{name}/16 f32 {form:9} {wall:6.2f} tiles/s at batch {batch}; "
            f"{processor:.2f} a second of one processor", flush=True)


print(f"ONNX Runtime {onnxruntime.__version__}, {arguments.threads} threads", flush=True)
for model in arguments.models.split(","):
    with tempfile.TemporaryDirectory() as place:
        measure(model, place)
