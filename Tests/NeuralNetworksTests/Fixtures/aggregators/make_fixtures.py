"""Small aggregators of every published layout, with what PyTorch computes of them in double precision.

    python -m venv venv && venv/bin/pip install torch numpy safetensors einops nystrom-attention
    venv/bin/python make_fixtures.py

The networks are written here from their descriptions: with PyTorch's own modules (Linear, MultiheadAttention,
Conv2d, Conv1d, LayerNorm), and the Nystroem attention of the package nystrom-attention 0.0.14, which
TransMIL's authors import. Weights are random and rounded to single precision. Each file NAME.safetensors holds the weights
under the authors' names; NAME.expected.safetensors the bags (`bag0`, `bag1` ...) and what comes of them (`logits0` ...).
Where the authors' code shows attention, it is there; for a sum over tiles, `parts` are its terms.
"""
import os

import numpy as np
import torch
from nystrom_attention import NystromAttention
from safetensors.numpy import save_file
from torch import nn

torch.manual_seed(5)
torch.set_default_dtype(torch.float64)
HERE = os.path.dirname(os.path.abspath(__file__))


def rounded(module, gain=1.0):
    """Single precision in double: what the file holds is what is computed with. A gain keeps small networks from being flat."""
    with torch.no_grad():
        for p in module.parameters():
            p.copy_((p * gain).float().double())
    return module.eval()


def bag(tiles, width):
    return torch.randn(tiles, width).float().double()


def write(name, state, outputs):
    single = lambda t: np.ascontiguousarray(t.detach().numpy().astype(np.float32))
    save_file({k: single(v) for k, v in state.items()}, f"{HERE}/{name}.safetensors")
    save_file({k: single(v) for k, v in outputs.items()}, f"{HERE}/{name}.expected.safetensors")


def many(bags, forward):
    """The outputs of several bags, numbered."""
    out = {}
    for i, x in enumerate(bags):
        with torch.no_grad():
            out[f"bag{i}"] = x
            out.update({f"{k}{i}": v for k, v in forward(x).items()})
    return out


def gated(v, u, w):
    return lambda h: w(torch.tanh(v(h)) * torch.sigmoid(u(h))).T


def plain(v, w):
    return lambda h: w(torch.tanh(v(h))).T


def pooled(h, logits, head):
    """Attention pooling with one linear head; the parts are of the only logit, or of logit_1 - logit_0."""
    a = torch.softmax(logits, 1)
    out = head(a @ h)[0]
    w = head.weight[0] if len(out) == 1 else head.weight[1] - head.weight[0]
    return {"logits": out, "attention": a, "attention_logits": logits, "parts": a[0] * (h @ w)}


def named(**modules):
    return {f"{prefix}.{k}": v for prefix, m in modules.items() for k, v in m.state_dict().items()}


def ilse():
    v, u, w, c = (rounded(m, 2) for m in (nn.Linear(24, 8), nn.Linear(24, 8), nn.Linear(8, 1), nn.Linear(24, 1)))
    bags = [bag(1, 24), bag(7, 24), bag(300, 24)]
    state = named(**{"attention_V.0": v, "attention_U.0": u, "attention_w": w, "classifier.0": c})
    extractor = {"feature_extractor_part1.0.weight": torch.zeros(2, 1, 5, 5), "feature_extractor_part1.0.bias": torch.zeros(2)}
    write("ilse-gated", state | extractor, many(bags, lambda x: pooled(x, gated(v, u, w)(x), c)))
    state = named(**{"attention.0": v, "attention.2": w, "classifier.0": c})
    write("ilse-plain", state, many(bags, lambda x: pooled(x, plain(v, w)(x), c)))


