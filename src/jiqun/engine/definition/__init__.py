"""Definition 定义: what is asked, read from files once into typed objects."""

from jiqun.engine.definition.case_reading import Case, read_base, read_cases
from jiqun.engine.definition.check import (
    FACTS,
    LEVELS,
    RULES,
    SETTINGS,
    Check,
    CheckList,
    NamedNumber,
    RepairRule,
)
from jiqun.engine.definition.edition import Edition
from jiqun.engine.definition.edition_compare import Comparison, EditionDifference, compare_editions
from jiqun.engine.definition.edition_reading import (
    edition_files,
    find_editions,
    forms_folder,
    load_edition,
)
from jiqun.engine.definition.form import (
    Column,
    Field,
    Form,
    Indicator,
    Option,
    Range,
    RowCount,
    RowList,
    Section,
    year_of,
)
from jiqun.engine.definition.form_reading import read_form, with_years
from jiqun.engine.definition.layout import (
    Block,
    Cell,
    Layout,
    Line,
    LineStyle,
    Page,
    Piece,
    Row,
    Sheet,
    Slot,
    Table,
    TargetsTable,
    Tick,
    Words,
)
from jiqun.engine.definition.layout_reading import read_layout
from jiqun.engine.definition.lint import lint
from jiqun.engine.definition.lock import check_lock, lock
from jiqun.engine.definition.new_edition import new_edition
from jiqun.engine.definition.source import (
    DefinitionError,
    Entry,
    Mistake,
    Notebook,
    SourcePlace,
    read_yaml,
)
from jiqun.engine.definition.standard import Criterion, Standard

__all__ = [
    "FACTS",
    "LEVELS",
    "RULES",
    "SETTINGS",
    "Block",
    "Case",
    "Cell",
    "Check",
    "CheckList",
    "Column",
    "Comparison",
    "Criterion",
    "DefinitionError",
    "Edition",
    "EditionDifference",
    "Entry",
    "Field",
    "Form",
    "Indicator",
    "Layout",
    "Line",
    "LineStyle",
    "Mistake",
    "NamedNumber",
    "Notebook",
    "Option",
    "Page",
    "Piece",
    "Range",
    "RepairRule",
    "Row",
    "RowCount",
    "RowList",
    "Section",
    "Sheet",
    "Slot",
    "SourcePlace",
    "Standard",
    "Table",
    "TargetsTable",
    "Tick",
    "Words",
    "check_lock",
    "compare_editions",
    "edition_files",
    "find_editions",
    "forms_folder",
    "lint",
    "load_edition",
    "lock",
    "new_edition",
    "read_base",
    "read_cases",
    "read_form",
    "read_layout",
    "read_yaml",
    "with_years",
    "year_of",
]
