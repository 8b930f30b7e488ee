"""Vision transformers of random weights in PyTorch, in single precision and in bf16: tiles a second.

    python3 Benchmarks/peers/torch_vit.py [--venv FOLDER] [--threads 2] [--rounds 3]

Makes its own virtual environment (default .build/peers/torch) and installs PyTorch in it (set PIP_INDEX_URL for one
without the libraries of graphics cards). The modules are
those of timm: attention through scaled_dot_product_attention, the exact GELU, inference_mode. Precisions take turns, and
for each the best batch size counts.

    python3 Benchmarks/peers/torch_vit.py --features FILE.safetensors [--tiles TILES.safetensors]

writes weights under timm's names, tiles and single-precision features of a ViT-B/16, to compare another program with.
"""

import argparse
import os
import subprocess
import sys
import time
import venv

PACKAGES = ["numpy", "safetensors", "torch"]


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
    parser.add_argument("--venv", default=".build/peers/torch")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--models", default="S,B")
    parser.add_argument("--batches", default="1,2,4,8,16")
    parser.add_argument("--features")
    parser.add_argument("--tiles")
    return parser.parse_args()


arguments = options()
inside(arguments.venv, PACKAGES)

import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402
from torch import nn  # noqa: E402

SIZES = {"S": (384, 6), "B": (768, 12)}


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, x):
        n, t, width = x.shape
        q, k, v = self.qkv(x).reshape(n, t, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        return self.proj(F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(n, t, width))


class Mlp(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.fc1 = nn.Linear(width, 4 * width)
        self.fc2 = nn.Linear(4 * width, width)

    def forward(self, x):
        return self.fc2(F.gelu(self.fc1(x)))


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1 = nn.LayerNorm(width, eps=1e-6)
        self.attn = Attention(width, heads)
        self.norm2 = nn.LayerNorm(width, eps=1e-6)
        self.mlp = Mlp(width)

    def forward(self, x):
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class PatchEmbedding(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.proj = nn.Conv2d(3, width, 16, 16)

    def forward(self, x):
        return self.proj(x).flatten(2).transpose(1, 2)


class VisionTransformer(nn.Module):
    """Patch 16 at 224 px, 12 blocks; the feature is the class token."""

    def __init__(self, width, heads):
        super().__init__()
        self.patch_embed = PatchEmbedding(width)
        self.cls_token = nn.Parameter(torch.randn(1, 1, width) * 0.02)
        self.pos_embed = nn.Parameter(torch.randn(1, 197, width) * 0.02)
        self.blocks = nn.Sequential(*[Block(width, heads) for _ in range(12)])
        self.norm = nn.LayerNorm(width, eps=1e-6)

    def forward(self, x):
        x = self.patch_embed(x)
        x = torch.cat([self.cls_token.expand(len(x), -1, -1), x], 1) + self.pos_embed
        return self.norm(self.blocks(x))[:, 0]


def rate(run, batch):
    """Tiles a wall second and a processor second, after one run to warm up."""
    run()
    repeats = max(2, 16 // batch)
    wall, processor = time.perf_counter(), time.process_time()
    for _ in range(repeats):
        run()
    return batch * repeats / (time.perf_counter() - wall), batch * repeats / (time.process_time() - processor)


def forms(width, heads):
    """The ways to run one network: single precision, weights and activations in bf16, autocast."""
    torch.manual_seed(1)
    single = VisionTransformer(width, heads).eval()
    half = VisionTransformer(width, heads).eval()
    half.load_state_dict(single.state_dict())
    half = half.bfloat16()

    def cast(x):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return single(x)

    return {"f32": single, "bf16": lambda x: half(x.bfloat16()).float(), "bf16 autocast": cast}


@torch.inference_mode()
def measure(name):
    best = {}
    runs = forms(*SIZES[name])
    for batch in [int(size) for size in arguments.batches.split(",")]:
        x = torch.randn(batch, 3, 224, 224)
        for _ in range(arguments.rounds):
            for form, run in runs.items():
                found = rate(lambda: run(x), batch) + (batch,)
                best[form] = max(best.get(form, (0, 0, 0)), found)
    for form, (wall, processor, batch) in best.items():
        print(
            f"ViT-{name}/16 {form:14} {wall:6.2f} tiles/s at batch {batch}; "
            f"{processor:.2f} a second of one processor", flush=True)
    x = torch.randn(4, 3, 224, 224)
    truth = runs["f32"](x)
    for form in ["bf16", "bf16 autocast"]:
        print(f"ViT-{name}/16 {form:14} least cosine {F.cosine_similarity(truth, runs[form](x)).min():.6f}")


@torch.inference_mode()
def write_features(path):
    from safetensors.torch import load_file, save_file

    torch.manual_seed(1)
    network = VisionTransformer(*SIZES["B"]).eval()
    tiles = load_file(arguments.tiles)["tiles"] if arguments.tiles else torch.randint(0, 256, (4, 224, 224, 3)).byte()
    mean, deviation = torch.tensor([0.485, 0.456, 0.406]), torch.tensor([0.229, 0.224, 0.225])
    x = ((tiles.float() / 255 - mean) / deviation).permute(0, 3, 1, 2)
    save_file(network.state_dict(), path)
    save_file({"tiles": tiles, "features": network(x)}, path.replace(".safetensors", "-expected.safetensors"))


torch.set_num_threads(arguments.threads)
print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads", flush=True)
if arguments.features:
    write_features(arguments.features)
else:
    for model in arguments.models.split(","):
        measure(model)