def clam():
    """Single branch without dropout layers and under DataParallel's names; without gates; many branches of three classes."""
    e, v, u, w, c = (
        rounded(m, 2)
        for m in (nn.Linear(20, 16), nn.Linear(16, 8), nn.Linear(16, 8), nn.Linear(8, 1), nn.Linear(16, 2)))
    bags = [bag(1, 20), bag(600, 20)]
    h = lambda x: torch.relu(e(x))
    state = named(**{"attention_net.module.0": e, "attention_net.module.2.attention_a.0": v,
                     "attention_net.module.2.attention_b.0": u, "attention_net.module.2.attention_c": w, "classifiers": c})
    extra = {"instance_classifiers.0.weight": torch.zeros(2, 16), "instance_loss_fn.labels": torch.zeros(3)}
    write("clam-sb-parallel", state | extra, many(bags, lambda x: pooled(h(x), gated(v, u, w)(h(x)), c)))
    state = named(**{"attention_net.0": e, "attention_net.3.module.0": v, "attention_net.3.module.2": w, "classifiers": c})
    write("clam-sb-ungated", state, many(bags, lambda x: pooled(h(x), plain(v, w)(h(x)), c)))
    w3 = rounded(nn.Linear(8, 3), 2)
    heads = [rounded(nn.Linear(16, 1), 2) for _ in range(3)]

    def forward(x):
        logits = gated(v, u, w3)(h(x))
        z = torch.softmax(logits, 1) @ h(x)
        return {"logits": torch.cat([k(z[i]) for i, k in enumerate(heads)]), "attention": torch.softmax(logits, 1),
                "attention_logits": logits}
    state = named(**{"attention_net.0": e, "attention_net.3.attention_a.0": v, "attention_net.3.attention_b.0": u,
                     "attention_net.3.attention_c": w3, **{f"classifiers.{i}": k for i, k in enumerate(heads)}})
    write("clam-mb-three", state, many(bags, forward))


def integrated(score, z, steps=20000):
    """Integrated gradients from zeros, by the midpoint rule."""
    t = ((torch.arange(steps) + 0.5) / steps)[:, None]
    points = (t * z).requires_grad_()
    score(points).sum().backward()
    return points.grad.mean(0)


def mcat():
    e, v, u, w = (rounded(m, 2) for m in (nn.Linear(20, 16), nn.Linear(16, 8), nn.Linear(16, 8), nn.Linear(8, 1)))
    rho, c = rounded(nn.Linear(16, 12), 2), rounded(nn.Linear(12, 4), 2)
    risk = lambda z: -torch.cumprod(1 - torch.sigmoid(c(torch.relu(rho(z)))), -1).sum(-1)

    def forward(x):
        h = torch.relu(e(x))
        logits = gated(v, u, w)(h)
        a = torch.softmax(logits, 1)
        out = c(torch.relu(rho(a @ h)))[0]
        with torch.enable_grad():
            direction = integrated(risk, (a @ h)[0].detach())
        return {"logits": out, "attention": a, "attention_logits": logits, "hazards": torch.sigmoid(out),
                "survival": torch.cumprod(1 - torch.sigmoid(out), 0), "risk": risk(a @ h), "parts": a[0] * (h @ direction)}
    state = named(**{"attention_net.0": e, "attention_net.3.attention_a.0": v, "attention_net.3.attention_b.0": u,
                     "attention_net.3.attention_c": w, "rho.0": rho, "classifier": c})
    write("mcat", state, many([bag(1, 20), bag(300, 20)], forward))


def millab():
    e, v, u, w, c = (
        rounded(m, 2)
        for m in (nn.Linear(20, 16), nn.Linear(16, 8), nn.Linear(16, 8), nn.Linear(8, 1), nn.Linear(16, 2)))
    h = lambda x: torch.relu(e(x))
    state = named(**{"model.patch_embed.0": e, "model.global_attn.attention_a.0": v, "model.global_attn.attention_b.0": u,
                     "model.global_attn.attention_c": w, "model.classifier": c})
    write("mil-lab", state, many([bag(60, 20)], lambda x: pooled(h(x), gated(v, u, w)(h(x)), c)))


def owkin():
    """Chowder with 3 + 3 places, also for bags smaller than that: padded tiles leave zeros, as the authors' mask does."""
    first, last = rounded(nn.Linear(20, 8), 2), rounded(nn.Linear(8, 1), 2)
    mlp = [rounded(m, 2) for m in (nn.Linear(6, 10), nn.Linear(10, 7), nn.Linear(7, 1))]
    head = lambda s: mlp[2](torch.sigmoid(mlp[1](torch.sigmoid(mlp[0](s)))))

    def forward(x):
        scores = last(torch.sigmoid(first(x)))[:, 0]
        k = min(3, len(scores))
        slots = torch.zeros(6)
        top, top_tiles = scores.topk(k)
        low, low_tiles = scores.topk(k, largest=False)
        slots[:k], slots[3:3 + k] = top, low
        with torch.enable_grad():
            direction = integrated(lambda s: head(s)[..., 0], slots.clone())
        parts = torch.zeros(len(scores))
        parts.index_add_(0, top_tiles, direction[:k] * top)
        parts.index_add_(0, low_tiles, direction[3:3 + k] * low)
        return {"logits": head(slots), "tile_scores": scores[None], "parts": parts}
    state = named(**{"score_model.hidden_layers.0": first, "score_model.hidden_layers.2": last, "mlp.0.0": mlp[0],
                     "mlp.1.0": mlp[1], "mlp.2": mlp[2]})
    write("chowder", state, many([bag(1, 20), bag(2, 20), bag(5, 20), bag(300, 20)], forward))


