"""Authors' text in templates."""

from django import template

from content.rendering import render_inline, render_markdown

register = template.Library()
register.filter("markdown", render_markdown)
register.filter("inline_markdown", render_inline)
