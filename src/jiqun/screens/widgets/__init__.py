"""Widgets 控件: how a part of a form stands on a page, whichever desk shows it."""

from jiqun.screens.widgets.blocks import beside_grids, blocks_of
from jiqun.screens.widgets.cells import element_of, shown_at
from jiqun.screens.widgets.page_state import Chip, PageState

__all__ = ["Chip", "PageState", "beside_grids", "blocks_of", "element_of", "shown_at"]
