"""The engine's modules build on one another without a circle, not even one that only types see."""

import ast
from graphlib import TopologicalSorter

from milestones.sourced import FOLDER


def imports_of(path) -> set[str]:
    """The engine's modules that a file imports, wherever in the file."""
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    froms = [node for node in tree if isinstance(node, ast.ImportFrom) and node.module]
    whole = {alias.name for node in froms if node.module == "milestones" for alias in node.names}
    parts = {node.module.split(".")[1] for node in froms if node.module.startswith("milestones.")}
    return whole | parts


def test_no_module_of_the_engine_imports_what_imports_it():
    modules = {path.stem: imports_of(path) for path in FOLDER.glob("*.py")}

    order = list(TopologicalSorter(modules).static_order())

    assert order.index("history") < order.index("assessment") < order.index("assess")
    assert set(order) == set(modules)
