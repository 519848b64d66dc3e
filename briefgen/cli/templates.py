"""``briefgen templates``: list, show, new, check and preview, each in a module of its own."""

from __future__ import annotations

import typer

from briefgen.cli import (
    template_check,
    template_list,
    template_new,
    template_preview,
    template_show,
)

app = typer.Typer(no_args_is_help=True, help="List, show, copy, check and preview templates.")
app.command("list")(template_list.list_templates)
app.command("show", epilog=template_show.EXAMPLES)(template_show.show)
app.command("new", epilog=template_new.EXAMPLES)(template_new.new)
app.command("check", epilog=template_check.EXAMPLES)(template_check.check)
app.command("preview", epilog=template_preview.EXAMPLES)(template_preview.preview)
