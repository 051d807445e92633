"""Every command by name. A command's module is imported when it is defined; heavy work when it runs."""

from __future__ import annotations

import typer

from chartproof.cli import (
    asking,
    auditing,
    books,
    checking,
    coding,
    comparing,
    edits,
    leveling,
    looking,
    noticing,
    procedures,
    searching,
)

app = typer.Typer(
    help="From a clinical note to a defensible claim, with a proof for every code.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("code")(coding.code)
app.command("ask")(asking.ask)
app.command("em")(leveling.em)
app.command("explain")(coding.explain)
app.command("verify")(coding.verify)
app.command("read")(coding.read)
app.command("batch")(coding.batch)
app.command("check")(checking.check)
app.command("audit")(auditing.audit)
app.command("lint-payer")(checking.lint_payer)
app.command("abn")(noticing.abn)
app.command("lookup")(looking.lookup)
app.command("search")(searching.search)
app.command("tree")(looking.tree)
app.command("valueset")(searching.valueset)
app.command("translate")(searching.translate)
app.command("rule")(looking.rule)
app.command("pair")(edits.pair)
app.command("pcs")(procedures.pcs)
app.command("diff")(comparing.diff)
app.add_typer(books.app, name="books")
