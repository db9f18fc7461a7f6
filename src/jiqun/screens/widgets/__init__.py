"""Widgets 控件: how a part of a form stands on a page, whichever desk shows it."""

from jiqun.screens.widgets.blocks import beside_grids, blocks_of
from jiqun.screens.widgets.places import anchor_of, cell_id, key_on
from jiqun.screens.widgets.standing import Chip, Standing

__all__ = ["Chip", "Standing", "anchor_of", "beside_grids", "blocks_of", "cell_id", "key_on"]
