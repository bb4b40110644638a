"""The JSON Schema of a shape that is written for pydantic's core; the only place that imports pydantic whole."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema as cs


def json_schema(shape: cs.CoreSchema) -> dict[str, Any]:
    """The JSON Schema of a shape, each part with a `ref` under `$defs`."""
    return _Generator().generate(shape)


class _Generator(GenerateJsonSchema):
    """Adds what a part says of itself under `metadata: {json: …}`, and leaves out OpenAPI's `discriminator`."""

    def function_plain_schema(self, schema: cs.PlainValidatorFunctionSchema) -> JsonSchemaValue:
        return _said(schema)

    def function_after_schema(self, schema: cs.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        return super().function_after_schema(schema) | _said(schema)

    def typed_dict_schema(self, schema: cs.TypedDictSchema) -> JsonSchemaValue:
        return super().typed_dict_schema(schema) | _said(schema)

    def dict_schema(self, schema: cs.DictSchema) -> JsonSchemaValue:
        """A name that fits no pattern is refused, as the core refuses it; pydantic leaves that out."""
        told = super().dict_schema(schema)
        return told | {"additionalProperties": False} if "patternProperties" in told else told

    def default_schema(self, schema: cs.WithDefaultSchema) -> JsonSchemaValue:
        make: Any = schema.get("default_factory")
        return super().default_schema(schema) | ({} if make is None else {"default": make()})

    def tagged_union_schema(self, schema: cs.TaggedUnionSchema) -> JsonSchemaValue:
        union = super().tagged_union_schema(schema)
        union.pop("discriminator", None)
        return union


def _said(schema: Any) -> JsonSchemaValue:
    return dict(schema["metadata"]["json"])
