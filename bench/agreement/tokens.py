"""Lines of code of a Python file by Python's own tokenizer: our definition, written another way."""

import io
import tokenize

_LAYOUT = {
    *(tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT),
    *(tokenize.ENCODING, tokenize.ENDMARKER),
}
_OPENS = {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}


def by_tokens(data: bytes) -> set[int] | None:
    """Lines with a token that is no comment and no bare string; None where Python cannot read."""
    try:
        tokens = list(tokenize.tokenize(io.BytesIO(data).readline))
    except (SyntaxError, tokenize.TokenError):
        return None
    lines = data.splitlines()
    code: set[int] = set()
    before = tokenize.ENCODING
    for token, after in zip(tokens, [*tokens[1:], tokens[-1]], strict=True):
        if token.type in {tokenize.COMMENT, tokenize.NL}:
            continue
        bare = token.type == tokenize.STRING and before in _OPENS
        if bare and after.type in {tokenize.NEWLINE, tokenize.COMMENT}:
            before = token.type
            continue
        before = token.type
        if token.type not in _LAYOUT:
            code.update(range(token.start[0], token.end[0] + 1))
    return {line for line in code if lines[line - 1].strip()}
