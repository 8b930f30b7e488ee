"""Makes the folders beside this script: small networks of every published layout, and what their own library makes of two
tiles with them, in double precision.

    python3 -m venv venv && venv/bin/pip install torch torchvision timm transformers safetensors
    venv/bin/python make_fixtures.py

The files here were made with torch 2.13.0, timm 1.0.31 and transformers 5.23.0; dinov2-with-registers with torch 2.15.0
and transformers 5.24.0.
"""

import json
import pathlib

import numpy as np
import timm
import torch
import transformers
from safetensors.numpy import save_file
from timm.layers import SwiGLUPacked
from timm.models.resnet import Bottleneck, ResNet
from timm.models.vision_transformer import VisionTransformer

HERE = pathlib.Path(__file__).parent
MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


def tiles(side):
    """Two tiles [2, side, side, 3], U8: coarse blotches of pink and purple with grain."""
    random = np.random.default_rng(side)
    coarse = random.random((2, 4, 4, 1)).repeat(side // 4, 1).repeat(side // 4, 2)
    colour = coarse * [90, 40, 130] + (1 - coarse) * [235, 180, 215]
    return np.clip(colour + random.normal(0, 12, colour.shape), 0, 255).astype(np.uint8)


def randomised(network, seed):
    """All parameters drawn anew, so that none is the 0 or 1 which a library starts from."""
    generator = torch.Generator().manual_seed(seed)
    normal = lambda like: torch.randn(like.shape, generator=generator, dtype=torch.float64)
    for name, value in network.state_dict().items():
        if not value.dtype.is_floating_point:
            continue
        if name.endswith("running_var"):
            drawn = 0.5 + normal(value).abs()
        elif value.dim() == 1 and name.endswith(("weight", "gamma", "lambda1")):
            drawn = 0.8 + 0.2 * normal(value)
        elif value.dim() == 1 or "embed" in name and "weight" not in name or "token" in name:
            drawn = 0.2 * normal(value)
        else:
            drawn = normal(value) / value[0].numel() ** 0.5
        value.copy_(drawn.float())
    return network.eval()


def write(folder, network, feature, config, side, save_by_library=False):
    """`feature` of the tiles by the network in double precision; the weights in single."""
    place = HERE / folder
    place.mkdir(exist_ok=True)
    if save_by_library:
        network.save_pretrained(place)
        (place / "config.json").rename(place / "hf_config.json")
    else:
        tensors = {k: v.numpy() for k, v in network.state_dict().items()}
        save_file(tensors, place / "model.safetensors")
    x = (torch.tensor(tiles(side)).double() / 255 - torch.tensor(MEAN)) / torch.tensor(STD)
    with torch.no_grad():
        features = feature(network.double(), x.permute(0, 3, 1, 2))
    save_file({"features": features.float().numpy()}, place / "expected.safetensors")
    told = {"mean": MEAN, "std": STD, "tile_px": side, **config}
    (place / "config.json").write_text(json.dumps(told, indent=1) + "\n")


TOKEN = {"layer_norm_eps": 1e-6, "feature": "class token"}


def timm_class_token(network, x):
    return network.forward_features(x)[:, 0]


def transformers_class_token(network, x):
    return network(pixel_values=x).last_hidden_state[:, 0]


def plain():
    network = randomised(VisionTransformer(64, 16, num_classes=0, embed_dim=24, depth=2, num_heads=3), 1)
    write("timm-plain", network, timm_class_token, {**TOKEN, "heads": 3}, 64)


def other_grid():
    network = VisionTransformer(
        96, 16, num_classes=0, embed_dim=24, depth=1, num_heads=3, init_values=1e-5, dynamic_img_size=True)
    write("timm-other-grid", randomised(network, 2), timm_class_token, {**TOKEN, "heads": 3}, 64)


def registers():
    network = VisionTransformer(
        56, 14, num_classes=0, embed_dim=24, depth=2, num_heads=4, mlp_ratio=4, init_values=1e-5, reg_tokens=4,
        no_embed_class=True, mlp_layer=SwiGLUPacked, act_layer=torch.nn.SiLU)
    write("timm-registers", randomised(network, 3), timm_class_token, {**TOKEN, "heads": 4}, 56)


def embedded_registers():
    network = VisionTransformer(
        56, 14, num_classes=0, embed_dim=24, depth=1, num_heads=4, mlp_ratio=5.3375, init_values=1e-5, reg_tokens=4,
        global_pool="", mlp_layer=SwiGLUPacked, act_layer=torch.nn.SiLU)

    def feature(network, x):
        tokens = network(x)
        return torch.cat([tokens[:, 0], tokens[:, 5:].mean(1)], 1)

    config = {"layer_norm_eps": 1e-6, "heads": 4, "feature": "class token concatenated with the mean patch token"}
    write("timm-embedded-registers", randomised(network, 4), feature, config, 56)


def vit():
    config = transformers.ViTConfig(
        hidden_size=24, num_hidden_layers=2, num_attention_heads=4, intermediate_size=96, image_size=64, patch_size=16,
        layer_norm_eps=1e-12)
    network = randomised(transformers.ViTModel(config, add_pooling_layer=False), 5)
    told = {"layer_norm_eps": 1e-12, "feature": "class token after the last layer norm"}
    write("vit-model", network, transformers_class_token, told, 64, save_by_library=True)
    network = randomised(transformers.ViTModel(config), 6)
    write("vit-model-5", network, transformers_class_token, {**told, "heads": 4}, 64)


def dinov2():
    sizes = dict(hidden_size=24, num_attention_heads=4, patch_size=14)
    config = transformers.Dinov2Config(num_hidden_layers=1, image_size=112, **sizes)
    network = randomised(transformers.Dinov2Model(config), 7)
    write("dinov2-other-grid", network, transformers_class_token, TOKEN, 56, save_by_library=True)
    config = transformers.Dinov2Config(num_hidden_layers=1, image_size=56, use_swiglu_ffn=True, **sizes)
    network = randomised(transformers.Dinov2Model(config), 8)
    write("dinov2-swiglu", network, transformers_class_token, TOKEN, 56, save_by_library=True)
    network = randomised(transformers.Dinov2Model(config), 9)
    write("dinov2-swiglu-5", network, transformers_class_token, {**TOKEN, "heads": 4}, 56)


def dinov2_with_registers():
    config = transformers.Dinov2WithRegistersConfig(
        num_hidden_layers=2, image_size=112, hidden_size=24, num_attention_heads=4, patch_size=14, num_register_tokens=4)
    network = randomised(transformers.Dinov2WithRegistersModel(config), 12)
    write("dinov2-with-registers", network, transformers_class_token, {**TOKEN, "heads": 4}, 56)


def residual():
    network = ResNet(Bottleneck, [1, 2, 1, 1], num_classes=3, channels=(4, 8, 12, 16))
    randomised(network, 10)

    def feature(network, x):
        x = network.maxpool(network.act1(network.bn1(network.conv1(x))))
        return network.layer3(network.layer2(network.layer1(x))).mean((2, 3))

    config = {"batch_norm_eps": 1e-5, "feature": "global average of layer3"}
    write("resnet", network, feature, config, 64)


def positions():
    """Grids of position embeddings [side^2, 2] brought to other sizes by torch, as the two libraries ask it to."""
    random = torch.Generator().manual_seed(11)
    tensors = {}
    for old, new in [(5, 8), (6, 4), (37, 16), (14, 16), (4, 3)]:
        grid = torch.randn((1, 2, old, old), generator=random)
        flat = lambda grid: grid[0].reshape(2, -1).T.contiguous().float().numpy()
        tensors[f"grid.{old}.{new}"] = flat(grid)
        for name, antialias in [("bicubic", False), ("antialiased", True)]:
            made = torch.nn.functional.interpolate(
                grid.double(), size=(new, new), mode="bicubic", align_corners=False, antialias=antialias)
            tensors[f"{name}.{old}.{new}"] = flat(made)
    save_file(tensors, HERE / "positions.safetensors")


if __name__ == "__main__":
    for side in [56, 64]:
        save_file({"tiles": tiles(side)}, HERE / f"tiles-{side}.safetensors")
    for make in [plain, other_grid, registers, embedded_registers, vit, dinov2, dinov2_with_registers, residual, positions]:
        make()
