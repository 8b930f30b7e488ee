"""Makes the folders of the layouts that no package has: small networks built by their authors' own code, and what it makes of two
tiles, in double precision.

    git clone https://github.com/facebookresearch/dinov2; git clone https://github.com/mahmoodlab/TRIDENT
    venv/bin/pip install torch timm transformers safetensors einops
    PYTHONPATH=dinov2:TRIDENT XFORMERS_DISABLED=1 venv/bin/python make_tower_fixtures.py

KEEP and CTransPath are compositions of library modules: KEEP's two layers stand behind timm's network as its model card has
them, CTransPath's stem before timm's Swin transformer, whose tensors are renamed to those of the older timm that it was trained
with. The files here were made with torch 2.15.0, timm 1.0.31; dinov2 at b8931f7 and TRIDENT at a91fa84.
"""

import importlib.util
import re
import sys
import types

import einops
import numpy as np
import torch
from timm.models.swin_transformer import SwinTransformer
from timm.models.vision_transformer import VisionTransformer
from torch import nn

from make_fixtures import HERE, TOKEN, randomised, tiles, write


def hub():
    """facebookresearch's own class: a grid that is resampled with its offset; registers, SwiGLU and chunks behind wrappers."""
    from dinov2.models.vision_transformer import DinoVisionTransformer
    sizes = dict(img_size=112, patch_size=14, embed_dim=24, depth=2, num_heads=4, init_values=1e-5)
    feature = lambda network, x: network.forward_features(x)["x_norm_clstoken"]
    network = randomised(DinoVisionTransformer(**sizes, block_chunks=0), 21)
    write("facebook-other-grid", network, feature, {**TOKEN, "heads": 4}, 56)
    network = randomised(
        DinoVisionTransformer(
            **sizes, block_chunks=2, ffn_layer="swiglu", num_register_tokens=4, interpolate_antialias=True,
            interpolate_offset=0.0), 22)
    write("facebook-registers-chunked", network, feature, {**TOKEN, "heads": 4}, 56)
    rename("facebook-registers-chunked", lambda key: f"teacher.backbone.{key}")


def rename(folder, change, extra={}):
    """Gives the tensors of a folder other names."""
    from safetensors.numpy import load_file, save_file
    path = HERE / folder / "model.safetensors"
    save_file({change(k): v for k, v in load_file(path).items()} | extra, path)


class Keep(nn.Module):
    def __init__(self):
        super().__init__()
        self.visual = VisionTransformer(64, 16, num_classes=0, embed_dim=24, depth=1, num_heads=3, init_values=1e-5)
        self.visual_head = nn.Sequential(nn.Linear(24, 20), nn.GELU(), nn.Linear(20, 20))

    def forward(self, x):
        return nn.functional.normalize(self.visual_head(self.visual(x)), dim=-1)


def keep():
    network = randomised(Keep(), 23)
    write("keep", network, lambda network, x: network(x), {"layer_norm_eps": 1e-6, "heads": 3}, 64)
    text = {"text.embeddings.LayerNorm.weight": np.ones(2, np.float32), "logit_scale": np.ones(1, np.float32)}
    rename("keep", lambda key: re.sub(r"\.(ls[12])\.gamma", r".\1.weight", key), text)


def conch():
    """TRIDENT's vision tower in small: the grid of 14 x 14 that it is built with, run at 8 x 8."""
    stub = types.ModuleType("einops_exts")
    stub.rearrange_many = lambda tensors, pattern, **sizes: [einops.rearrange(t, pattern, **sizes) for t in tensors]
    sys.modules["einops_exts"] = stub
    place = next(p for p in sys.path if (__import__("pathlib").Path(p) / "trident").is_dir())
    path = f"{place}/trident/patch_encoder_models/model_zoo/conchv1_5/conchv1_5.py"
    spec = importlib.util.spec_from_file_location("conchv1_5", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    class Tower(module.CONCHVisionTower):
        def __init__(self):
            nn.Module.__init__(self)
            self.trunk = module.VisionTransformer(
                img_size=112, patch_size=8, embed_dim=24, depth=2, num_heads=3, init_values=1.0)
            self.attn_pool_contrast = module.AttentionalPooler(d_model=16, context_dim=24, n_head=8, n_queries=1)
            self.ln_contrast = nn.LayerNorm(16)

    network = randomised(Tower(), 24)
    network.attn_pool_contrast.query.data.mul_(3)
    write("conch-v1.5", network, lambda network, x: network(x), {"layer_norm_eps": 1e-6, "heads": 3}, 64)


class Stem(nn.Module):
    """CTransPath's: two convolutions of stride 2 and one of 1 x 1."""

    def __init__(self, img_size=64, patch_size=4, in_chans=3, embed_dim=16, norm_layer=nn.LayerNorm, **_):
        super().__init__()
        convolution = lambda i, o: [nn.Conv2d(i, o, 3, 2, 1, bias=False), nn.BatchNorm2d(o), nn.ReLU()]
        c = embed_dim // 8
        self.proj = nn.Sequential(*convolution(3, c), *convolution(c, 2 * c), nn.Conv2d(2 * c, embed_dim, 1))
        self.norm = norm_layer(embed_dim)
        self.grid_size = (img_size // 4, img_size // 4)

    def forward(self, x):
        return self.norm(self.proj(x).permute(0, 2, 3, 1))


def ctranspath():
    network = SwinTransformer(
        64, 4, num_classes=0, embed_dim=8, depths=(2, 2, 1), num_heads=(2, 2, 4), window_size=2, embed_layer=Stem)
    write("ctranspath", randomised(network, 25), lambda network, x: network(x), {"layer_norm_eps": 1e-5}, 64)
    older = lambda key: re.sub(r"layers\.(\d)\.downsample", lambda m: f"layers.{int(m[1]) - 1}.downsample", key)
    rename("ctranspath", older, {"layers.0.blocks.1.attn_mask": np.zeros((4, 4), np.float32)})


def positions():
    """The grids of positions.safetensors brought to their other sizes in two more ways."""
    from safetensors.numpy import load_file, save_file
    path = HERE / "positions.safetensors"
    tensors = load_file(path)
    for name in [n for n in tensors if n.startswith("grid.")]:
        old, new = (int(n) for n in name.split(".")[1:])
        grid = torch.tensor(tensors[name]).double().T.reshape(1, 2, old, old)
        flat = lambda made: made[0].reshape(2, -1).T.contiguous().float().numpy()
        scale = (new + 0.1) / old
        tensors[f"offset.{old}.{new}"] = flat(
            nn.functional.interpolate(grid, scale_factor=(scale, scale), mode="bicubic"))
        tensors[f"bilinear.{old}.{new}"] = flat(nn.functional.interpolate(grid, size=(new, new), mode="bilinear"))
    save_file(tensors, path)


if __name__ == "__main__":
    for make in [hub, keep, conch, ctranspath, positions]:
        make()
