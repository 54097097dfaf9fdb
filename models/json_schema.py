"""Checks JSON against the part of JSON Schema that our requests to chat models use.

Types, properties, required, additionalProperties, items and their number, enum, const, anyOf, string
lengths, numeric bounds and local references. A keyword outside this list is an error of ours, not of
the model: better than a check that silently does not happen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_KNOWN = frozenset(
    (
        "$defs", "$ref", "$schema", "additionalProperties", "anyOf", "oneOf", "const", "default",
        "description", "enum", "examples", "items", "maxItems", "maxLength", "maximum", "minItems",
        "minLength", "minimum", "prefixItems", "properties", "required", "title", "type",
        "uniqueItems",
    )
)  # fmt: skip

_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def problems(value: Any, schema: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what is wrong with `value`, as paths and rules; no content of it. Empty: it conforms."""
    return tuple(_check(value, schema, schema, "$"))


def _check(
    value: Any, schema: Mapping[str, Any], root: Mapping[str, Any], at: str
) -> Iterator[str]:
    unknown = set(schema) - _KNOWN
    if unknown:
        raise ValueError(f"unsupported schema keyword: {', '.join(sorted(unknown))}")
    if "$ref" in schema:
        yield from _check(value, _resolve(schema["$ref"], root), root, at)
        return
    if "type" in schema and not _is_of(value, schema["type"]):
        yield f"{at}: not {schema['type']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: not one of the allowed values"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: not the required value"
    yield from _check_alternatives(value, schema, root, at)
    yield from _check_inside(value, schema, root, at)


def _check_inside(
    value: Any, schema: Mapping[str, Any], root: Mapping[str, Any], at: str
) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _check_object(value, schema, root, at)
    elif isinstance(value, list):
        yield from _check_array(value, schema, root, at)
    elif isinstance(value, str):
        yield from _check_bounds(len(value), schema, "minLength", "maxLength", at)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from _check_bounds(value, schema, "minimum", "maximum", at)


def _is_of(value: Any, kind: str | list[str]) -> bool:
    kinds = [kind] if isinstance(kind, str) else kind
    return any(
        isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool))
        for name in kinds
    )


def _check_alternatives(
    value: Any, schema: Mapping[str, Any], root: Mapping[str, Any], at: str
) -> Iterator[str]:
    for keyword in ("anyOf", "oneOf"):
        options = schema.get(keyword)
        if options and all(next(_check(value, option, root, at), None) for option in options):
            yield f"{at}: fits none of the alternatives"


def _check_object(
    value: dict[str, Any], schema: Mapping[str, Any], root: Mapping[str, Any], at: str
) -> Iterator[str]:
    properties = schema.get("properties", {})
    yield from (f"{at}.{name}: missing" for name in schema.get("required", ()) if name not in value)
    extra = schema.get("additionalProperties", True)
    for name, member in value.items():
        if name in properties:
            yield from _check(member, properties[name], root, f"{at}.{name}")
        elif extra is False:
            yield f"{at}: a property too many"
        elif isinstance(extra, Mapping):
            yield from _check(member, extra, root, f"{at}.*")


def _check_array(
    value: list[Any], schema: Mapping[str, Any], root: Mapping[str, Any], at: str
) -> Iterator[str]:
    yield from _check_bounds(len(value), schema, "minItems", "maxItems", at)
    if schema.get("uniqueItems") and any(item in value[:place] for place, item in enumerate(value)):
        yield f"{at}: repeats an item"
    first = schema.get("prefixItems", ())
    items = schema.get("items", True)
    for place, item in enumerate(value):
        rule = first[place] if place < len(first) else items
        if rule is False:
            yield f"{at}: an item too many"
        elif isinstance(rule, Mapping):
            yield from _check(item, rule, root, f"{at}[{place}]")


def _check_bounds(
    size: float, schema: Mapping[str, Any], least: str, most: str, at: str
) -> Iterator[str]:
    if least in schema and size < schema[least]:
        yield f"{at}: below {least}"
    if most in schema and size > schema[most]:
        yield f"{at}: above {most}"


def _resolve(reference: str, root: Mapping[str, Any]) -> Mapping[str, Any]:
    if not reference.startswith("#/"):
        raise ValueError(f"only local references: {reference}")
    found: Any = root
    for part in reference[2:].split("/"):
        found = found[part]
    assert isinstance(found, Mapping)
    return found
