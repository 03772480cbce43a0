"""tree-sitter's grammars: one row of data a language, which `trees` reads files with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grammar:
    """Node types of one grammar, separated by spaces.

        `words` are the tokens on whose line a definition stands; `bodied` are the types that are
    XX"""

    module: str
    functions: str
    classes: str
    words: str = ""
    bodied: str = ""
    loader: str = "language"
    without: str = ""
    typed: str = ""


_C = "struct_specifier union_specifier enum_specifier"
_SCRIPT = (
    "function_declaration generator_function_declaration function_expression generator_function "
    "method_definition arrow_function"
)
_SCRIPT_CLASSES = "class_declaration class"

GRAMMARS = {
    "C": Grammar("c", "function_definition", _C, bodied=_C),
    "C++": Grammar(
        "cpp",
        "function_definition",
        f"{_C} class_specifier",
        bodied=f"function_definition {_C} class_specifier",
    ),
    "Java": Grammar(
        "java",
        "method_declaration constructor_declaration compact_constructor_declaration",
        "class_declaration interface_declaration enum_declaration record_declaration "
        "annotation_type_declaration",
        bodied="method_declaration",
    ),
    "Go": Grammar(
        "go",
        "function_declaration method_declaration",
        "type_spec",
        bodied="function_declaration",
        typed="struct_type interface_type",
    ),
    "JavaScript": Grammar("javascript", _SCRIPT, _SCRIPT_CLASSES, bodied="arrow_function"),
    "TypeScript": Grammar(
        "typescript",
        _SCRIPT,
        f"{_SCRIPT_CLASSES} abstract_class_declaration interface_declaration enum_declaration",
        bodied=f"{_SCRIPT}",
        loader="language_typescript",
    ),
    "Rust": Grammar("rust", "function_item", "struct_item enum_item union_item trait_item", "fn"),
    "C#": Grammar(
        "c_sharp",
        "method_declaration constructor_declaration destructor_declaration operator_declaration "
        "conversion_operator_declaration local_function_statement",
        "class_declaration struct_declaration interface_declaration enum_declaration "
        "record_declaration",
        bodied="method_declaration constructor_declaration operator_declaration "
        "conversion_operator_declaration local_function_statement destructor_declaration",
    ),
    "Kotlin": Grammar(
        "kotlin",
        "function_declaration secondary_constructor getter setter",
        "class_declaration object_declaration",
        "fun constructor class interface object get set",
        bodied="function_declaration secondary_constructor getter setter",
    ),
    "Scala": Grammar(
        "scala",
        "function_definition",
        "class_definition object_definition trait_definition enum_definition",
        "def class object trait enum",
    ),
    "Swift": Grammar(
        "swift",
        "function_declaration init_declaration deinit_declaration",
        "class_declaration protocol_declaration",
        "func init deinit class struct enum actor protocol",
        bodied="function_declaration init_declaration",
        without="extension",
    ),
    "PHP": Grammar(
        "php",
        "function_definition method_declaration",
        "class_declaration interface_declaration trait_declaration enum_declaration",
        "function class interface trait enum",
        bodied="method_declaration",
        loader="language_php",
    ),
    "Lua": Grammar("lua", "function_declaration function_definition", "", "function"),
    "Ruby": Grammar("ruby", "method singleton_method", "class"),
    "Shell": Grammar("bash", "function_definition", ""),
    "Python": Grammar("python", "function_definition", "class_definition"),
}
