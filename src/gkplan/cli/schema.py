"""`gkplan schema`: the JSON Schema of a plan."""

from __future__ import annotations

import click

from gkplan.cli.options import lang_option, make
from gkplan.i18n import gettext as _


def command() -> click.Command:
    """`gkplan schema`."""
    return make("schema", schema, _("The JSON Schema of a plan, for editors and other validators."), [lang_option()])


def schema() -> None:
    """Print the schema."""
    from gkplan.plan.schema import schema_text

    click.echo(schema_text(), nl=False)
