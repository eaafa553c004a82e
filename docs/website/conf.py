"""How Sphinx makes the website; `python docs/website` calls it."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

project = html_title = "prestatieafspraken"
author = "De makers van prestatieafspraken"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
language = "nl"
locale_dirs = ["locale"]
smartquotes = False  # a text is shown as it is typed: --uit is no dash

myst_heading_anchors = 4
default_role = "code"  # `name` in a docstring is a name
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True

napoleon_use_rtype = False
html_domain_indices = False

html_theme = "furo"
html_static_path = ["static"]
html_css_files = ["website.css"]
html_show_copyright = html_show_sphinx = html_show_sourcelink = html_copy_source = False
# The lines beside a result are fetched, which a page that is opened from a folder may not do.
html_show_search_summary = False


def _for_readers_aloud(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Say which language a page is in, so that it is read in that voice, and what is a heading."""
    if other := (context.get("meta") or {}).get("lang"):
        context["body"] = f'<div lang="{other}">{context["body"]}</div>'
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = tree.replace(
        'role="heading"', 'role="heading" aria-level="2"'
    )


def setup(app: Sphinx) -> None:
    """Look at each page after the theme has."""
    app.connect("html-page-context", _for_readers_aloud, priority=900)
