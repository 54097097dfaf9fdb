"""A Whisper model of random weights, a few hundred kilobytes: the real library loads it and writes nonsense."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import numpy as np

_WIDTH, _HEADS, _INNER, _BANDS = 32, 2, 64, 80
_MARKS = (
    "<|endoftext|> <|startoftranscript|> <|en|> <|translate|> <|transcribe|> <|startoflm|> "
    "<|startofprev|> <|nospeech|> <|notimestamps|>"
).split()
_TIMES = [f"<|{step * 0.02:.2f}|>" for step in range(1501)]


def write_whisper(folder: Path) -> Path:
    """Write the model's files into `folder`, which is made; needs ctranslate2 and tokenizers."""
    folder.mkdir(parents=True)
    tokenizer = _tokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    names = [tokenizer.id_to_token(place) for place in range(tokenizer.get_vocab_size())]
    library: Any = importlib.import_module("ctranslate2.specs.whisper_spec")
    model = library.WhisperSpec(1, _HEADS, 1, _HEADS)
    _fill(model, len(names))
    model.config.suppress_ids = model.config.suppress_ids_begin = []
    model.config.lang_ids, model.config.alignment_heads = [names.index("<|en|>")], [(0, 0)]
    model.register_vocabulary(names)
    model.validate()
    model.save(str(folder))
    return folder


def _tokenizer() -> Any:
    library: Any = importlib.import_module("tokenizers")
    bytes_of = library.pre_tokenizers.ByteLevel
    letters = {letter: place for place, letter in enumerate(sorted(bytes_of.alphabet()))}
    tokenizer = library.Tokenizer(library.models.BPE(vocab=letters, merges=[]))
    tokenizer.pre_tokenizer = bytes_of(add_prefix_space=False)
    tokenizer.decoder = library.decoders.ByteLevel()
    tokenizer.add_special_tokens([library.AddedToken(mark, special=True) for mark in _MARKS])
    tokenizer.add_tokens([library.AddedToken(mark, special=False) for mark in _TIMES])
    return tokenizer


def _fill(model: Any, words: int) -> None:
    chance = np.random.default_rng(5)

    def weights(*shape: int) -> Any:
        return chance.normal(0, 0.3, shape).astype(np.float32)

    def linear(part: Any, rows: int, columns: int) -> None:
        part.weight, part.bias = weights(rows, columns), weights(rows)

    def norm(part: Any) -> None:
        part.gamma, part.beta = np.ones(_WIDTH, np.float32), np.zeros(_WIDTH, np.float32)

    def layer(part: Any) -> None:
        linear(part.self_attention.linear[0], 3 * _WIDTH, _WIDTH)
        linear(part.self_attention.linear[1], _WIDTH, _WIDTH)
        norm(part.self_attention.layer_norm)
        if hasattr(part, "attention"):
            for place, rows in enumerate((_WIDTH, 2 * _WIDTH, _WIDTH)):
                linear(part.attention.linear[place], rows, _WIDTH)
            norm(part.attention.layer_norm)
        linear(part.ffn.linear_0, _INNER, _WIDTH)
        linear(part.ffn.linear_1, _WIDTH, _INNER)
        norm(part.ffn.layer_norm)

    encoder, decoder = model.encoder, model.decoder
    for convolution, inputs in ((encoder.conv1, _BANDS), (encoder.conv2, _WIDTH)):
        convolution.weight, convolution.bias = weights(_WIDTH, inputs, 3), weights(_WIDTH)
    encoder.position_encodings.encodings = weights(1500, _WIDTH)
    decoder.position_encodings.encodings = weights(448, _WIDTH)
    decoder.embeddings.weight = weights(words, _WIDTH)
    decoder.projection.weight = decoder.embeddings.weight
    for part in (encoder, decoder):
        norm(part.layer_norm)
        for one in part.layer:
            layer(one)