class DSMIL(nn.Module):
    def __init__(self, width, classes, queries):
        super().__init__()
        self.i_classifier = nn.ModuleDict({"fc": nn.Sequential(nn.Linear(width, classes))})
        self.b_classifier = nn.ModuleDict({
            "q": nn.Sequential(nn.Linear(width, queries), nn.ReLU(), nn.Linear(queries, queries), nn.Tanh()),
            "fcc": nn.Conv1d(classes, classes, width)})

    def forward(self, x):
        c = self.i_classifier["fc"](x)
        q = self.b_classifier["q"](x)
        critical = q[c.argmax(0)]
        logits = q @ critical.T / q.shape[1] ** 0.5
        a = torch.softmax(logits, 0)
        out = self.b_classifier["fcc"]((a.T @ x)[None])[0, :, 0]
        w = self.b_classifier["fcc"].weight
        w = w[0] if len(w) == 1 else w[1] - w[0]
        return {"logits": out, "tile_scores": c.T, "attention": a.T, "attention_logits": logits.T,
                "parts": sum(a[:, k] * (x @ w[k]) for k in range(len(w)))}


def dsmil():
    for classes in (1, 2):
        net = rounded(DSMIL(20, classes, 12), 3)
        write(f"dsmil-{classes}", net.state_dict(), many([bag(1, 20), bag(40, 20), bag(300, 20)], net))


