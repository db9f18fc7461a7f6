"""The small language of formulas and checks: parse, evaluate exactly and as intervals, explain.

    condition   a or b · a and b · not a · (a)
    comparison  a < b  <=  >  >=  =  !=      (also ≤ ≥ ≠; not chained; texts only = and !=)
                name = "是"      name in ("是", "否")      "chain_map" in name
    arithmetic  a + b   a - b   a * b   a / b   -a   a ^ 3   12.5%   (also − × ÷; 12.5% is 0.125)
    number      1.10   10000                  text   "是" or '是'
    name        total_output                  the single answer of a field, or a named number
                total_output[y]   [y-1]       of the period y the check is evaluated for, or before
                total_output[Y]   [Y-2]       of a year counted from the base year Y of the form
                total_output[Y-2..Y]          all of these years, as arguments of a function
                it   it[y-1]                  the field the check is evaluated on; `it` alone is
                                              the very cell (its period included)
                application.total_output[Y]   the same of another filing, a source the form names
                target(co2, baseline)         of a plan row; also target(co2, Y+3), target(row, y);
                                              target(row, unit) is the unit as written, a text
                y   Y                         the years themselves, as numbers
    functions   sum min max mean (a, b, …)    abs(a)
                round round_up round_down (a, 2)   half up, towards +∞, towards −∞
                growth(a, b)                  b ÷ a − 1, in percent
                share(a, b)                   a ÷ b, in percent
                compound_growth(g1, g2, g3)   reading A: ∛((1+g1)(1+g2)(1+g3)) − 1, all in percent
                root_growth(a, b, 2)          reading B: √(b ÷ a) − 1, in percent
                differs(a, b)                 the two cannot be the same figure (intervals apart)
                other(a, b)                   two answers, each as it stands, are not the same
                count(a, …)                   things handed in: a ticked box or a row of a list is
                                              one each, a number or text is one, 无 and empty none
                given(a)  empty(a)  none(a)   has a number or text other than 无 · nothing · 无
                ticked(a)                     at least one box of the choice is ticked
                known(a)                      the number can be told: nothing it needs is missing
                mentions(a, "城投", …)         one of the texts stands in the answer
                year(a)                       the year of a day or moment, as a number

A percent answer of 12.5 is the number 12.5. `a and b`, `not` and comparisons have three values:
True, False, and None where it cannot be told. Arithmetic with an unknown operand, and division by
what may be 0, is unknown (None). Nothing else is in the language: no attributes, no assignment.

The evaluator asks a `Scope` for the `ScopeValue` of a name. It keeps nothing between calls.
"""

from __future__ import annotations

from jiqun.engine.expressions.explaining import explain
from jiqun.engine.expressions.expression import (
    Expression,
    Need,
    evaluate,
    evaluate_interval,
    named_value,
    needs,
    parse,
    place_named,
)
from jiqun.engine.expressions.interval import Interval
from jiqun.engine.expressions.number_format import UNFILLED, print_number, print_quantity
from jiqun.engine.expressions.scope import Scope, ScopeValue
from jiqun.engine.expressions.template import Template, parse_template
from jiqun.engine.expressions.tokens import ExpressionError
from jiqun.engine.expressions.tree import NameUse

__all__ = [
    "UNFILLED",
    "Expression",
    "ExpressionError",
    "Interval",
    "NameUse",
    "Need",
    "Scope",
    "ScopeValue",
    "Template",
    "evaluate",
    "evaluate_interval",
    "explain",
    "named_value",
    "needs",
    "parse",
    "parse_template",
    "place_named",
    "print_number",
    "print_quantity",
]
