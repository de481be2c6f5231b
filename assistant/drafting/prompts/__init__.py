"""Prompts as files; a template knows its variables."""

from importlib.resources import files
from string import Formatter


def prompt(name: str, **values: str) -> str:
    """Fill a prompt file; raise KeyError naming a variable that is missing."""
    template = (files(__package__) / f"{name}.md").read_text("utf-8")
    wanted = {field for _, field, _, _ in Formatter().parse(template) if field}
    if missing := wanted - set(values):
        raise KeyError(f"prompt {name}: {sorted(missing)}")
    return template.format(**values)
