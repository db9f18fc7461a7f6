"""Nothing turns text into markup: no script writes HTML, no template takes escaping away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_repository import ROOT, tracked

SCRIPT = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|setHTMLUnsafe"
    r"|parseHTMLUnsafe|srcdoc)\b"
    r"|\bdocument\s*\.\s*write(?:ln)?\b|\beval\b|\bnew\s+Function\b"
    r"|\bset(?:Timeout|Interval)\(\s*[\"'`]|\bjavascript:"
)
TEMPLATE = re.compile(r"\|\s*safe(?:seq)?\b|\bautoescape\s+off\b|\{%\s*debug\b")
PYTHON = re.compile(
    r"\b(?:mark_safe|SafeString\(|SafeText|html_safe|__html__|autoescape\s*=\s*False)|\bpickle\b"
    r"|\byaml\.(?:unsafe_)?load\(|\bshell\s*=\s*True\b|(?<![\w.])(?:eval|exec)\("
)
KINDS = {
    ".js": (SCRIPT,),
    ".mjs": (SCRIPT,),
    ".html": (TEMPLATE, SCRIPT),
    ".txt": (TEMPLATE,),
    ".py": (PYTHON,),
}

# Where markup is made that nobody typed, or that was escaped just before, and how often.
LISTED = {
    "src/jiqun/screens/account/adapter.py": 2,  # the square to scan, drawn by the program
    "src/jiqun/screens/filling/paper.py": 2,  # the engine escapes every answer of its page
    "src/jiqun/screens/help/manual.py": 2,  # our own manual, by a renderer that takes no HTML
}


def unescaped(name: str, text: str) -> list[str]:
    """What stands in a file that may turn text into markup or into code."""
    return [found[0] for rule in KINDS.get(Path(name).suffix, ()) for found in rule.finditer(text)]


def test_no_file_turns_text_into_markup_but_those_listed() -> None:
    found = {
        str(path.relative_to(ROOT)): len(signs)
        for path in tracked()
        if path.is_relative_to(ROOT / "src") or path.is_relative_to(ROOT / "scripts")
        if path.suffix in KINDS and (signs := unescaped(path.name, path.read_text("utf-8")))
    }
    assert found == LISTED


@pytest.mark.parametrize(
    ("name", "planted"),
    [
        ("a.js", "place.innerHTML = text"),
        ("a.js", "place.outerHTML=text"),
        ("a.js", "place.insertAdjacentHTML('beforeend', text)"),
        ("a.js", "document.write(text)"),
        ("a.js", "window.eval(text)"),
        ("a.js", "new Function(text)()"),
        ("a.js", 'setTimeout("go()", 5)'),
        ("a.html", "{{ text|safe }}"),
        ("a.html", "{{ text|upper | safe }}"),
        ("a.html", "{% autoescape off %}"),
        ("a.html", '<a href="javascript:go()">'),
        ("a.txt", "{{ text|safeseq }}"),
        ("a.py", "return mark_safe(text)"),
        ("a.py", "SafeString(text)"),
        ("a.py", "Engine(autoescape=False)"),
        ("a.py", "yaml.load(text)"),
        ("a.py", "run(line, shell=True)"),
        ("a.py", "eval(text)"),
    ],
)
def test_planted_markup_is_found(name: str, planted: str) -> None:
    assert unescaped(name, planted)


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("a.js", "place.textContent = text; evaluate(text); setTimeout(() => go(), 5)"),
        ("a.html", "{{ text }} {% autoescape on %}"),
        ("a.py", "yaml.safe_load(text); evaluate(text); def draw() -> SafeString:"),
    ],
)
def test_usual_code_is_not_found(name: str, usual: str) -> None:
    assert not unescaped(name, usual)
