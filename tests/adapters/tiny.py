"""A real but tiny and random BERT, saved as sentence-transformers saves one; no hub, no weights to fetch."""

from __future__ import annotations

from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

WIDTH, WINDOW = 64, 24
_MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_ENDINGS = tuple(f"##{letter}" for letter in _LETTERS)
_NUMBERS = tuple(map(str, range(10, 110)))
PIECES = (*_MARKS, "parking", "permits", "desk", *_LETTERS, *_ENDINGS, *_NUMBERS)


def save_tiny_bert(folder: Path, seed: int = 1, prompts: dict[str, str] | None = None) -> Path:
    """Write the model and give its folder."""
    torch.manual_seed(seed)
    encoder = folder.with_name(folder.name + "-encoder")
    config = BertConfig(
        vocab_size=len(PIECES),
        hidden_size=WIDTH,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=128,
        max_position_embeddings=WINDOW,
    )
    BertModel(config).save_pretrained(encoder)
    _tokenizer().save_pretrained(encoder)
    transformer = Transformer(str(encoder), max_seq_length=WINDOW)
    pooling = Pooling(WIDTH, pooling_mode="cls")
    model = SentenceTransformer(modules=[transformer, pooling], prompts=prompts, device="cpu")
    model.save(str(folder), create_model_card=False)
    return folder


def _tokenizer() -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.WordPiece({piece: place for place, piece in enumerate(PIECES)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    names = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, **names)  # type: ignore[no-untyped-call]