class TransLayer(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.norm = nn.LayerNorm(dim)
        self.attn = NystromAttention(
            dim=dim, dim_head=dim // 8, heads=8, num_landmarks=dim // 2, pinv_iterations=6, residual=True)

    def forward(self, x):
        y, attention = self.attn(self.norm(x), return_attn=True)
        return x + y, attention


class PPEG(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.proj, self.proj1, self.proj2 = (nn.Conv2d(dim, dim, k, padding=k // 2, groups=dim) for k in (7, 5, 3))

    def forward(self, x, side):
        square = x[:, 1:].transpose(1, 2).reshape(1, -1, side, side)
        square = square + self.proj(square) + self.proj1(square) + self.proj2(square)
        return torch.cat([x[:, :1], square.flatten(2).transpose(1, 2)], 1)


class TransMIL(nn.Module):
    def __init__(self, width, dim, classes):
        super().__init__()
        self.pos_layer = PPEG(dim)
        self._fc1 = nn.Sequential(nn.Linear(width, dim), nn.ReLU())
        self.cls_token = nn.Parameter(torch.randn(1, 1, dim))
        self.layer1, self.layer2 = TransLayer(dim), TransLayer(dim)
        self.norm = nn.LayerNorm(dim)
        self._fc2 = nn.Linear(dim, classes)

    def forward(self, x):
        n = len(x)
        h = self._fc1(x)[None]
        side = int(np.ceil(n ** 0.5))
        h = torch.cat([self.cls_token, h, h[:, :side * side - n]], 1)
        h, _ = self.layer1(h)
        h, attention = self.layer2(self.pos_layer(h, side))
        row = attention.mean(1)[0][-(side * side + 1), -(side * side):].clamp(min=0)
        shares = torch.zeros(n).index_add_(0, torch.arange(side * side) % n, row)
        return {"logits": self._fc2(self.norm(h)[:, 0])[0], "attention": (shares / shares.sum())[None]}


def transmil():
    """Landmarks are width / 2 = 16: fewer tokens than that (1 + 1 to 1 + 9), one more (1 + 16), and 1 + 361, of which 16 leave
    a rest of 10; 2, 3, 5 and 350 tiles are no squares."""
    net = rounded(TransMIL(20, 32, 2), 1.5)
    write("transmil", net.state_dict(), many([bag(n, 20) for n in (1, 2, 3, 5, 9, 16, 350)], net))


class Attend(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        self.norm = nn.LayerNorm(dim)
        self.mhsa = nn.MultiheadAttention(dim, heads, batch_first=True)


class STAMP(nn.Module):
    def __init__(self, width, dim, hidden, heads, classes):
        super().__init__()
        self.class_token = nn.Parameter(torch.randn(dim))
        self.project_features = nn.Sequential(nn.Linear(width, dim), nn.GELU())
        feed = lambda: nn.Sequential(
            nn.LayerNorm(dim), nn.Linear(dim, hidden), nn.GELU(), nn.Dropout(), nn.Linear(hidden, dim), nn.Dropout())
        self.transformer = nn.Module()
        self.transformer.layers = nn.ModuleList(nn.ModuleList([Attend(dim, heads), feed()]) for _ in range(2))
        self.transformer.norm = nn.LayerNorm(dim)
        self.mlp_head = nn.Sequential(nn.Linear(dim, classes))

    def forward(self, x):
        x = torch.cat([self.class_token[None], self.project_features(x)])[None]
        rollout = torch.eye(x.shape[1])
        for attend, feed in self.transformer.layers:
            y = attend.norm(x)
            y, a = attend.mhsa(y, y, y, average_attn_weights=True)
            rollout = (0.5 * a[0] + 0.5 * torch.eye(len(a[0]))) @ rollout
            x = x + y
            x = x + feed(x)
        row = rollout[0, 1:]
        return {"logits": self.mlp_head(self.transformer.norm(x)[:, 0])[0], "attention": (row / row.sum())[None]}


def stamp():
    net = rounded(STAMP(20, 32, 24, 8, 1), 1.5)
    state = {f"model.{k}": v for k, v in net.state_dict().items()}
    write("stamp-vit", state, many([bag(1, 20), bag(2, 20), bag(300, 20)], net))


def clam_plain():
    """CLAM without gates under its own default dropout: the last layer of the attention is the fourth."""
    torch.manual_seed(31)
    e, v, w, c = (rounded(m, 2) for m in (nn.Linear(20, 16), nn.Linear(16, 8), nn.Linear(8, 1), nn.Linear(16, 2)))
    h = lambda x: torch.relu(e(x))
    state = named(**{"attention_net.0": e, "attention_net.3.module.0": v, "attention_net.3.module.3": w, "classifiers": c})
    extra = {"instance_classifiers.0.weight": torch.zeros(2, 16), "instance_classifiers.0.bias": torch.zeros(2)}
    write("clam-sb-plain-dropout", state | extra, many([bag(17, 20)], lambda x: pooled(h(x), plain(v, w)(h(x)), c)))


def slide_encoders():
    """CHIEF's embedding, of the tiles as they came (`WSI_feature`), and FEATHER's, of the hidden layer."""
    torch.manual_seed(32)
    e, v, u, w = (rounded(m, 2) for m in (nn.Linear(20, 16), nn.Linear(16, 8), nn.Linear(16, 8), nn.Linear(8, 1)))
    h = lambda x: torch.relu(e(x))
    bags = [bag(1, 20), bag(40, 20)]

    def embedding(x, values):
        logits = gated(v, u, w)(h(x))
        a = torch.softmax(logits, 1)
        return {"embedding": (a @ values)[0], "attention": a, "attention_logits": logits}
    head = {"attention_net.0": e, "attention_net.3.attention_a.0": v, "attention_net.3.attention_b.0": u,
            "attention_net.3.attention_c": w}
    extra = {"classifiers": nn.Linear(16, 2), "instance_classifiers.0": nn.Linear(16, 2), "att_head.fc1": nn.Linear(16, 8),
             "att_head.fc2": nn.Linear(8, 1), "text_to_vision.0": nn.Linear(6, 16)}
    state = named(**head, **extra) | {"organ_embedding": torch.zeros(19, 6)}
    write("chief-slide", state, many(bags, lambda x: embedding(x, x)))
    names = {"patch_embed.0": e, "global_attn.attention_a.0": v, "global_attn.attention_b.0": u,
             "global_attn.attention_c": w}
    state = {f"model.{k}": t for k, t in named(**names).items()}
    write("feather-slide", state, many(bags, lambda x: embedding(x, h(x))))


for make in (ilse, clam, mcat, millab, owkin, dsmil, transmil, stamp, clam_plain, slide_encoders):
    make()
