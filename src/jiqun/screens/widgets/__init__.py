"""Widgets 控件: how a part of a form stands on a page, whichever desk shows it."""

from jiqun.screens.widgets.blocks import beside_grids, blocks_of
from jiqun.screens.widgets.cells import anchor_of, cell_id, key_on
from jiqun.screens.widgets.page_state import Chip, PageState

__all__ = ["Chip", "PageState", "anchor_of", "beside_grids", "blocks_of", "cell_id", "key_on"]
