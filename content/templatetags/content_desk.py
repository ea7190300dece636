"""What an item is called in addresses of the desk, and what kind of text it is."""

from typing import Any

from django import template

from content.desk import KIND_NAMES
from content.models import Item

register = template.Library()


@register.filter
def kind(item: Item) -> str:
    return str(item._meta.model_name)


@register.filter
def kind_name(item: Item) -> Any:
    return KIND_NAMES[kind(item)]
